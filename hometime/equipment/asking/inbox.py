"""What waits for somebody of what people ask about equipment: requests, changes, faults and questions about insurance."""

from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from hometime.arrangements.deciders import stood_in_for
from hometime.arrangements.inbox import MOST, Kind, Waiting
from hometime.lib.remembering import remembered
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from ..models import ChangeRequest, DeviceRequest, Fault, InsuranceQuery


@remembered
def waiting_for(viewer: Viewer | None) -> list[Waiting]:
    """The oldest first, in one query; nothing about the viewer themselves, and nothing that is done."""
    if viewer is None:
        return []
    first, *others = (_columns(number, kind, viewer) for number, kind in enumerate(KINDS))
    found = first.union(*others, all=True).order_by("created_at", "which", "code")[:MOST]
    return [KINDS[which].waiting(name, code, stands, None) for _, which, name, code, stands in found]


def _columns(number: int, kind: Kind, viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
    """The same columns for every kind, so that one query can ask for all of them."""
    rows = kind.rows(viewer).exclude(person=viewer.person).order_by()
    rows = rows.annotate(which=Value(number), stands=F("state") if kind.states else Value("", output_field=CharField()))
    return rows.values_list("created_at", "which", "person__name", "code", "stands")


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
)
