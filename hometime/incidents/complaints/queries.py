"""Complaints as somebody may see them: those who look after them, and what one put on record oneself."""

import datetime as dt
from collections import Counter

from django.db.models import Count, Q, QuerySet

from hometime.people.models import Organisation
from hometime.people.viewer import Viewer

from ..models import Complaint
from .access import KEEPERS


def complaints_for(viewer: Viewer | None) -> QuerySet[Complaint]:
    if viewer is None:
        return Complaint.objects.none()
    here = Complaint.objects.filter(organisation=viewer.organisation).exclude(about=viewer.person)
    lent = {role.person_id for role in viewer.acts_for} if not viewer.own_roles & set(KEEPERS) else set()
    here = here.exclude(about__in=lent) if lent else here
    return here if viewer.has_role(*KEEPERS) else here.filter(created_by=viewer.person)


def counts(viewer: Viewer | None) -> list[tuple[int, int]]:
    """How many came in each year: the regulator may be asked to be told one day."""
    years: Counter[int] = Counter()
    days = complaints_for(viewer).order_by().values_list("received_on")
    for day, number in days.annotate(number=Count("pk")):  # by day, as a database that knows no years is slow at them
        years[day.year] += number
    return sorted(years.items(), reverse=True)


def waiting(organisation: Organisation, on: dt.date) -> QuerySet[Complaint]:
    """Those not acknowledged yet."""
    rows = Complaint.objects.filter(Q(received_on__lte=on), organisation=organisation, acknowledged_on=None)
    return rows.select_related("organisation", "about")
