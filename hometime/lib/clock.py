"""Deadlines. Every function is given its moment; none reads the clock of the machine.

The numbers (72 hours, two months, 30 days) are law and live in `packs/law`; how to count them is here.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def hours_after(moment: datetime, hours: int) -> datetime:
    """Elapsed hours, whatever the clocks do meanwhile; no pause for nights, weekends or holidays. In London time."""
    if moment.tzinfo is None:
        raise ValueError("A deadline in hours needs a moment with a time zone.")
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)


def hours_between(start: datetime, end: datetime) -> float:
    """Elapsed hours from one moment to another, in UTC: putting the clocks on or back between them makes no difference."""
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("Hours between moments need their time zones.")
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 3600


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the last day of a month too short to have it."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def last_day_of_months(first: date, months: int) -> date:
    """The last day of a period of months that begins with, and counts, its first day.

    It ends the day before the same-numbered day. Where the last month has no such day, the month's own last day is
    in the period: two months from 31 December end on 28 February, not on the 27th.
    """
    end = add_months(first, months)
    return end if end.day != first.day else end - timedelta(days=1)


def last_day_of_days(first: date, days: int) -> date:
    """The last day of a period of days that begins with, and counts, its first day."""
    return first + timedelta(days=days - 1)


def free_again_on(days: list[date], allowed: int, months: int) -> date | None:
    """The day on which another may be made, where `allowed` are the most in any `months`; None when one may be made now.

    `days` are when the others were made, in any order. The oldest that still counts has to drop out of the period first.
    """
    newest = sorted(days)[-allowed:]
    return last_day_of_months(newest[0], months) + timedelta(days=1) if len(newest) == allowed else None
