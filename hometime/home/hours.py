"""When notices that can wait may reach somebody: in their hours, and on no bank holiday of their school’s nation.

Their hours are those they say themselves, else those they were told, as when a school is closed; else the usual ones.
"""

from datetime import date, time
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate

from hometime.arrangements.calendars import NATIONS, bank_holidays, nation_of
from hometime.arrangements.models import HoursNotice, SentHome
from hometime.notices.hours import usual_hours
from hometime.people.models import Organisation, Person, WorkingHours
from hometime.people.together import read_together


def hours_of(person: Person, organisation: Organisation, day: date) -> tuple[time, time] | None:
    """None for a day off. Which nation it is, is asked only on days that are a holiday in one of them."""
    if day in holidays_anywhere() and day in bank_holidays(nation_of(organisation, day)):
        return None
    where = {"person": person, "organisation": organisation}
    told_of_now = (
        HoursNotice.objects.annotate(on=TruncDate("created_at")).exclude(Exists(_closure_over(day))).filter(**where)
    )
    said, told = read_together(WorkingHours.objects.filter(**where)[:1], told_of_now[:1])
    week = said[0].days if said else [*told[0].hours, None, None] if told else None
    return usual_hours(person, organisation, day) if week is None else _span(week[day.weekday()])


def _closure_over(day: date) -> QuerySet[SentHome]:
    """A closure in which hours were told, and that is over by a day: what counted before it counts again."""
    sent = SentHome.objects.filter(person=OuterRef("person"), closure__organisation=OuterRef("organisation"))
    return sent.filter(
        closure__created_at__lte=OuterRef("created_at"),
        closure__ended_on__gte=OuterRef("on"),
        closure__ended_on__lt=day,
    )


def _span(day: list[str] | None) -> tuple[time, time] | None:
    return (time.fromisoformat(day[0]), time.fromisoformat(day[1])) if day else None


@cache
def holidays_anywhere() -> frozenset[date]:
    return frozenset(day for nation in NATIONS for day in bank_holidays(nation))
