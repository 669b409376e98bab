"""A legal request that came on paper: put on record by whoever answers it, and counted from the day it came."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.flexible.actions import ask_flexible, log_flexible, withdraw_flexible
from hometime.arrangements.flexible.making import Told
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import FlexibleRequest
from hometime.arrangements.reminders import due
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Delegation, Post, Role

from .test_flexible import WISH, typed_day

LETTER = Told("Fridays off.", date(2027, 1, 4), "None", reasons="My health.")
CAME = date(2026, 10, 1)
WHERE = "/arrangements/flexible/on-paper/"


@pytest.fixture
def log(school, hana, viewer, now):
    """`log(tess)`: Hana puts the letter of Tess on record today, 2 November."""

    def put(person, letter=LETTER, *, by=hana, received_on=CAME, how="post"):
        return log_flexible(person, letter, how=how, received_on=received_on, by=viewer(by), at=now)

    return put


def test_it_counts_from_the_day_it_came_and_not_from_the_day_it_was_typed(log, tess):
    made = log(tess)
    assert (made.received_on, made.last_day) == (CAME, date(2026, 11, 30))
    assert made.created_by.name == "Hana Whitlock"


def test_the_person_is_told_and_no_reason_leaves(log, tess):
    log(tess)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (tess, "arrangements.flexible_logged")
    assert "came on 1 October 2026" in notice.text and "by 30 November 2026" in notice.text
    entry = Entry.objects.latest("pk")
    assert entry.act == "arrangements.flexible_logged"
    assert "2026-10-01" in entry.payload.text and "health" not in notice.text + entry.payload.text


def test_it_waits_and_is_called_to_mind_like_any_other(log, tess, hana, viewer):
    made = log(tess)
    waiting = also_waiting(viewer(hana))
    assert [(row.words, row.tag) for row in waiting] == [
        ("Tess Okafor: flexible working", "Answer by 30 November 2026")
    ]
    assert {each.kind for each in due(made.last_day - timedelta(days=1))} >= {"arrangements.answer_due"}


def test_others_who_decide_are_told(log, tess, bilal, school, today):
    Role.objects.create(organisation=school, person=bilal, kind="head", starts_on=today)
    log(tess)
    assert Notice.objects.get(person=bilal).kind == "arrangements.flexible_asked"


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "dara", "bilal", "petra"])
def test_only_whoever_answers_it_puts_it_on_record(log, cast, noor, slug):
    with pytest.raises(Refused):
        log(noor, by=cast[slug])
    assert not FlexibleRequest.objects.exists()


def test_nobody_puts_their_own_on_record(log, hana, tess, today):
    with pytest.raises(Refused, match="This is about you"):
        log(hana)
    made = log(tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        FlexibleRequest.objects.filter(pk=made.pk).update(created_by=tess)


def test_whoever_stands_in_does_not_put_that_of_the_person_who_lent_it_on_record(log, hana, bilal, lend):
    lend(hana, "head", to=bilal)
    with pytest.raises(Refused):
        log(hana, by=bilal)
    assert Delegation.objects.exists()


def test_a_day_that_has_not_come_is_refused(log, tess, today):
    with pytest.raises(Refused, match="has not come yet"):
        log(tess, received_on=today + timedelta(days=1))
    assert log(tess, received_on=today)


def test_it_needs_to_say_what_is_wanted(log, tess):
    with pytest.raises(Refused, match="A reason is needed"):
        log(tess, replace(LETTER, change=" "))


def test_what_was_not_lawful_on_the_day_it_came_is_refused(log, tess):
    Post.objects.filter(person=tess).update(starts_on=CAME + timedelta(days=1))
    with pytest.raises(Refused, match="people the school employs"):
        log(tess)


def test_one_at_a_time_however_it_came(log, tess, viewer, now):
    made = log(tess)
    with pytest.raises(Refused, match="They have a request that is not answered yet"):
        log(tess, received_on=CAME + timedelta(days=1))
    with pytest.raises(Refused, match="You have a request"):
        ask_flexible(**WISH, by=viewer(tess), at=now)
    withdraw_flexible(made, by=viewer(tess), at=now)
    assert log(tess, received_on=CAME + timedelta(days=1))


def test_paper_counts_towards_the_two_in_twelve_months(log, tess, viewer, now):
    for day in (date(2025, 12, 1), date(2026, 2, 1)):
        withdraw_flexible(log(tess, received_on=day), by=viewer(tess), at=now)
    with pytest.raises(Refused, match=r"They have made 2 in 12 months.* next one from 1 December 2026"):
        log(tess)


def test_the_pages_from_the_letter_to_the_person(school, hana, tess, leo, idris, page, at_that_moment):
    page.sign_in(hana)
    assert WHERE in page.get(reverse("arrangements:flexible-request")).page.addresses()
    assert page.get(WHERE).page.h1 == "A flexible working request that came on paper"
    typed = {"person": str(tess.code), "how": "hand", "change": "Fridays off.", "earlier": "None"}
    typed |= typed_day("starts_on", date(2027, 1, 4)) | typed_day("received_on", CAME)
    assert "ask them first which they mean" in page.post(WHERE, typed).page.text
    typed["is_legal"] = "on"
    assert "not come yet" in page.post(WHERE, typed | typed_day("received_on", date(2026, 11, 3))).page.text
    assert page.post(WHERE, typed | {"person": str(hana.code)}).status_code == 422
    one = page.post(WHERE, typed).headers["Location"]
    assert "Handed over on paper, put on record by Hana Whitlock on 2 November 2026" in page.get(one).page.text
    assert page.post(WHERE, typed).status_code == 422
    assert "30 November 2026" in page.sign_in(tess).get(one).page.text
    for other in (tess, leo, idris):
        page.sign_in(other)
        assert page.get(WHERE).status_code == 403
        assert WHERE not in page.get(reverse("arrangements:flexible-request")).page.addresses()
