"""Whose hours are which."""

from ..models import WorkingHours
from ..viewer import Viewer


def own_hours(viewer: Viewer) -> WorkingHours | None:
    """What this person said of the school in view."""
    return WorkingHours.objects.filter(organisation=viewer.organisation, person=viewer.person).first()
