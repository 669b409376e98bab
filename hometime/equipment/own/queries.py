"""Devices of people’s own, as somebody may see them: the owner, and those who look after equipment."""

import datetime as dt

from django.db.models import QuerySet

from hometime.people.viewer import Viewer

from ..models import ClearRequest, Declaration, Device, InspectionConsent, Repair
from ..queries import READERS


def own_devices_for(viewer: Viewer | None, at: dt.datetime) -> QuerySet[Device]:
    """Those registered at a moment."""
    if viewer is None:
        return Device.objects.none()
    here = Device.objects.at(at).filter(organisation=viewer.organisation, owner=Device.Owner.MINE)
    rows = here if viewer.has_role(*READERS) else here.filter(owner_person=viewer.person)
    return rows.select_related("owner_person").order_by("owner_person__name", "pk")


def my_devices(viewer: Viewer, at: dt.datetime) -> QuerySet[Device]:
    return own_devices_for(viewer, at).filter(owner_person=viewer.person)


def repairs_for(viewer: Viewer | None) -> QuerySet[Repair]:
    if viewer is None:
        return Repair.objects.none()
    here = Repair.objects.filter(organisation=viewer.organisation).select_related("device", "contract", "person")
    return here if viewer.has_role(*READERS) else here.filter(person=viewer.person)


def clear_requests_for(viewer: Viewer | None) -> QuerySet[ClearRequest]:
    if viewer is None:
        return ClearRequest.objects.none()
    here = ClearRequest.objects.filter(organisation=viewer.organisation).select_related("device", "person")
    return here if viewer.has_role(*READERS) else here.filter(person=viewer.person)


def declaration_of(device: Device, at: dt.datetime) -> Declaration | None:
    """The owner’s last word on the conditions by a moment."""
    return Declaration.objects.filter(device=device, created_at__lte=at).first()


def consent_of(device: Device, at: dt.datetime) -> InspectionConsent | None:
    return InspectionConsent.objects.filter(device=device, created_at__lte=at).first()
