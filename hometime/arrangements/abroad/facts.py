"""What requests to go abroad tell the engine: the one under way or ahead."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation
from hometime.people.together import People

from ..models import AbroadRequest

SOURCE = "request to go abroad"
STATES = {"asked": "asked", "given": "given", "refused": "refused"}


def reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any]]:
    """A leave that has run out, or whose holder is back, says nothing any more."""
    rows = AbroadRequest.objects.filter(person__in=people, organisation=organisation)
    return [rows.filter(state__in=STATES, returns_on__gte=on).order_by("created_at", "pk")]


def told(on: dt.date, rows: Iterable[AbroadRequest]) -> dict[int, dict[str, Known]]:
    return {row.person_id: _of(row, on) for row in rows if timezone.localdate(row.created_at) <= on}


def _of(row: AbroadRequest, on: dt.date) -> dict[str, Known]:
    answer = STATES[row.state]
    kit = "none" if answer == "refused" else answer  # the catalogue has no word for a refusal of equipment
    facts: dict[str, Any] = {
        "arrangement.abroad_permission": answer if row.works_there else "not_working",
        "abroad.kit_permission": kit if row.kit else "not_taking_any",
    }
    if row.is_insured is not None:
        facts["abroad.kit_insured"] = row.is_insured
    seen = min(timezone.localdate(row.decided_at or row.created_at), on)
    return {name: Known(value, SOURCE, seen) for name, value in facts.items()}
