"""Whose hours are which."""

from datetime import time

from ..models import Organisation, Person, WorkingHours
from ..viewer import Viewer


def own_hours(viewer: Viewer) -> WorkingHours | None:
    """What this person said of the school in view."""
    return WorkingHours.objects.filter(organisation=viewer.organisation, person=viewer.person).first()


def said_hours(person: Person, organisation: Organisation) -> list[tuple[time, time] | None] | None:
    """From Monday to Sunday, None for a day off; and None for somebody who has said nothing."""
    said = WorkingHours.objects.filter(organisation=organisation, person=person).values_list("days", flat=True).first()
    return [_span(day) for day in said] if said else None


def _span(day: list[str] | None) -> tuple[time, time] | None:
    return (time.fromisoformat(day[0]), time.fromisoformat(day[1])) if day else None
