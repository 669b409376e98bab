"""What flexible working requests tell the engine: how the last one stands."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation
from hometime.people.together import People

from ..models import FlexibleRequest

SOURCE = "flexible working request"
WORDS = {
    "received": "waiting",
    "appealed": "waiting",
    "agreed": "agreed",
    "partly": "agreed",
    "declined": "refused",
    "upheld": "refused",
    "withdrawn": "none",
}


def reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any]]:
    rows = FlexibleRequest.objects.filter(person__in=people, organisation=organisation, received_on__lte=on)
    return [rows.order_by("created_at", "pk")]


def told(on: dt.date, rows: Iterable[FlexibleRequest]) -> dict[int, dict[str, Known]]:
    """Only of those who made one here."""
    return {row.person_id: _of(row, on) for row in rows}


def _of(row: FlexibleRequest, on: dt.date) -> dict[str, Known]:
    seen = min(timezone.localdate(row.decided_at or row.created_at), on)
    return {"arrangement.flexible_request": Known(_stands(row, on), SOURCE, seen)}


def _stands(row: FlexibleRequest, on: dt.date) -> str:
    """What was agreed holds while more of it is asked for in an appeal; a trial, or what was agreed until a day, ends with it."""
    if not row.is_granted:
        return WORDS[row.state]
    return "none" if row.agreed_until and row.agreed_until < on else "agreed"
