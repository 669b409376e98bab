"""Reminders are worked out from dates, never stored: whoever asks twice gets the same keys, and each is told once.

A part names its `due(on)` in settings.REMINDER_SOURCES ("hometime.equipment.reminders.due"):

    def due(on):
        for loan in Loan.objects.ending_between(on, on + timedelta(days=30)):
            step = step_reached(loan.due_back_on, on)
            yield Reminder(f"loan:{loan.code}:{loan.due_back_on}:{step}", "equipment.due_back", loan.person, loan.organisation, {…})
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from hometime.people.models import Organisation, Person

from .actions import queue
from .models import Notice

STEPS = (30, 7, 1)  # days before
AT_A_TIME = 200


@dataclass(frozen=True)
class Reminder:
    """The key says what it is about, its date and its step: when the date changes, people are reminded afresh."""

    key: str
    kind: str
    to: Person
    organisation: Organisation
    context: Mapping[str, Any] = field(default_factory=dict)


Due = Callable[[date], Iterable[Reminder]]
DueAt = Callable[[datetime], Iterable[Reminder]]  # an alarm: due at its hour, day or night, and not with the day


def step_reached(due_on: date, on: date, steps: Sequence[int] = STEPS) -> int | None:
    """30, 7 or 1: the last step passed on the way to a date; None before the first, and once the date is past.

    Days when nothing ran are made up for: six days before, the step of seven days has been reached.
    """
    left = (due_on - on).days
    return min((step for step in steps if step >= left), default=None) if left >= 0 else None


def remind(on: date, at: datetime) -> int:
    """Queue every reminder of the day that was not queued before; returns how many. Safe to run at any time, and twice."""
    return sum(remind_of(reminders, at) for source in sources() for reminders in chunks(source(on)))


def sound_alarms(at: datetime) -> int:
    """Queue every alarm that is due by this moment and was not queued before. Safe to run at any time, and twice."""
    alarms: list[DueAt] = [import_string(name) for name in settings.ALARM_SOURCES]
    return sum(remind_of(reminders, at) for alarm in alarms for reminders in chunks(alarm(at)))


def sources() -> list[Due]:
    return [import_string(name) for name in settings.REMINDER_SOURCES]


def chunks(reminders: Iterable[Reminder]) -> Iterable[list[Reminder]]:
    rest = iter(reminders)
    return iter(lambda: list(islice(rest, AT_A_TIME)), [])


def remind_of(reminders: list[Reminder], at: datetime) -> int:
    told = set(Notice.objects.filter(key__in=[each.key for each in reminders]).values_list("key", flat=True))
    fresh = [each for each in reminders if each.key not in told]
    if not fresh:
        return 0
    with transaction.atomic():
        for each in fresh:
            queue(each.kind, to=each.to, organisation=each.organisation, context=each.context, at=at, key=each.key)
    return len(fresh)
