"""Days, months and figures with dates."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.engine.expiry import expires_on
from hometime.engine.months import month_threshold, months_on
from hometime.engine.program import EXPIRING, MET, UNMET, Program, Test
from hometime.engine.reading import Limit
from hometime.engine.tree import TRUE
from hometime.engine.verdict import decide

from .small import TODAY, pack, read, rule


def outcome(text, facts, on, warn_days=30, **limits):
    facts = {name: value.toordinal() for name, value in facts.items()}
    return Program([Test(TRUE, read(text, **limits), warn_days)]).outcomes(facts, on.toordinal())[0]


@pytest.mark.parametrize(
    ("days_old", "wanted"), [(0, MET), (334, MET), (335, EXPIRING), (365, EXPIRING), (366, UNMET), (-5, MET)]
)
def test_a_yearly_course_warns_in_its_last_thirty_days(days_old, wanted):
    done = TODAY - dt.timedelta(days=days_old)
    assert outcome("age(course.done_on) <= 365", {"course.done_on": done}, TODAY) == wanted


def test_the_last_day_is_said_and_is_the_last():
    test = Test(TRUE, read("age(course.done_on) <= 365"), 30)
    facts = {"course.done_on": dt.date(2025, 11, 10).toordinal()}
    assert expires_on(test, facts, TODAY.toordinal()) == dt.date(2026, 11, 10)
    assert expires_on(test, facts, dt.date(2026, 11, 11).toordinal()) is None
    assert expires_on(test, {}, TODAY.toordinal()) is None


def test_what_does_not_end_has_no_last_day():
    test = Test(TRUE, read("age(course.done_on) <= 365 or device.listed"))
    assert expires_on(test, {"device.listed": True, "course.done_on": TODAY.toordinal()}, TODAY.toordinal()) is None


@pytest.mark.parametrize(
    ("done", "on", "wanted"),
    [
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28), EXPIRING),
        (dt.date(2024, 2, 29), dt.date(2025, 3, 1), UNMET),
        (dt.date(2023, 2, 28), dt.date(2024, 2, 28), EXPIRING),
        (dt.date(2023, 2, 28), dt.date(2024, 2, 29), UNMET),
        (dt.date(2025, 11, 2), dt.date(2026, 11, 2), EXPIRING),
        (dt.date(2025, 11, 1), dt.date(2026, 11, 2), UNMET),
    ],
)
def test_twelve_months_end_on_the_same_day_or_the_last_of_february(done, on, wanted):
    assert outcome("age(course.done_on) <= p.m", {"course.done_on": done}, on, m=Limit(12, "months")) == wanted


@pytest.mark.parametrize("on", [dt.date(1900, 1, 1), dt.date(2199, 12, 31)])
@pytest.mark.parametrize("done", [dt.date(1900, 1, 1), dt.date(2199, 12, 31)])
@pytest.mark.parametrize("limit", [Limit(40_000, "months"), Limit(40_000), Limit(0, "months"), Limit(0)])
def test_the_first_and_last_days_of_the_calendar_do(on, done, limit):
    for text in ("age(course.done_on) <= p.m", "age(course.done_on) >= p.m", "course.done_on >= today"):
        test = Test(TRUE, read(text, m=limit), 30)
        facts = {"course.done_on": done.toordinal()}
        expires_on(test, facts, on.toordinal())
        assert Program([test]).outcomes(facts, on.toordinal())[0] in (MET, EXPIRING, UNMET)


@settings(max_examples=100, deadline=None, database=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.integers(0, 60))
def test_the_earliest_day_still_in_time_is_just_that(today, count):
    first = month_threshold(today.toordinal(), count)
    assert months_on(first, count) >= today.toordinal() > months_on(first - 1, count)


def tightened():
    """Ten minutes, and five from the first of January 2027."""
    figures = {"most": ("int", "minutes", [(dt.date.min, 10), (dt.date(2027, 1, 1), 5)])}
    return pack(rule("lock", "device.lock_minutes <= p.most", figures=figures))


def test_a_figure_changes_on_its_day_and_old_days_still_compute():
    policy, facts = tightened(), {"device.lock_minutes": 8}
    days = (dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2020, 1, 1), dt.date.min, dt.date.max)
    assert [decide(policy.at(day), facts, min(day, dt.date(2199, 1, 1))).headline for day in days] == [
        "ok",
        "stop",
        "ok",
        "ok",
        "stop",
    ]


def test_a_policy_compiles_once_for_as_long_as_no_figure_changes():
    policy = tightened()
    assert policy.at(dt.date(2020, 1, 1)) is policy.at(dt.date(2026, 12, 31))
    assert policy.at(dt.date(2027, 1, 1)) is policy.at(dt.date(2040, 1, 1))
    assert policy.at(dt.date(2026, 12, 31)) is not policy.at(dt.date(2027, 1, 1))


def test_a_figure_without_a_value_before_its_first_day_breaks_nothing():
    figures = {"most": ("int", "minutes", [(dt.date(2027, 1, 1), 5)])}
    policy = pack(rule("lock", "device.lock_minutes <= p.most", figures=figures))
    assert decide(policy.at(TODAY), {"device.lock_minutes": 60}, TODAY).headline == "ok"
    assert decide(policy.at(dt.date(2027, 1, 1)), {"device.lock_minutes": 60}, dt.date(2027, 1, 1)).headline == "stop"


def test_a_what_if_leaves_the_policy_as_it_was():
    policy = tightened()
    stricter = policy.with_("lock", most=1)
    assert decide(stricter.at(TODAY), {"device.lock_minutes": 8}, TODAY).headline == "stop"
    assert decide(policy.at(TODAY), {"device.lock_minutes": 8}, TODAY).headline == "ok"
