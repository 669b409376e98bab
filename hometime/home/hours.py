"""When notices that can wait may reach somebody: in their hours, and on no bank holiday of their school’s nation."""

from datetime import date, time
from functools import cache

from hometime.arrangements.calendars import NATIONS, bank_holidays, nation_of
from hometime.notices.hours import own_or_usual_hours
from hometime.people.models import Organisation, Person


def hours_of(person: Person, organisation: Organisation, day: date) -> tuple[time, time] | None:
    """None for a day off. Which nation it is, is asked only on days that are a holiday in one of them."""
    if day in holidays_anywhere() and day in bank_holidays(nation_of(organisation, day)):
        return None
    return own_or_usual_hours(person, organisation, day)


@cache
def holidays_anywhere() -> frozenset[date]:
    return frozenset(day for nation in NATIONS for day in bank_holidays(nation))
