"""When notices that can wait may reach somebody: in their hours, and on no bank holiday of their school’s nation.

Their hours are those they say themselves, else those they were told, as when a school is closed; else the usual ones.
"""

from datetime import date, time
from functools import cache

from hometime.arrangements.calendars import NATIONS, bank_holidays, nation_of
from hometime.arrangements.models import HoursNotice
from hometime.notices.hours import usual_hours
from hometime.people.models import Organisation, Person, WorkingHours
from hometime.people.together import read_together


def hours_of(person: Person, organisation: Organisation, day: date) -> tuple[time, time] | None:
    """None for a day off. Which nation it is, is asked only on days that are a holiday in one of them."""
    if day in holidays_anywhere() and day in bank_holidays(nation_of(organisation, day)):
        return None
    where = {"person": person, "organisation": organisation}
    said, told = read_together(WorkingHours.objects.filter(**where)[:1], HoursNotice.objects.filter(**where)[:1])
    week = said[0].days if said else [*told[0].hours, None, None] if told else None
    return usual_hours(person, organisation, day) if week is None else _span(week[day.weekday()])


def _span(day: list[str] | None) -> tuple[time, time] | None:
    return (time.fromisoformat(day[0]), time.fromisoformat(day[1])) if day else None


@cache
def holidays_anywhere() -> frozenset[date]:
    return frozenset(day for nation in NATIONS for day in bank_holidays(nation))
