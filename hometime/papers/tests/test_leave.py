"""Leave for papers: asked, answered by somebody else, used once, and exceptions with a name and a reason."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.papers.actions import (
    add_set,
    decide_papers,
    request_papers,
    sign_in,
    sign_out_with_leave,
    withdraw_request,
)
from hometime.papers.models import PaperRequest, SignOut
from hometime.papers.queries import requests_for, requests_waiting_for
from hometime.papers.taking import of_set

from .conftest import BOOKS, FRIDAY, SET

YES, NO = {"is_yes": True, "reason": ""}, {"is_yes": False, "reason": "Mark them here."}


def use(leave, by, now):
    return sign_out_with_leave(leave, container="locked_case", once=uuid4(), by=by, at=now)


def test_leave_is_asked_answered_and_used(asked, tess, hana, viewer, now):
    assert (asked.kind, asked.decider_kind, asked.cites) == ("permission", "head", ["WH110"])
    assert list(requests_waiting_for(viewer(hana))) == [asked]
    given = decide_papers(asked, **YES, by=viewer(hana), at=now)
    made = use(given, viewer(tess), now)
    assert (made.basis, made.leave, made.items.count()) == ("permission", asked, 3)
    assert list(Notice.objects.order_by("pk").values_list("person__name", "kind")) == [
        ("Hana Whitlock", "papers.asked"),
        ("Tess Okafor", "papers.decided"),
    ]
    acts = ["papers.leave_asked", "papers.leave_decided", "papers.signed_out"]
    assert list(Entry.objects.filter(act__startswith="papers.").order_by("pk").values_list("act", flat=True)) == acts


def test_an_exception_says_who_allowed_it_and_why(forbidding, tess, hana, viewer, now):
    asked = request_papers(BOOKS, once=uuid4(), by=viewer(tess), at=now)
    assert asked.kind == "exception"
    with pytest.raises(Refused, match="why these papers have to leave"):
        decide_papers(asked, **YES, by=viewer(hana), at=now)
    given = decide_papers(asked, is_yes=True, reason="The exam board visits her home.", by=viewer(hana), at=now)
    made = use(given, viewer(tess), now)
    assert (made.basis, made.leave.decided_by, made.leave.reason) == (
        "exception",
        hana,
        "The exam board visits her home.",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRequest.objects.update(reason="")


def test_a_no_says_why_and_nothing_leaves_by_it(asked, tess, hana, viewer, now):
    with pytest.raises(Refused, match="Say why the answer is no"):
        decide_papers(asked, is_yes=False, reason=" ", by=viewer(hana), at=now)
    refused = decide_papers(asked, **NO, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="no yes"):
        use(refused, viewer(tess), now)


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "dara", "bilal"])
def test_only_whom_the_policy_names_decides(asked, cast, slug, viewer, now):
    with pytest.raises(Refused):
        decide_papers(asked, **YES, by=viewer(cast[slug]), at=now)


def test_nobody_decides_about_their_own_not_even_the_head(asking, hana, grace, viewer, now):
    asked = request_papers(BOOKS, once=uuid4(), by=viewer(hana), at=now)
    assert asked.decider_kind == "governor"
    with pytest.raises(Refused, match="about you"):
        decide_papers(asked, **YES, by=viewer(hana), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperRequest.objects.update(decided_by=hana, decided_at=now)
    assert decide_papers(asked, **YES, by=viewer(grace), at=now).state == "given"


def test_of_two_answers_the_first_counts(asked, hana, viewer, now):
    stale = PaperRequest.objects.get(pk=asked.pk)
    decide_papers(asked, **YES, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="just done this"):
        decide_papers(stale, **NO, by=viewer(hana), at=now)
    assert PaperRequest.objects.get().state == "given"


def test_leave_is_used_once_by_whoever_has_it_and_in_time(given, tess, leo, viewer, now):
    with pytest.raises(Refused, match="somebody else"):
        use(given, viewer(leo), now)
    with pytest.raises(Refused, match="run out"):
        use(given, viewer(tess, on=FRIDAY + timedelta(days=1)), now)
    made = use(given, viewer(tess), now)
    sign_in(made, [1, 2, 3], by=viewer(tess), at=now)
    with pytest.raises(Refused, match="used"):
        use(given, viewer(tess), now)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOut.objects.create(
            **BOOKS.kept,
            organisation=made.organisation,
            person=tess,
            created_at=now,
            basis="permission",
            leave=given,
            uses_leave_up=True,
        )


def test_leave_for_a_set_may_last(asking, tess, hana, viewer, now):
    kept = add_set(**SET, by=viewer(tess), at=now)
    taking = of_set(kept, purpose="To mark each week", due_on=FRIDAY, container="locked_case")
    asked = request_papers(taking, once=uuid4(), by=viewer(tess), at=now, is_lasting=True)
    decide_papers(asked, **YES, by=viewer(hana), at=now)
    for _ in range(2):
        made = use(asked, viewer(tess), now)
        sign_in(made, range(1, 31), by=viewer(tess), at=now)
    assert asked.sign_outs.count() == 2


def test_leave_for_a_main_copy_is_an_exception_with_a_reason_on_both_sides(logging, tess, hana, viewer, now):
    only = replace(BOOKS, is_master=True)
    with pytest.raises(Refused, match="only copy"):
        request_papers(only, once=uuid4(), by=viewer(tess), at=now)
    only = replace(only, why_paper="The exam board wants this one.")
    asked = request_papers(only, once=uuid4(), by=viewer(tess), at=now)
    assert asked.kind == "exception"
    with pytest.raises(Refused, match="why these papers have to leave"):
        decide_papers(asked, **YES, by=viewer(hana), at=now)
    decide_papers(asked, is_yes=True, reason="A copy will not do.", by=viewer(hana), at=now)
    assert use(asked, viewer(tess), now).basis == "exception"


def test_leave_nobody_needs_is_not_asked_and_a_main_copy_never(logging, in_force, tess, viewer, now):
    with pytest.raises(Refused, match="need not ask"):
        request_papers(BOOKS, once=uuid4(), by=viewer(tess), at=now)
    in_force("wolsey-house")
    with pytest.raises(Refused, match="main copy"):
        request_papers(replace(BOOKS, is_master=True), once=uuid4(), by=viewer(tess), at=now)


def test_the_person_takes_it_back_before_it_is_answered(asked, tess, leo, hana, viewer, now):
    with pytest.raises(Refused, match="Only the person"):
        withdraw_request(asked, by=viewer(leo), at=now)
    withdraw_request(asked, by=viewer(tess), at=now)
    assert Notice.objects.filter(person=hana, kind="papers.withdrawn").exists()
    with pytest.raises(Refused, match="taken back"):
        decide_papers(asked, **YES, by=viewer(hana), at=now)


def test_the_same_question_sent_twice_is_one(asking, tess, viewer, now):
    once = uuid4()
    first = request_papers(BOOKS, once=once, by=viewer(tess), at=now)
    assert request_papers(BOOKS, once=once, by=viewer(tess), at=now) == first


def test_a_stricter_policy_since_the_yes_is_heard(given, in_force, tess, viewer, now):
    in_force("academy-trust")
    with pytest.raises(Refused, match="policy has changed"):
        use(given, viewer(tess), now)


def test_who_sees_a_request(asked, cast, viewer):
    assert {slug for slug, person in cast.items() if requests_for(viewer(person)).exists()} == {
        "tess", "hana", "dara", "safia", "bilal",
    }  # fmt: skip
