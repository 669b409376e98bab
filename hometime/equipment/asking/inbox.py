"""What waits for somebody about equipment: requests, changes, faults, questions about insurance, and what sources differ about."""

from typing import Any

from django.db.models import Q, QuerySet

from hometime.arrangements.deciders import stood_in_for
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.people.waiting import Kind, Waiting, waiting_among

from ..models import ChangeRequest, DeviceRequest, Fault, InsuranceQuery
from ..posture.inbox import KINDS as IN_DOUBT


def waiting_for(viewer: Viewer | None) -> list[Waiting]:
    return waiting_among(KINDS, viewer)


def _requests(viewer: Viewer) -> QuerySet[Any]:
    rows = DeviceRequest.objects.filter(organisation=viewer.organisation, state__in=["asked", "waiting"])
    return rows.filter(decider_kind__in=viewer.roles)


def _changes(viewer: Viewer) -> QuerySet[Any]:
    mine = Q(state="asked", it_kind__in=viewer.roles) | Q(state="money", money_kind__in=viewer.roles)
    if viewer.has_role(Role.Kind.IT):
        mine |= Q(state="agreed")
    return ChangeRequest.objects.filter(mine, organisation=viewer.organisation)


def _faults(viewer: Viewer) -> QuerySet[Any]:
    rows = Fault.objects.filter(organisation=viewer.organisation, state__in=["reported", "started"])
    return rows if viewer.has_role(Role.Kind.IT) else rows.none()


def _insurance(viewer: Viewer) -> QuerySet[Any]:
    mine = Q(line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    mine |= Q(line_manager=None, decider_kind__in=viewer.roles)
    return InsuranceQuery.objects.filter(mine, organisation=viewer.organisation, answer="")


KINDS = (
    Kind(_requests, "{} asks for a device", "equipment:device-request", states=DeviceRequest.State),
    Kind(_changes, "{} asks for a change to a device", "equipment:change", states=ChangeRequest.State),
    Kind(_faults, "{} reports a fault", "equipment:fault", states=Fault.State),
    Kind(_insurance, "{} asks about insurance", "equipment:insurance-query", "To answer"),
    *IN_DOUBT,
)
