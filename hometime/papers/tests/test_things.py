"""Single things with a label: out beside others, back one by one, and gone for good when they are destroyed or lost."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.actions import (
    add_things,
    decide_papers,
    destroy_items,
    report_missing,
    request_papers,
    sign_in,
    sign_out,
    sign_out_with_leave,
    write_off,
)
from hometime.papers.models import PaperItem, PaperSet
from hometime.papers.queries import holder_of_set, holders_of
from hometime.papers.taking import of_labelled

from .conftest import FOLDER, HOW


@pytest.fixture
def together(folders, tess, viewer, now):
    """Tess has two of the three, in one go."""
    return sign_out(of_labelled(folders[:2], **HOW), once=uuid4(), by=viewer(tess), at=now)


def test_each_has_a_label_of_its_own(folders):
    assert len({each.label for each in folders}) == 3
    assert all(each.is_single and each.items == [each.what] for each in folders)
    assert Entry.objects.filter(act="papers.set_added").count() == 3


def test_all_get_a_label_or_none(folders, tess, viewer, now):
    with pytest.raises(Refused, match="“Binder” has a label already"):
        add_things(["Register", "Binder"], **FOLDER, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="cannot be kept"):
        add_things([], **FOLDER, by=viewer(tess), at=now)
    assert not PaperSet.objects.filter(what="Register").exists()


def test_several_go_out_as_one_and_are_described_as_the_most_private_of_them(folders, tess, viewer, now):
    PaperSet.objects.filter(pk=folders[1].pk).update(data="sensitive", in_care="yes", whose="One child", people_count=2)
    folders[1].refresh_from_db()
    made = sign_out(of_labelled(folders[:2], **HOW), once=uuid4(), by=viewer(tess), at=now)
    assert (made.what, made.data, made.in_care) == ("Folder A and Folder B", "sensitive", "yes")
    assert (made.whose, made.people_count) == ("Pupils of 7B; One child", 3)
    assert [(item.words, item.thing.label) for item in made.items.all()] == [
        ("Folder A", folders[0].label),
        ("Folder B", folders[1].label),
    ]


def test_many_names_are_counted_and_a_long_whose_is_cut(folders):
    long = [PaperSet(what="x" * 50, whose=f"{number}" * 70, data="personal", in_care="no") for number in range(3)]
    taking = of_labelled(long, **HOW)
    assert (taking.what, len(taking.whose), taking.people_count) == ("3 things with labels", 120, None)


def test_who_has_a_thing_is_told_to_the_next(together, folders, leo, viewer, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert {key: out.person for key, out in holders_of(folders).items()} == {
            each.pk: together.person for each in folders[:2]
        }
    with pytest.raises(Refused, match="Tess Okafor has signed “Folder B” out"):
        sign_out(of_labelled(folders[1:], **HOW), once=uuid4(), by=viewer(leo), at=now)
    with pytest.raises(Refused, match="Tess Okafor has signed this out"):
        sign_out(of_labelled(folders[:1], **HOW), once=uuid4(), by=viewer(leo), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperItem.objects.create(sign_out=together, number=9, words="x", thing=folders[0])


def test_one_comes_back_and_is_free_while_the_other_is_out(together, folders, tess, leo, viewer, now):
    sign_in(together, [1], by=viewer(tess), at=now)
    assert holder_of_set(folders[0]) is None
    assert sign_out(of_labelled(folders[:1], **HOW), once=uuid4(), by=viewer(leo), at=now).person == leo
    assert holder_of_set(folders[1]) == together


def test_what_is_destroyed_or_lost_is_lent_no_more(together, folders, tess, hana, viewer, now):
    destroy_items(together, [1], by=viewer(tess), at=now)
    report_missing(together, [2], by=viewer(tess), at=now)
    write_off(together, [2], by=viewer(hana), at=now)
    for folder in folders[:2]:
        with pytest.raises(Refused, match="no longer kept"):
            sign_out(of_labelled([folder], **HOW), once=uuid4(), by=viewer(tess), at=now)
    assert PaperSet.objects.filter(retired_at=None).get() == folders[2]


def test_leave_for_several_is_for_those_very_things(asking, tess, hana, leo, viewer, now):
    folders = add_things(["Folder A", "Folder B"], **FOLDER, by=viewer(tess), at=now)
    taking = replace(of_labelled(folders, **HOW), online_instead=None, only_needed=None)
    asked = request_papers(taking, once=uuid4(), by=viewer(tess), at=now)
    assert asked.labels == [each.label for each in folders]
    decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=now)
    made = sign_out_with_leave(asked, container="locked_case", once=uuid4(), by=viewer(tess), at=now)
    assert [item.thing for item in made.items.all()] == folders
