"""What was asked about devices, as somebody may see it, and as it stood at a moment. `None` is a stranger and sees nothing."""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery

from hometime.arrangements.deciders import stood_in_for
from hometime.people.models import Organisation, Person, Role
from hometime.people.viewer import Viewer

from ..models import (
    ChangeRequest,
    ChangeStep,
    Device,
    DeviceRequest,
    Fault,
    FaultStep,
    InsuranceQuery,
    KitAdvice,
    Loan,
    RequestStep,
    Restriction,
    Service,
    Setting,
    SetUp,
    Withdrawal,
)
from ..queries import READERS, lost_at, not_ended

AnyOf = TypeVar("AnyOf", bound=Model)
LAST = 5000  # place of somebody whose need has no rung: after those who have one


# What is so now every record says itself: `past=False` leaves out what was done since, and needs no look at the steps.


def requests_for(viewer: Viewer | None, at: dt.datetime | None = None, *, past: bool = True) -> Any:
    """One’s own; all of them to those who look after equipment, and to whoever decides."""
    rows = _seen(DeviceRequest.objects.all(), viewer, at, Q(decider_kind__in=viewer.roles) if viewer else Q())
    return _state_at(rows, RequestStep, "request", at, past=past)


def changes_for(viewer: Viewer | None, at: dt.datetime | None = None, *, past: bool = True) -> Any:
    mine = Q(it_kind__in=viewer.roles) | Q(money_kind__in=viewer.roles) if viewer else Q()
    rows = _seen(ChangeRequest.objects.select_related("device"), viewer, at, mine)
    return _state_at(rows, ChangeStep, "change", at, past=past)


def faults_for(viewer: Viewer | None, at: dt.datetime | None = None, *, past: bool = True) -> Any:
    rows = _seen(Fault.objects.select_related("device"), viewer, at, Q())
    return _state_at(rows, FaultStep, "fault", at, past=past)


def in_brief(rows: QuerySet[Any], *shown: str) -> QuerySet[Any, dict[str, Any]]:
    """As a list shows them: who, when, how it stands and what is `shown` besides, without the words of any."""
    return rows.values("code", "created_at", "person__name", "state_then", *shown)


def insurance_for(viewer: Viewer | None, at: dt.datetime | None = None) -> QuerySet[InsuranceQuery]:
    """One’s own, those one answers, and all of them to those who look after equipment."""
    if viewer is None:
        return InsuranceQuery.objects.none()
    mine = Q(decider_kind__in=viewer.roles) | Q(line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    return _seen(InsuranceQuery.objects.select_related("answered_by"), viewer, at, mine)


def limits_for(viewer: Viewer | None, at: dt.datetime | None = None) -> QuerySet[Restriction]:
    """All of them to those who may limit and to the data protection officer; to others what they were told of themselves."""
    if viewer is None:
        return Restriction.objects.none()
    rows = Restriction.objects.filter(organisation=viewer.organisation).select_related("person", "created_by", "device")
    if at is not None:
        rows = rows.filter(begun_at__lte=at)
    mine = Q(person=viewer.person, told_at__isnull=False)
    if viewer.has_role(Role.Kind.HEAD, Role.Kind.IT, Role.Kind.DPO):
        return rows.filter(mine | Q(person=None) | ~Q(person=viewer.person))
    return rows.filter(mine | Q(person=None, told_at__isnull=False))


def set_ups_for(viewer: Viewer | None, at: dt.datetime | None = None) -> QuerySet[SetUp]:
    return _seen(SetUp.objects.prefetch_related("agreed__by"), viewer, at, Q())


def advice_for(viewer: Viewer | None, at: dt.datetime | None = None) -> QuerySet[KitAdvice]:
    return _seen(KitAdvice.objects.select_related("created_by"), viewer, at, Q())


def services_for(viewer: Viewer | None) -> QuerySet[Service]:
    return _kept(Service.objects.all(), viewer)


def settings_for(viewer: Viewer | None, at: dt.datetime | None = None) -> QuerySet[Setting]:
    if viewer is None:
        return Setting.objects.none()
    rows = Setting.objects.filter(organisation=viewer.organisation).select_related("created_by")
    return rows.filter(created_at__lte=at) if at else rows


IN_HANDS = """
    SELECT device.id, device.code, device.asset_code, device.kind, device.make, device.model, device.name
      FROM equipment_device device
      LEFT JOIN equipment_loan loan
        ON loan.device_id = device.id AND loan.lent_at IS NOT NULL AND loan.ended_at IS NULL
     WHERE device.id IN (SELECT device_id FROM equipment_loan WHERE person_id = %s AND ended_at IS NULL
                          UNION ALL SELECT id FROM equipment_device WHERE owner_person_id = %s)
       AND COALESCE(loan.person_id, device.owner_person_id) = %s
       AND device.organisation_id = %s AND device.retired_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM equipment_deviceloss loss WHERE loss.device_id = device.id AND loss.ended_at IS NULL)
     ORDER BY COALESCE(loan.lent_at, device.created_at) DESC, device.id DESC
"""


def in_hands(viewer: Viewer) -> Any:
    """What somebody has now, to choose from in a form: as `held_by` says, by a query that is written out.

    Three pages ask it beside their list, and putting it together costs as much as a bare page.
    """
    person = viewer.person.pk
    return Device.objects.raw(IN_HANDS, [person, person, person, viewer.organisation.pk])


def queue_of(organisation: Organisation, kind: str) -> list[DeviceRequest]:
    """Who waits for a device of a kind, the most pressing need first, then who asked first."""
    rows = DeviceRequest.objects.filter(organisation=organisation, kind=kind, state__in=["asked", "waiting"])
    return sorted(rows.select_related("person"), key=lambda row: (row.rung or LAST, row.created_at, row.pk))


def place_of(request: DeviceRequest) -> tuple[int, int]:
    """Its place in the queue, from 1, and how many are in it."""
    keys = [row.pk for row in queue_of(request.organisation, request.kind)]
    return (keys.index(request.pk) + 1 if request.pk in keys else 0), len(keys)


def stock_of(organisation: Organisation, kind: str, at: dt.datetime) -> QuerySet[Device]:
    """Devices of a kind that could be lent: in the school, in use, not lost and not withdrawn."""
    rows = Device.objects.at(at).filter(organisation=organisation, kind=kind, owner=Device.Owner.SCHOOL)
    out = Loan.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), created_at__lte=at, device=OuterRef("pk"))
    withdrawn = withdrawn_at(at).filter(device=OuterRef("pk"))
    return rows.filter(~Exists(out), ~Exists(lost_at(at).filter(device=OuterRef("pk"))), ~Exists(withdrawn))


