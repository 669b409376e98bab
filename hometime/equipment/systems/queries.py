"""Systems as somebody may see them, and what could be opened from a device: as it was then, as far as was known by a moment."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from hometime.people.viewer import Viewer

from ..models import Device, KitItem, Opening, System
from ..queries import READERS


def systems_for(viewer: Viewer | None) -> QuerySet[System]:
    """All of the school’s, to those who see its register of devices."""
    if viewer is None or not viewer.has_role(*READERS):
        return System.objects.none()
    return System.objects.filter(organisation=viewer.organisation)


def systems_now(viewer: Viewer) -> QuerySet[System]:
    """What people may tick who say what they open on a device of their own. Names alone: anybody who works here may."""
    return System.objects.filter(organisation=viewer.organisation, ended_at=None)


def opened_from(device: Device, then: dt.datetime, at: dt.datetime) -> list[Opening]:
    """What could be opened from it then, by what was on record at a moment. Each system once, as it was last described."""
    kits = KitItem.objects.filter(device=device, begun_at__lte=then).filter(Q(ended_at=None) | Q(ended_at__gt=then))
    fits = Q(device=device) | Q(kit__in=kits.values("kit"))
    if device.owner == Device.Owner.SCHOOL:
        fits |= Q(kind=device.kind)
    rows = known_by(then, at).filter(fits, system__organisation=device.organisation_id)
    return _each_system_once(list(rows.select_related("system", "device", "kit", "created_by")))


def known_by(then: dt.datetime, at: dt.datetime) -> QuerySet[Opening]:
    rows = Opening.objects.filter(Q(since=None) | Q(since__lte=timezone.localdate(then)), created_at__lte=at)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=then))


def _each_system_once(rows: Sequence[Opening]) -> list[Opening]:
    found = {each.system.name: each for each in sorted(rows, key=lambda each: (each.created_at, each.pk))}
    return [found[name] for name in sorted(found)]
