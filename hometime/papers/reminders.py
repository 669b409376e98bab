"""What people are reminded of: papers that come back soon, papers that are late, and a journey that nobody said has ended."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder
from hometime.people.models import Organisation, Person
from hometime.people.queries import others_who_hold

from .models import Journey, SignOut
from .telling import OFFICE, about

BEFORE = (1, 0)  # days left
LATE = (30, 14, 7, 3, 1)  # days late: whoever has them is told at each
LATE_FOR_OFFICE = 3  # from then on the head and the office are told too


def due(on: dt.date) -> Iterator[Reminder]:
    holders = partial(_office, {}, on)
    for row in SignOut.objects.filter(closed_at=None).select_related("person", "organisation").order_by("pk"):
        yield from _coming(row, on)
        yield from _late(row, on, holders)
    yield from _journeys(on)


def _coming(row: SignOut, on: dt.date) -> Iterator[Reminder]:
    left = (row.due_on - on).days
    if left in BEFORE and timezone.localdate(row.created_at) < on:
        key = f"papers.due:{row.code}:{row.due_on}:{left}"
        yield Reminder(key, "papers.due", row.person, row.organisation, about(row) | {"left": left})


def _late(row: SignOut, on: dt.date, holders) -> Iterator[Reminder]:
    step = max((each for each in LATE if each <= row.days_late(on)), default=None)
    if step is None:
        return
    key = f"papers.late:{row.code}:{row.due_on}:{step}"
    yield Reminder(key, "papers.late", row.person, row.organisation, about(row))
    if step >= LATE_FOR_OFFICE:
        for person in holders(row.organisation, row.person):
            yield Reminder(f"{key}:{person.code}", "papers.late_office", person, row.organisation, about(row))


def _office(
    known: dict[tuple[int, int], list[Person]], on: dt.date, organisation: Organisation, subject: Person
) -> list[Person]:
    """Head and office, looked up once for each person who is late."""
    key = (organisation.pk, subject.pk)
    if key not in known:
        rows = [p for kind in OFFICE for p in others_who_hold(kind, organisation, on=on, subject=subject)]
        known[key] = list({person.pk: person for person in rows}.values())
    return known[key]


def _journeys(on: dt.date) -> Iterator[Reminder]:
    """The morning after, where nobody said that the papers are indoors."""
    rows = Journey.objects.filter(arrived_at=None).select_related("sign_out__person", "organisation").order_by("pk")
    for row in rows:
        day = timezone.localdate(row.created_at)
        if day < on:
            context = {
                "what": row.sign_out.what,
                "day": day_in_words(day),
                "href": reverse("papers:paper", args=[row.sign_out.code]),
            }
            key = f"papers.not_arrived:{row.code}"
            yield Reminder(key, "papers.not_arrived", row.sign_out.person, row.organisation, context)
