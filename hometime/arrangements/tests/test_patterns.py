"""Patterns on a calendar: half days, week A and B, term time, INSET days and bank holidays."""

from datetime import date

import pytest

from hometime.arrangements.calendars import bank_holidays
from hometime.arrangements.patterns import Pattern, SchoolCalendar, Slot, Term

AUTUMN = Term(date(2026, 9, 2), date(2026, 12, 18))
CALENDAR = SchoolCalendar((AUTUMN,), frozenset({date(2026, 11, 6)}), bank_holidays())
MONDAY = date(2026, 11, 9)


def weekly(*slots, starts_on=date(2026, 11, 2), ends_on=None, term_time_only=False):
    return Pattern.read(slots, starts_on, ends_on, term_time_only)


def test_a_half_day_is_half_a_day():
    assert weekly(":0:am").halves(MONDAY, CALENDAR) == {"am"}
    assert weekly(":0:am", ":0:pm").halves(MONDAY, CALENDAR) == {"am", "pm"}
    assert weekly(":0:am").days_a_week == 0.5


def test_a_day_before_the_first_or_after_the_last_is_not_at_home():
    pattern = weekly(":0:day", starts_on=MONDAY, ends_on=date(2026, 11, 16))
    assert not pattern.halves(date(2026, 11, 2), CALENDAR)
    assert pattern.halves(date(2026, 11, 16), CALENDAR)
    assert not pattern.halves(date(2026, 11, 23), CALENDAR)


def test_weeks_a_and_b_are_counted_from_the_first_week_of_term():
    pattern = weekly("A:0:day")
    assert CALENDAR.week_of(date(2026, 9, 2)) == "A"
    assert CALENDAR.week_of(date(2026, 9, 7)) == "B"
    assert bool(pattern.halves(date(2026, 11, 9), CALENDAR)) == (CALENDAR.week_of(date(2026, 11, 9)) == "A")
    assert bool(pattern.halves(date(2026, 11, 9), CALENDAR)) != bool(pattern.halves(date(2026, 11, 16), CALENDAR))


def test_a_pattern_rests_on_inset_days_and_bank_holidays_but_one_day_asked_for_does_not():
    inset = date(2026, 11, 6)
    assert not weekly(":4:day").halves(inset, CALENDAR)
    assert weekly(":4:day", starts_on=inset, ends_on=inset).halves(inset, CALENDAR)
    assert not weekly(":4:day").halves(date(2026, 12, 25), CALENDAR)


def test_term_time_only_leaves_the_holidays_out():
    assert weekly(":0:day").halves(date(2026, 12, 21), CALENDAR)
    assert not weekly(":0:day", term_time_only=True).halves(date(2026, 12, 21), CALENDAR)


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ([":0:am"], [":0:pm"], False),
        ([":0:day"], [":0:pm"], True),
        (["A:0:day"], ["B:0:day"], False),
        (["A:0:day"], [":0:am"], True),
        ([":0:day"], [":1:day"], False),
    ],
)
def test_two_patterns_overlap_only_where_both_claim_the_same_half(one, other, clashes):
    assert (weekly(*one).first_overlap(weekly(*other), CALENDAR) is not None) is clashes


def test_patterns_are_said_as_people_say_them():
    assert weekly(":4:pm", ":0:day").words == "Every Monday all day and Friday afternoon"
    assert weekly("A:0:day", "B:4:day", term_time_only=True).words == "Week A: Monday; Week B: Friday, in term time"
    assert weekly(":0:am", starts_on=MONDAY, ends_on=MONDAY).words == "Monday 9 November 2026, morning"


@pytest.mark.parametrize("text", ["C:0:day", ":5:day", ":0:night", "nonsense", ":x:day"])
def test_nonsense_is_not_a_slot(text):
    with pytest.raises(ValueError, match=r"."):
        Slot.read(text)


@pytest.mark.parametrize(
    ("nation", "day", "is_holiday"),
    [
        ("EN", date(2026, 4, 6), True),
        ("SC", date(2026, 4, 6), False),
        ("SC", date(2027, 1, 4), True),
        ("NI", date(2026, 7, 13), True),
        ("EN", date(2028, 1, 3), True),
        ("EN", date(2027, 12, 28), True),
    ],
)
def test_each_nation_has_its_own_bank_holidays(nation, day, is_holiday):
    assert (day in bank_holidays(nation)) is is_holiday


def test_a_school_year_without_dates_counts_as_term_but_for_its_august():
    assert not CALENDAR.is_term(date(2027, 7, 30))
    assert not CALENDAR.is_term(date(2027, 8, 24))
    assert CALENDAR.is_term(date(2027, 9, 6))
    assert SchoolCalendar().is_term(date(2027, 8, 24))


def test_the_days_of_a_pattern_come_in_order_and_end():
    pattern = weekly(":4:day", ends_on=date(2026, 11, 20))
    assert list(pattern.days_at_home(CALENDAR)) == [date(2026, 11, 13), date(2026, 11, 20)]
    assert not list(weekly(":4:day", ends_on=date(2026, 11, 6)).days_at_home(CALENDAR))
    assert len(list(weekly(":4:day").days_at_home(CALENDAR))) > 50
