"""Extra checks as somebody may see them: those on their own work, and those on the work of people they lead."""

from django.db.models import QuerySet

from hometime.people.viewer import Viewer

from ..everyday.queries import seen_by
from ..models import Measure


def measures_for(viewer: Viewer | None) -> QuerySet[Measure]:
    """Those still running first."""
    return seen_by(Measure.objects.select_related("created_by"), viewer)
