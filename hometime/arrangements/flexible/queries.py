"""Flexible working requests as somebody may see them: one’s own, and those one decides at the organisation in view."""

from django.db.models import Q, QuerySet

from hometime.people.viewer import Viewer

from ..models import FlexibleRequest


def flexible_for(viewer: Viewer | None) -> QuerySet[FlexibleRequest]:
    if viewer is None:
        return FlexibleRequest.objects.none()
    rows = FlexibleRequest.objects.select_related(
        "person", "organisation", "employer", "decided_by", "appeal_decided_by"
    )
    return rows.filter(Q(person=viewer.person) | Q(organisation=viewer.organisation, decider_kind__in=viewer.roles))
