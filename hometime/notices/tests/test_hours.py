"""When a notice may go: urgent ones at once, others in working hours, most in the one mail of the day."""

from datetime import UTC, datetime, time

import pytest

from .conftest import at


@pytest.mark.parametrize(
    ("queued", "goes"),
    [
        (at(2, 7, 30), at(2, 7, 30)),
        (at(2, 7, 31), at(3, 7, 30)),
        (at(2, 16), at(3, 7, 30)),
        (at(6, 12), at(9, 7, 30)),  # Friday: no mail until Monday
        (at(7, 3), at(9, 7, 30)),
    ],
)
def test_the_daily_mail_goes_at_half_past_seven_on_a_working_day(tell, queued, goes):
    assert tell("tests.news", when=queued).due_at == goes


@pytest.mark.parametrize(
    ("queued", "goes"),
    [
        (at(2, 12), at(2, 12)),
        (at(2, 6, 59), at(2, 7)),
        (at(2, 18), at(3, 7)),
        (at(6, 22), at(9, 7)),
    ],
)
def test_what_goes_soon_waits_for_working_hours(tell, queued, goes):
    assert tell("tests.decided", when=queued).due_at == goes


def test_what_is_urgent_goes_in_the_night(tell):
    assert tell("tests.alarm", when=at(7, 3)).due_at == at(7, 3)


def test_nothing_goes_before_it_is_meant_to(tell):
    assert tell("tests.alarm", hold_until=at(4, 12)).due_at == at(4, 12)
    assert tell("tests.news", hold_until=at(4, 12)).due_at == at(5, 7, 30)
    assert tell("tests.alarm", hold_until=at(1, 12)).due_at == at(2, 8, 30)


def test_half_past_seven_is_by_the_clock_on_the_wall(tell):
    """In summer London is an hour ahead of UTC."""
    summer = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert tell("tests.news", when=summer).due_at == datetime(2026, 6, 2, 6, 30, tzinfo=UTC)


def hours_of_a_part_timer(person, organisation, day):
    """Tuesdays, from nine to noon."""
    return (time(9), time(12)) if day.weekday() == 1 else None


def test_a_persons_own_hours_count(tell, settings):
    settings.NOTICE_HOURS = f"{__name__}.hours_of_a_part_timer"
    assert tell("tests.news", when=at(4, 8)).due_at == at(10, 9)
    assert tell("tests.decided", when=at(3, 12)).due_at == at(10, 9)
    assert tell("tests.decided", when=at(3, 11)).due_at == at(3, 11)


def never(person, organisation, day):
    return None


def test_somebody_who_is_never_at_work_is_told_all_the_same(tell, settings):
    settings.NOTICE_HOURS = f"{__name__}.never"
    assert tell("tests.news", when=at(2, 12)).due_at == at(2, 12)