def withdrawn_at(at: dt.datetime) -> QuerySet[Withdrawal]:
    """Withdrawals that stood at a moment."""
    return Withdrawal.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), begun_at__lte=at)


def restricted_at(at: dt.datetime) -> QuerySet[Restriction]:
    """Limits that stood at a moment."""
    return Restriction.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), begun_at__lte=at)


def with_handed(requests: QuerySet[DeviceRequest], at: dt.datetime) -> QuerySet[DeviceRequest]:
    """With `is_handed`: whether the person has a device of the kind."""
    lent = Loan.objects.filter(not_ended(at), lent_at__lte=at, person=OuterRef("person"), device__kind=OuterRef("kind"))
    return requests.annotate(is_handed=Exists(lent.filter(organisation=OuterRef("organisation"))))


def colleagues(viewer: Viewer) -> QuerySet[Person]:
    """Those with a post here now, without the viewer: whom an act may be about."""
    return Person.objects.filter(pk__in=_posts(viewer)).exclude(pk=viewer.person.pk).order_by("name", "pk")


def _posts(viewer: Viewer) -> Any:
    from_here = Person.objects.filter(posts__organisation=viewer.organisation, posts__starts_on__lte=viewer.today)
    return from_here.filter(Q(posts__ends_on=None) | Q(posts__ends_on__gte=viewer.today)).values("pk")


def _seen(rows: QuerySet[AnyOf], viewer: Viewer | None, at: dt.datetime | None, also: Q) -> QuerySet[AnyOf]:
    if viewer is None:
        return rows.none()
    here = rows.filter(organisation=viewer.organisation).select_related("person")
    if at is not None:
        here = here.filter(created_at__lte=at)
    return here if viewer.has_role(*READERS) else here.filter(Q(person=viewer.person) | also)


def _kept(rows: QuerySet[AnyOf], viewer: Viewer | None) -> QuerySet[AnyOf]:
    if viewer is None or not viewer.has_role(*READERS):
        return rows.none()
    return rows.filter(organisation=viewer.organisation).select_related("device", "created_by")


def _state_at(rows: Any, step: Any, name: str, at: dt.datetime | None, *, past: bool) -> Any:
    """With `state_then`: the state after the last step by that moment."""
    if not past:
        return rows.annotate(state_then=F("state"))
    steps = step.objects.filter(**{name: OuterRef("pk")})
    if at is not None:
        steps = steps.filter(at__lte=at)
    return rows.annotate(state_then=Subquery(steps.order_by("-at", "-pk").values("state")[:1]))
