"""Choosing the electronic copy: the papers stay, and the log says so with the clauses that asked for it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.actions import use_electronic_copy
from hometime.papers.facts import facts_about
from hometime.papers.models import SignOut
from hometime.papers.queries import out_with, sign_outs_at


def stay(person, now, **changes):
    told = {"what": "Reading notes", "data": "personal", "purpose": "To plan", "paper_set": None, "once": uuid4()}
    return use_electronic_copy(**(told | changes), by=person, at=now)


@pytest.mark.parametrize(
    ("slug", "clauses"), [("yourig", ["IG67", "IG68"]), ("academy-trust", ["TR74", "TR78", "TR79"])]
)
def test_it_is_written_down_with_the_clauses_that_ask_for_it(in_force, tess, viewer, now, slug, clauses):
    in_force(slug)
    made = stay(viewer(tess), now)
    assert made.is_not_taken
    assert sorted(made.cites) == clauses
    entry = Entry.objects.get(act="papers.electronic_copy_used")
    assert entry.subject == made.code


@pytest.mark.parametrize("slug", ["wolsey-house", "ravensbury", "dudley"])
def test_where_the_policy_does_not_ask_for_it_there_is_nothing_to_write_down(in_force, tess, viewer, now, slug):
    in_force(slug)
    with pytest.raises(Refused, match="does not mention electronic copies"):
        stay(viewer(tess), now)


def test_nothing_is_out_and_no_fact_is_told(logging, great_wickering, tess, viewer, now, today):
    stay(viewer(tess), now)
    assert out_with(tess, now) == [] and not sign_outs_at(great_wickering, now).exists()
    assert facts_about([tess], great_wickering, today)[tess.pk] == {}


def test_the_same_form_twice_is_one_and_another_persons_is_refused(logging, tess, leo, viewer, now):
    once = uuid4()
    assert stay(viewer(tess), now, once=once) == stay(viewer(tess), now, once=once)
    with pytest.raises(Refused, match="used before"):
        stay(viewer(leo), now, once=once)


def test_what_was_not_taken_can_never_be_out(logging, tess, viewer, now):
    made = stay(viewer(tess), now)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOut.objects.filter(pk=made.pk).update(closed_at=None)


def test_a_set_is_free_after_it(class_set, tess, viewer, now):
    stay(viewer(tess), now, paper_set=class_set)
    assert stay(viewer(tess), now, paper_set=class_set)


def test_only_who_works_here(logging, dara, viewer, now, tamsin_hollow):
    with pytest.raises(Refused, match="no post"):
        stay(viewer(dara, showing=tamsin_hollow), now)
