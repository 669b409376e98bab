from datetime import date, datetime

import pytest

from hometime.lib import clock


def london(*parts):
    return datetime(*parts, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("aware", "deadline"),
    [
        (london(2026, 10, 23, 15, 30), london(2026, 10, 26, 14, 30)),  # clocks go back
        (london(2026, 10, 24, 23, 30), london(2026, 10, 27, 22, 30)),
        (london(2027, 3, 27, 12, 0), london(2027, 3, 30, 13, 0)),  # clocks go forward
        (london(2026, 12, 24, 16, 0), london(2026, 12, 27, 16, 0)),  # no pause for Christmas
        (london(2027, 2, 12, 15, 10), london(2027, 2, 15, 15, 10)),  # nor for half-term
    ],
)
def test_72_hours_are_elapsed_hours_through_every_change_of_clocks(aware, deadline):
    due = clock.hours_after(aware, 72)
    assert due == deadline
    assert due.strftime("%H:%M") == deadline.strftime("%H:%M")


@pytest.mark.parametrize("hours", [0, 24, 48, 60, 68, 72])
@pytest.mark.parametrize(
    "aware", [london(2026, 10, 24, 23, 30), london(2027, 3, 27, 12, 0), london(2026, 12, 24, 16, 0)]
)
def test_hours_elapsed_are_the_hours_that_were_added(aware, hours):
    assert clock.hours_between(aware, clock.hours_after(aware, hours)) == hours


def test_hours_between_moments_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="time zones"):
        clock.hours_between(datetime(2026, 1, 1), london(2026, 1, 2))


def test_hours_are_refused_for_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        clock.hours_after(datetime(2026, 1, 1), 72)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 9, 1), date(2026, 10, 31)),
        (date(2026, 11, 22), date(2027, 1, 21)),
        (date(2026, 12, 1), date(2027, 1, 31)),
        (date(2026, 12, 28), date(2027, 2, 27)),
        (date(2026, 12, 29), date(2027, 2, 28)),
        (date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2027, 2, 28)),
        (date(2027, 4, 30), date(2027, 6, 29)),
        (date(2027, 6, 30), date(2027, 8, 29)),
        (date(2027, 7, 31), date(2027, 9, 30)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_two_months_count_the_day_received(received, last):
    assert clock.last_day_of_months(received, 2) == last


@pytest.mark.parametrize(
    ("received", "last"), [(date(2026, 7, 1), date(2026, 7, 30)), (date(2027, 1, 31), date(2027, 3, 1))]
)
def test_thirty_days_count_the_day_received(received, last):
    assert clock.last_day_of_days(received, 30) == last


def test_a_third_request_waits_until_the_oldest_of_two_is_a_year_old():
    both = [date(2026, 5, 1), date(2026, 1, 10)]
    assert clock.free_again_on(both, allowed=2, months=12) == date(2027, 1, 10)


def test_with_one_request_another_is_allowed_at_once_and_a_third_from_a_year_on():
    one = [date(2026, 5, 1)]
    assert clock.free_again_on(one, allowed=2, months=12) is None
    assert clock.free_again_on([*one, date(2026, 6, 1)], allowed=2, months=12) == date(2027, 5, 1)


def test_a_year_from_a_leap_day_ends_with_february():
    leap = date(2028, 2, 29)
    assert clock.last_day_of_months(leap, 12) == date(2029, 2, 28)
    assert clock.free_again_on([leap, date(2028, 5, 1)], allowed=2, months=12) == date(2029, 3, 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_added_within_the_length_of_the_month(start, months, end):
    assert clock.add_months(start, months) == end
