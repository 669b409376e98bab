"""Sets that go out together, and their labels."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.actions import add_set, retire_set, sign_in, sign_out
from hometime.papers.labels import address_of_label, drawn
from hometime.papers.models import PaperSet
from hometime.papers.taking import items_of, numbered

from .conftest import SET
from .test_sign_out import wanted


def test_a_set_is_kept_with_a_label_of_its_own(class_set, tamsin_hollow, stella, viewer, now):
    theirs = add_set(**SET, by=viewer(stella), at=now)
    assert theirs.label != class_set.label
    address = address_of_label(class_set, RequestFactory().get("/"))
    assert address == f"http://testserver/p/{class_set.label}/"
    assert drawn(address).startswith('<svg aria-hidden="true"')
    assert Entry.objects.filter(act="papers.set_added").count() == 2


def test_a_name_is_used_once_while_the_set_is_lent(class_set, tess, viewer, now):
    with pytest.raises(Refused, match="has a label already"):
        add_set(**SET, by=viewer(tess), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSet.objects.create(organisation=class_set.organisation, created_at=now, label="X", **(SET | {"items": []}))
    retire_set(class_set, by=viewer(tess), at=now)
    assert add_set(**SET, by=viewer(tess), at=now)


@pytest.mark.parametrize("items", [(), ("x",) * 301, ("x" * 121,)])
def test_a_list_that_cannot_be_kept_is_refused(logging, tess, viewer, now, items):
    with pytest.raises(Refused, match="cannot be kept"):
        add_set(**(SET | {"items": items}), by=viewer(tess), at=now)


def test_a_set_that_is_out_is_not_retired_and_a_retired_one_not_taken(set_out, class_set, tess, leo, viewer, now):
    with pytest.raises(Refused, match="Tess Okafor has it"):
        retire_set(class_set, by=viewer(tess), at=now)
    sign_in(set_out, range(1, 31), by=viewer(tess), at=now)
    with pytest.raises(Refused, match="Somebody else added"):
        retire_set(class_set, by=viewer(leo), at=now)
    retire_set(class_set, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="no longer kept"):
        sign_out(wanted(class_set), once=uuid4(), by=viewer(tess), at=now)
    with pytest.raises(Refused, match="before"):
        retire_set(class_set, by=viewer(tess), at=now)


def test_lists_are_read_a_thing_a_line():
    assert items_of(" Book A \n\n\r\nBook B\r\n") == ("Book A", "Book B")
    assert numbered("Book", 2) == ("Book 1", "Book 2")
