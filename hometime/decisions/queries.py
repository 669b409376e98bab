"""Receipts as seen by someone: a person sees their own."""

from django.db.models import QuerySet

from hometime.people.viewer import Viewer

from .models import Receipt


def receipts_for(viewer: Viewer | None) -> QuerySet[Receipt]:
    """A viewer’s own receipts at the organisation in view; a stranger’s are nobody’s."""
    if viewer is None:
        return Receipt.objects.none()
    return Receipt.objects.filter(person=viewer.person, organisation=viewer.organisation)
