"""What extra checks tell the engine: only of people who have, or had, one on record here."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation
from hometime.people.together import People

from ..models import Measure

FACT = "manager.extra_watch"
SOURCE = "list of extra checks"


def reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any]]:
    rows = Measure.objects.filter(person__in=people, organisation=organisation, starts_on__lte=on)
    return [rows.order_by("created_at", "pk")]


def told(on: dt.date, rows: Iterable[Measure]) -> dict[int, dict[str, Known]]:
    """A check that is written down is one the person was told of; once all have ended there are none."""
    found: dict[int, dict[str, Known]] = {}
    for row in rows:
        runs = row.ended_on is None or on <= row.ended_on
        since = timezone.localdate(row.created_at) if runs else row.ended_on
        if runs or row.person_id not in found or found[row.person_id][FACT].value == "none":
            found[row.person_id] = {FACT: Known("told" if runs else "none", SOURCE, min(since or on, on))}
    return found
