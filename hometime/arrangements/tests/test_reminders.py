"""Looking again at what was agreed, and being reminded of it, of an end, and of the legal time for an answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.actions import Decision, decide_arrangement, end_arrangement, look_again, suspend_arrangement
from hometime.arrangements.flexible.actions import agree_extension, ask_flexible, propose_extension, withdraw_flexible
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import Arrangement
from hometime.arrangements.reminders import due
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind

from .test_flexible import WISH

REVIEW_ON = date(2027, 1, 29)
DAY = timedelta(days=1)


@pytest.fixture
def to_review(viewed, hana, viewer, now):
    return decide_arrangement(viewed, Decision(is_yes=True, review_on=REVIEW_ON), by=viewer(hana), at=now)


@pytest.fixture
def legal(school, tess, viewer, now):
    """Received on 2 November 2026, so the last day is 1 January 2027."""
    return ask_flexible(**WISH, by=viewer(tess), at=now)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def kinds_due(on):
    return {(each.kind, each.to.name) for each in due(on)}


@pytest.mark.parametrize(("days", "is_due"), [(31, False), (30, True), (8, True), (7, True), (1, True), (0, True)])
def test_a_review_is_called_to_mind_from_thirty_days_before(to_review, days, is_due):
    both = {("arrangements.review_due", "Hana Whitlock"), ("arrangements.own_review_due", "Tess Okafor")}
    assert kinds_due(REVIEW_ON - days * DAY) == (both if is_due else set())
    assert not kinds_due(REVIEW_ON + DAY)


def test_each_step_is_told_once_however_often_it_runs(to_review, now):
    for days in (30, 30, 29, 8, 7, 6, 1, 1, 0):
        remind(REVIEW_ON - days * DAY, now)
    assert told("arrangements.review_due") == ["Hana Whitlock"] * 3
    assert told("arrangements.own_review_due") == ["Tess Okafor"] * 3


def test_another_day_is_called_to_mind_afresh(to_review, hana, viewer, now):
    remind(REVIEW_ON - DAY, now)
    look_again(to_review, words="It goes well.", review_on=REVIEW_ON + 2 * DAY, by=viewer(hana), at=now)
    remind(REVIEW_ON + DAY, now)
    assert len(told("arrangements.review_due")) == 2


def test_what_is_paused_or_over_is_not_called_to_mind(to_review, hana, tess, viewer, now):
    suspend_arrangement(to_review, reason="A long illness in the team.", by=viewer(hana), at=now)
    assert not kinds_due(REVIEW_ON - DAY)
    end_arrangement(to_review, last_day=date(2026, 12, 18), reason="", by=viewer(tess), at=now)
    assert not kinds_due(REVIEW_ON - DAY)


def test_the_end_of_a_pattern_is_called_to_mind(agreed):
    Arrangement.objects.update(ends_on=REVIEW_ON)
    assert kinds_due(REVIEW_ON - DAY) == {("arrangements.ends_soon", "Tess Okafor")}


def test_no_reminder_says_why_anybody_is_at_home(to_review, now):
    Arrangement.objects.update(ends_on=REVIEW_ON)
    remind(REVIEW_ON - DAY, now)
    assert not any("back is bad" in f"{notice.subject} {notice.text}" for notice in Notice.objects.all())


def test_the_legal_time_is_called_to_mind_to_both_sides(legal, now):
    assert legal.last_day == date(2027, 1, 1)
    both = {("arrangements.answer_due", "Hana Whitlock"), ("arrangements.own_answer_due", "Tess Okafor")}
    assert kinds_due(date(2026, 12, 2)) == both
    assert not kinds_due(date(2026, 12, 1))
    for _ in range(2):
        remind(date(2026, 12, 31), now)
    assert told("arrangements.answer_due") == ["Hana Whitlock"]


def test_more_time_agreed_moves_the_reminders_with_it(legal, hana, tess, viewer, now):
    more = propose_extension(legal, new_last_day=date(2027, 2, 1), by=viewer(hana), at=now)
    assert kinds_due(date(2026, 12, 31))
    agree_extension(more, by=viewer(tess), at=now)
    assert not kinds_due(date(2026, 12, 31))
    assert kinds_due(date(2027, 1, 31))


def test_a_request_taken_back_is_not_called_to_mind(legal, tess, viewer, now):
    withdraw_flexible(legal, by=viewer(tess), at=now)
    assert not kinds_due(date(2026, 12, 31))


def test_looking_again_is_written_down_and_told(to_review, hana, tess, viewer, now):
    done = look_again(to_review, words="It goes well.", review_on=None, by=viewer(hana), at=now)
    assert (done.state, done.review_on) == (to_review.state, None)
    assert done.steps.latest("pk").words == "It goes well."
    assert Entry.objects.latest("pk").act == "arrangements.arrangement_reviewed"
    assert told("arrangements.reviewed") == ["Tess Okafor"]


@pytest.mark.parametrize("slug", ["tess", "leo", "bilal", "idris", "dara", "petra"])
def test_only_the_decider_looks_again(to_review, cast, slug, viewer, now):
    with pytest.raises(Refused):
        look_again(to_review, words="Fine.", review_on=None, by=viewer(cast[slug]), at=now)


def test_looking_again_needs_words_and_a_later_day(to_review, hana, viewer, now, today):
    with pytest.raises(Refused, match="A reason is needed"):
        look_again(to_review, words=" ", review_on=None, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="must come after today"):
        look_again(to_review, words="Fine.", review_on=today, by=viewer(hana), at=now)


def test_it_waits_in_the_inbox_from_a_week_before(to_review, hana, leo, viewer):
    words = "Tess Okafor: look again at the days at home"
    assert not also_waiting(viewer(hana, on=REVIEW_ON - 8 * DAY))
    assert [row.words for row in also_waiting(viewer(hana, on=REVIEW_ON - 7 * DAY))] == [words]
    assert [row.words for row in also_waiting(viewer(hana, on=REVIEW_ON + 9 * DAY))] == [words]
    assert not also_waiting(viewer(leo, on=REVIEW_ON))


def test_the_page_to_look_again(to_review, hana, tess, page, at_that_moment):
    where = reverse("arrangements:look-again", args=[to_review.code])
    assert page.sign_in(tess).get(where).status_code == 302
    page.sign_in(hana)
    assert page.get(where).page.h1 == "Look at it again"
    assert page.post(where, {"words": ""}).status_code == 422
    assert page.post(where, {"words": "It goes well."}).status_code == 302
    assert "Looked at again by Hana Whitlock" in page.get(where.replace("look-again/", "")).page.text
