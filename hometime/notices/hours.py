"""When a person may be reached: at once, in their hours, or in the one mail of the day. `settings.NOTICE_HOURS` says whose hours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from hometime.people.models import Organisation, Person

from .models import Pace

DIGEST_AT = time(7, 30)
USUAL = (time(7), time(18))
FARTHEST = 62  # days ahead: longer than any school holiday

Span = tuple[time, time]


class Hours(Protocol):
    def __call__(self, person: Person, organisation: Organisation, day: date) -> Span | None: ...


def usual_hours(person: Person, organisation: Organisation, day: date) -> Span | None:
    """From 7 in the morning to 6 in the evening, Monday to Friday; None for a day off."""
    return USUAL if day.weekday() < 5 else None


def due_at(pace: str, person: Person, organisation: Organisation, at: datetime) -> datetime:
    """The first moment from `at` on when a notice of this pace may go."""
    if pace == Pace.AT_ONCE:
        return at
    moments = digests if pace == Pace.DIGEST else openings
    return next(moments(person, organisation, at), at)


def openings(person: Person, organisation: Organisation, at: datetime) -> Iterator[datetime]:
    """Now, if the person is at work; else the start of their next hours."""
    for day, (start, end) in spans(person, organisation, at):
        if at < moment(day, end):
            yield max(at, moment(day, start))


def digests(person: Person, organisation: Organisation, at: datetime) -> Iterator[datetime]:
    for day, (start, _) in spans(person, organisation, at):
        digest = moment(day, max(start, DIGEST_AT))
        if at <= digest:
            yield digest


def spans(person: Person, organisation: Organisation, at: datetime) -> Iterator[tuple[date, Span]]:
    hours: Hours = import_string(settings.NOTICE_HOURS)
    first = timezone.localdate(at)
    for day in (first + timedelta(days=number) for number in range(FARTHEST)):
        span = hours(person, organisation, day)
        if span is not None:
            yield day, span


def moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
