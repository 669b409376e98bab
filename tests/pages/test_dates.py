"""Days and times in templates."""

from datetime import UTC, date, datetime

from django.template import engines


def drawn(words, **context):
    return engines["django"].from_string(words).render(context)


def test_a_day_is_said_as_people_say_it():
    assert drawn("{{ day|day }}", day=date(2026, 10, 3)) == "3 October 2026"


def test_a_time_is_told_by_the_clock_on_the_wall():
    late_at_night = datetime(2026, 6, 30, 23, 5, tzinfo=UTC)
    assert drawn("{{ at|day }}", at=late_at_night) == "1 July 2026"
    assert drawn("{{ at|day_and_time }}", at=late_at_night) == "1 July 2026, 00:05"


def test_where_there_is_no_day_nothing_is_said():
    assert drawn("{{ day|day }}{{ at|day_and_time }}", day=None, at=None) == ""
