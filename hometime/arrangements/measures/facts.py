"""What extra checks tell the engine: only of people who have, or had, one on record here."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import Measure

FACT = "manager.extra_watch"
SOURCE = "list of extra checks"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """One query. A check that is written down is one the person was told of; once all have ended there are none."""
    rows = Measure.objects.filter(person__in=people, organisation=organisation, starts_on__lte=on)
    found: dict[int, dict[str, Known]] = {}
    for row in rows.order_by("created_at", "pk"):
        runs = row.ended_on is None or on <= row.ended_on
        since = timezone.localdate(row.created_at) if runs else row.ended_on
        if runs or row.person_id not in found or found[row.person_id][FACT].value == "none":
            found[row.person_id] = {FACT: Known("told" if runs else "none", SOURCE, min(since or on, on))}
    return found
