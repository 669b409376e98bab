"""Whoever decides has what they need on the page, and gives no yes that comes too late."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hometime.arrangements.actions import (
    Decision,
    Wanted,
    ask_arrangement,
    confirm_condition,
    decide_arrangement,
    end_arrangement,
    judge_role,
    set_limits,
)
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.states import State
from hometime.lib.refusal import Refused

from .conftest import FRIDAYS

LAST = date(2026, 11, 20)
MONDAYS = replace(FRIDAYS, slots=(":0:am",), starts_on=date(2026, 11, 16))


def at(day):
    return timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=9)))


@pytest.fixture
def short(viewed):
    """Fridays until 20 November, still to be decided."""
    type(viewed).objects.update(ends_on=LAST)
    viewed.refresh_from_db()
    return viewed


def test_a_yes_to_days_that_have_gone_is_refused(short, hana, viewer):
    after = LAST + timedelta(days=1)
    with pytest.raises(Refused, match="All of these days have gone"):
        decide_arrangement(short, Decision(is_yes=True), by=viewer(hana, on=after), at=at(after))


def test_on_the_last_of_them_it_is_not_too_late_and_a_no_never_is(short, hana, viewer):
    yes = decide_arrangement(short, Decision(is_yes=True), by=viewer(hana, on=LAST), at=at(LAST))
    assert yes.state == State.APPROVED


def test_a_no_to_days_that_have_gone_closes_the_request(short, hana, viewer):
    after = LAST + timedelta(days=1)
    no = Decision(is_yes=False, reason="Nobody looked at it in time.")
    assert decide_arrangement(short, no, by=viewer(hana, on=after), at=at(after)).state == State.REFUSED


@pytest.mark.parametrize("days", [0, -1])
def test_it_is_not_looked_at_again_before_tomorrow(viewed, hana, viewer, now, today, days):
    odd = Decision(is_yes=True, review_on=today + timedelta(days=days))
    with pytest.raises(Refused, match="must come after today"):
        decide_arrangement(viewed, odd, by=viewer(hana), at=now)


def test_what_is_ended_but_goes_on_until_a_day_is_not_asked_for_again(agreed, tess, viewer, now):
    end_arrangement(agreed, last_day=LAST, reason="", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="You have asked for 13 November 2026 already"):
        ask_arrangement(FRIDAYS, by=viewer(tess), at=now)
    assert ask_arrangement(replace(FRIDAYS, starts_on=LAST + timedelta(days=1)), by=viewer(tess), at=now)


@pytest.mark.usefixtures("at_that_moment")
def test_the_decider_reads_the_job_and_what_is_agreed_already(agreed, tess, leo, hana, viewer, now, page):
    judge_role("Teacher of science", fit="part", words="Not practicals.", by=viewer(hana), at=now)
    job = tess.posts.get().job_title
    judge_role(job, fit="part", words="Not on days with a class.", by=viewer(hana), at=now)
    made = ask_arrangement(MONDAYS, by=viewer(tess), at=now)
    for person in (leo, hana):
        page.sign_in(person)
        text = page.get(reverse("arrangements:arrangement", args=[made.code])).page.text
        assert job in text
        assert "Part of it. Not on days with a class." in text
        assert "Every Friday, from 13 November 2026 (agreed)" in text
    page.sign_in(tess)
    assert "Besides this" not in page.get(reverse("arrangements:arrangement", args=[made.code])).page.text


def test_a_condition_in_words_waits_for_whoever_may_confirm_it(viewed, tess, leo, hana, noor, viewer, now):
    conditions = (Wanted("A door that shuts"), Wanted("Sign the policy", "learning.signed_current", True))
    made = decide_arrangement(viewed, Decision(is_yes=True, conditions=conditions), by=viewer(hana), at=now)
    for person in (leo, hana):
        assert [(row.words, row.tag) for row in also_waiting(viewer(person))] == [
            ("Tess Okafor: a condition to confirm", "Once it is met")
        ]
    assert not also_waiting(viewer(tess)) + also_waiting(viewer(noor))
    confirm_condition(made.conditions.get(fact=""), by=viewer(leo), at=now)
    assert not also_waiting(viewer(leo)) + also_waiting(viewer(hana))


@pytest.mark.usefixtures("at_that_moment")
def test_once_all_conditions_are_met_the_page_says_so(viewed, tess, leo, hana, page, viewer, now):
    conditions = (Wanted("A door that shuts"),)
    made = decide_arrangement(viewed, Decision(is_yes=True, conditions=conditions), by=viewer(hana), at=now)
    there = reverse("arrangements:arrangement", args=[made.code])
    page.sign_in(tess)
    before = page.get(there).page.text
    assert "Agreed with conditions" in before
    assert "once everything below is in place" in before
    confirm_condition(made.conditions.get(), by=viewer(leo), at=now)
    after = page.get(there).page.text
    assert "Agreed, all conditions met" in after
    assert "so you may work from home on these days" in after
    page.sign_in(leo)
    assert "so you may work" not in page.get(there).page.text


ONE_DAY = replace(FRIDAYS, ground="one_day", ends_on=FRIDAYS.starts_on)


@pytest.fixture
def limits(school, hana, viewer, now, today):
    return set_limits(fewest_on_site=0, auto_days=3, starts_on=today, by=viewer(hana), at=now)


@pytest.mark.parametrize(
    ("data", "is_agreed"), [("none", True), ("ordinary", True), ("personal", False), ("sensitive", False)]
)
def test_limits_agree_to_ordinary_work_and_to_no_facts_about_people(limits, tess, viewer, now, data, is_agreed):
    made = ask_arrangement(replace(ONE_DAY, data=data, data_need="Marks"), by=viewer(tess), at=now)
    assert made.is_agreed is is_agreed


def test_nor_to_a_job_that_cannot_be_done_at_home(limits, tess, hana, viewer, now):
    judged = {"words": "", "by": viewer(hana), "at": now}
    judge_role(tess.posts.get().job_title, fit="no", **judged)
    made = ask_arrangement(ONE_DAY, by=viewer(tess), at=now)
    assert made.is_open
    judge_role(tess.posts.get().job_title, fit="yes", **judged)
    other = replace(ONE_DAY, starts_on=LAST, ends_on=LAST)
    assert ask_arrangement(other, by=viewer(tess), at=now).is_agreed


@pytest.mark.usefixtures("at_that_moment")
def test_whoever_comes_back_to_the_address_of_a_decision_reads_the_request(viewed, tess, hana, stella, page):
    decide = reverse("arrangements:decide", args=[viewed.code])
    there = reverse("arrangements:arrangement", args=[viewed.code])
    page.sign_in(hana)
    assert page.post(decide, {"answer": "no"}).status_code == 422
    assert page.get(decide).headers["Location"] == there
    assert page.sign_in(stella).get(decide).status_code == 404
