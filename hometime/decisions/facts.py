"""What the evidence table knows of a person."""

import datetime as dt

from hometime.people.models import Organisation, Person

from .gathering import Known, latest
from .models import Evidence


def facts_about(person: Person, organisation: Organisation, on: dt.date) -> dict[str, Known]:
    """The last value of each fact recorded by the organisation and seen by that day."""
    rows = Evidence.objects.filter(person=person, organisation=organisation, seen_on__lte=on).order_by("seen_on", "recorded_at", "id")
    return latest(rows)
