"""What waits of how devices stand: those about which sources differ, until they agree or somebody set it by hand."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from hometime.people.models import Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer
from hometime.people.waiting import Kind

from ..models import Device, Difference, Loan, Observation, Source


def in_doubt(viewer: Viewer) -> QuerySet[Any]:
    """Devices in use, each once, with `differs_since`; none that the viewer has. What those of IT have, the head looks at."""
    rows = Device.objects.filter(organisation=viewer.organisation, retired_at=None)
    start = timezone.make_aware(dt.datetime.combine(viewer.today, dt.time()))
    by_hand = Observation.objects.filter(device=OuterRef("device"), fact=OuterRef("fact"), source=Source.OVERRULED)
    standing = Difference.objects.filter(organisation=viewer.organisation, ended_at=None)
    standing = standing.filter(~Exists(by_hand.filter(ended_at=None, good_until__gte=start)))
    theirs = Loan.objects.filter(device=OuterRef("pk"), person=viewer.person, ended_at=None)
    rows = rows.filter(~Exists(theirs), pk__in=standing.values("device")).exclude(owner_person=viewer.person)
    first = standing.filter(device=OuterRef("pk")).order_by("begun_at").values("begun_at")[:1]
    rows = rows.annotate(differs_since=Subquery(first))
    if viewer.has_role(Role.Kind.IT):
        return rows
    of_it = holders_of(Role.Kind.IT, viewer.organisation, on=viewer.today).values("pk")
    had_by_it = Loan.objects.filter(device=OuterRef("pk"), person__in=of_it, ended_at=None)
    return rows.filter(Exists(had_by_it)) if viewer.has_role(Role.Kind.HEAD) else rows.none()


KINDS = (
    Kind(
        in_doubt,
        "Sources differ about {}",
        "equipment:posture",
        "To look at",
        about="",
        called="asset_code",
        since="differs_since",
    ),
)
