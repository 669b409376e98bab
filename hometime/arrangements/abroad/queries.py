"""Requests to go abroad as somebody may see them."""

from django.db.models import Q, QuerySet

from hometime.people.models import Role
from hometime.people.viewer import Viewer

from ..models import AbroadRequest

SEES = (Role.Kind.HEAD, Role.Kind.IT, Role.Kind.DPO)  # IT and the data protection officer look after access from there


def abroad_for(viewer: Viewer | None) -> QuerySet[AbroadRequest]:
    """One’s own, and those one’s role has a part in, at the organisation in view."""
    if viewer is None:
        return AbroadRequest.objects.none()
    here = AbroadRequest.objects.filter(organisation=viewer.organisation).select_related("person", "decided_by")
    if viewer.has_role(*SEES):
        return here
    return here.filter(Q(person=viewer.person) | Q(decider_kind__in=viewer.roles))
