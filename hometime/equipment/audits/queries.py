"""Audits as somebody may see them, and what could be drawn."""

import datetime as dt

from django.db.models import Max, QuerySet

from hometime.people.models import Organisation
from hometime.people.viewer import Viewer

from ..models import COMPUTERS, Audit, AuditCheck, Device, Loan
from ..queries import READERS, lost_at


def audits_for(viewer: Viewer | None) -> QuerySet[Audit]:
    if viewer is None or not viewer.has_role(*READERS):
        return Audit.objects.none()
    return Audit.objects.filter(organisation=viewer.organisation).select_related("created_by", "closed_by")


def checks_for(viewer: Viewer | None) -> QuerySet[AuditCheck]:
    """All, to those who look after devices; to others what was found of their own things, once somebody has looked."""
    if viewer is None:
        return AuditCheck.objects.none()
    rows = AuditCheck.objects.filter(organisation=viewer.organisation).select_related(
        "audit", "holder", "checked_by", "device"
    )
    if viewer.has_role(*READERS):
        return rows
    return rows.filter(holder=viewer.person, checked_at__isnull=False)


def loans_out(organisation: Organisation, at: dt.datetime) -> list[Loan]:
    """School devices that people have: what an audit is drawn from. Lost ones are looked for in another way."""
    rows = Loan.objects.at(at).filter(organisation=organisation, device__kind__in=COMPUTERS, device__retired_at=None)
    rows = rows.filter(device__owner=Device.Owner.SCHOOL).exclude(device__in=lost_at(at).values("device"))
    return list(rows.select_related("device", "person").order_by("device__asset_code", "pk"))


def last_looked_at(organisation: Organisation, at: dt.datetime) -> dict[int, dt.datetime]:
    """Person → when an audit last looked at something of theirs."""
    rows = AuditCheck.objects.filter(organisation=organisation, checked_at__lte=at, holder__isnull=False)
    return dict(rows.values_list("holder").annotate(Max("checked_at")))


def checks_until(at: dt.datetime) -> QuerySet[AuditCheck]:
    """What was looked at by a moment, the last look last."""
    return AuditCheck.objects.filter(checked_at__lte=at).exclude(outcome="").order_by("checked_at", "pk")
