"""Asking: who is next, what is refused, and what a school agrees to without asking."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hometime.arrangements.actions import ask_arrangement, set_limits
from hometime.arrangements.models import Arrangement
from hometime.arrangements.states import State
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Post

from .conftest import FRIDAYS

ONE_DAY = replace(FRIDAYS, ground="one_day", ends_on=FRIDAYS.starts_on)


def told():
    return [(notice.person.name, notice.kind) for notice in Notice.objects.order_by("pk")]


def test_it_goes_to_the_line_manager_who_is_told(asked):
    assert asked.state == State.SUBMITTED
    assert told() == [("Leo Marsh", "arrangements.waiting")]
    assert Entry.objects.latest("pk").act == "arrangements.arrangement_asked"


def test_neither_the_notice_nor_the_ledger_says_why(asked):
    notice = Notice.objects.get()
    assert "back" not in notice.text + notice.subject
    assert "back" not in Entry.objects.latest("pk").payload.text


def test_a_line_manager_who_decides_is_asked_once(school, leo, hana, viewer, now):
    made = ask_arrangement(FRIDAYS, by=viewer(leo), at=now)
    assert made.state == State.DECISION
    assert told() == [("Hana Whitlock", "arrangements.waiting")]


def test_it_is_not_left_with_a_line_manager_who_has_gone(school, tess, leo, hana, viewer, now, today):
    Post.objects.filter(person=leo).update(ends_on=today - timedelta(days=1))
    made = ask_arrangement(FRIDAYS, by=viewer(tess), at=now)
    assert (made.state, made.line_manager) == (State.DECISION, None)
    assert told() == [("Hana Whitlock", "arrangements.waiting")]


def test_a_head_is_decided_about_by_the_governors(school, hana, viewer, now):
    made = ask_arrangement(FRIDAYS, by=viewer(hana), at=now)
    assert made.decider_kind == "governor"
    assert told() == [("Grace Adeyemi", "arrangements.waiting")]


def test_the_tier_is_told_in_the_words_of_the_policy(in_force, tess, viewer, now):
    in_force("ravensbury")
    assert ask_arrangement(ONE_DAY, by=viewer(tess), at=now).tier == "hot desking"
    other = replace(FRIDAYS, ground="other", starts_on=date(2026, 11, 20))
    assert ask_arrangement(other, by=viewer(tess), at=now).tier == "home or remote working"


def test_overlapping_half_days_are_refused(asked, tess, viewer, now):
    with pytest.raises(Refused, match="13 November 2026 already"):
        ask_arrangement(replace(FRIDAYS, slots=(":4:pm",)), by=viewer(tess), at=now)
    assert ask_arrangement(replace(FRIDAYS, slots=(":3:pm",)), by=viewer(tess), at=now)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "says"),
    [
        (date(2026, 10, 30), None, "already gone"),
        (date(2026, 11, 13), date(2026, 11, 6), "before the first"),
        (date(2029, 11, 13), None, "two years"),
    ],
)
def test_dates_that_cannot_be_are_refused(school, tess, viewer, now, starts_on, ends_on, says):
    with pytest.raises(Refused, match=says):
        ask_arrangement(replace(FRIDAYS, starts_on=starts_on, ends_on=ends_on), by=viewer(tess), at=now)
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "says"),
    [
        (date(2026, 12, 25), date(2026, 12, 25), "Friday 25 December 2026 is a bank holiday: Christmas Day"),
        (date(2026, 11, 14), date(2026, 11, 14), "None of these days"),
        (date(2026, 11, 16), date(2026, 11, 18), "None of these days"),
    ],
)
def test_days_on_which_nobody_works_are_refused(school, tess, viewer, now, starts_on, ends_on, says):
    with pytest.raises(Refused, match=says):
        ask_arrangement(replace(FRIDAYS, starts_on=starts_on, ends_on=ends_on), by=viewer(tess), at=now)
    assert not Arrangement.objects.exists()


def test_somebody_without_a_post_here_cannot_ask(school, tamsin_hollow, dara, viewer, now):
    with pytest.raises(Refused, match="no post at this school"):
        ask_arrangement(FRIDAYS, by=viewer(dara, showing=tamsin_hollow), at=now)


def test_a_school_without_a_policy_cannot_be_asked(great_wickering, tess, viewer, now):
    with pytest.raises(Refused, match="no policy in force"):
        ask_arrangement(FRIDAYS, by=viewer(tess), at=now)


@pytest.fixture
def limited(school, hana, viewer, now, today):
    return set_limits(fewest_on_site=1, auto_days=1, starts_on=today, by=viewer(hana), at=now)


def test_a_single_day_within_the_limits_is_agreed_at_once_and_the_manager_told(limited, tess, viewer, now):
    made = ask_arrangement(ONE_DAY, by=viewer(tess), at=now)
    assert (made.state, made.by_limits, made.decided_by) == (State.APPROVED, True, None)
    assert told() == [("Tess Okafor", "arrangements.agreed"), ("Leo Marsh", "arrangements.within_limits")]


@pytest.mark.parametrize("change", [{"ends_on": None}, {"data": "sensitive"}, {"ground": "health_advice"}])
def test_what_is_more_than_a_plain_day_is_decided_by_somebody(limited, tess, viewer, now, change):
    assert ask_arrangement(replace(ONE_DAY, **change), by=viewer(tess), at=now).state == State.SUBMITTED


def test_the_limits_are_for_a_month(limited, tess, viewer, now):
    ask_arrangement(ONE_DAY, by=viewer(tess), at=now)
    friday = date(2026, 11, 20)
    assert not ask_arrangement(replace(ONE_DAY, starts_on=friday, ends_on=friday), by=viewer(tess), at=now).by_limits
    friday = date(2026, 12, 4)
    assert ask_arrangement(replace(ONE_DAY, starts_on=friday, ends_on=friday), by=viewer(tess), at=now).by_limits


def test_another_day_within_the_limits_takes_the_place_of_the_first(limited, tess, viewer, now):
    first = ask_arrangement(ONE_DAY, by=viewer(tess), at=now)
    other = replace(ONE_DAY, slots=(":3:day",), starts_on=date(2026, 11, 12), ends_on=date(2026, 11, 12))
    assert ask_arrangement(other, by=viewer(tess), at=now, replaces=first).by_limits
    first.refresh_from_db()
    assert first.state == State.ENDED


def test_a_day_that_leaves_too_few_of_the_team_on_site_is_decided_by_somebody(limited, tess, noor, viewer, now):
    assert ask_arrangement(ONE_DAY, by=viewer(noor), at=now).by_limits
    assert ask_arrangement(ONE_DAY, by=viewer(tess), at=now).state == State.SUBMITTED


def test_whoever_set_the_limits_gets_nothing_from_them(limited, hana, viewer, now):
    assert ask_arrangement(ONE_DAY, by=viewer(hana), at=now).state == State.DECISION


def test_only_the_head_or_the_business_manager_sets_limits(school, leo, viewer, now, today):
    with pytest.raises(Refused, match="Only the headteacher"):
        set_limits(fewest_on_site=1, auto_days=31, starts_on=today, by=viewer(leo), at=now)
