"""Guests as seen by somebody: all by who keeps the list; else those one answers for, and oneself."""

from datetime import date

from django.db.models import Q, QuerySet

from ..access import may_keep_people
from ..models import GuestAccess
from ..viewer import Viewer


def guests_for(viewer: Viewer) -> QuerySet[GuestAccess]:
    here = GuestAccess.objects.filter(organisation=viewer.organisation).select_related(
        "person", "sponsor", "organisation"
    )
    if may_keep_people(viewer, viewer.organisation):
        return here
    return here.filter(Q(sponsor=viewer.person) | Q(person=viewer.person))


def ending_between(first: date, last: date) -> QuerySet[GuestAccess]:
    """For reminders: those whose last day is near, in all schools."""
    rows = GuestAccess.objects.filter(ended_at=None, ends_on__range=(first, last))
    return rows.select_related("person", "sponsor", "organisation")
