"""Devices and loans as seen by somebody, and who held what at a moment. `None` is a stranger and sees nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from hometime.lib.remembering import remembered
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.together import keys_of
from hometime.people.viewer import Viewer

from .models import Device, DeviceLoss, DueChange, HandOver, Kit, Loan, WorksOn

# Those who look after the register see all of it; others see what is or was in their own hands.
KEEPERS = (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER, Role.Kind.HEAD)
READERS = (*KEEPERS, Role.Kind.DPO)
FEW = 100  # people, whose devices are found by an index; for more of them all devices are looked through


def devices_for(viewer: Viewer | None) -> QuerySet[Device]:
    """Every device, to those who look after them; to others their own, and what is or was lent to them."""
    if viewer is None:
        return Device.objects.none()
    here = Device.objects.filter(organisation=viewer.organisation)
    if viewer.has_role(*READERS):
        return here
    lent = Loan.objects.filter(device=OuterRef("pk"), person=viewer.person)
    return here.filter(Q(owner_person=viewer.person) | Q(Exists(lent)))


def loans_for(viewer: Viewer | None) -> QuerySet[Loan]:
    """Every loan, to those who look after devices; to others their own, and those of the people they manage."""
    if viewer is None:
        return Loan.objects.none()
    rows = Loan.objects.filter(organisation=viewer.organisation).select_related("device", "person")
    if viewer.has_role(*READERS):
        return rows
    return rows.filter(Q(person=viewer.person) | Q(person__in=managed_by(viewer)))


def hand_overs_for(viewer: Viewer | None) -> QuerySet[HandOver]:
    if viewer is None:
        return HandOver.objects.none()
    rows = HandOver.objects.filter(organisation=viewer.organisation).select_related("person", "created_by", "document")
    return rows if viewer.has_role(*READERS) else rows.filter(person=viewer.person)


def kits_for(viewer: Viewer | None) -> QuerySet[Kit]:
    if viewer is None or not viewer.has_role(*READERS):
        return Kit.objects.none()
    return Kit.objects.filter(organisation=viewer.organisation)


def managed_by(viewer: Viewer) -> QuerySet[Person]:
    posts = Post.objects.filter(organisation=viewer.organisation, line_manager=viewer.person).on(viewer.today)
    return Person.objects.filter(pk__in=posts.values("person"))


def loan_of(device: Device, at: dt.datetime) -> Loan | None:
    """The loan a device was out on at a moment, lost or not: whose hands it was in last."""
    rows = Loan.objects.at(at).filter(device=device).select_related("person", "device", "hand_over")
    return with_due_then(rows, at).first()


def with_due_then(rows: QuerySet[Loan], at: dt.datetime, *, past: bool = True) -> QuerySet[Loan]:
    """Loans with `due_then`, the day to be back as it stood at a moment."""
    return rows.annotate(due_then=due_then(at, past=past))


# What is so now needs no look at what changed since or ends later: `past=False` leaves that out, and an index tells the rest.


def due_then(at: dt.datetime, loan: str = "pk", due_on: str = "due_on", *, past: bool = True) -> Case | F:
    """The day to be back as it stood at a moment: the first change since says what it was."""
    if not past:
        return F(due_on)
    since = DueChange.objects.filter(loan=OuterRef(loan), created_at__gt=at).order_by("created_at", "pk")
    return Case(When(Exists(since), then=Subquery(since.values("before")[:1])), default=F(due_on))


def holder_of(device: Device, at: dt.datetime) -> Person | None:
    """Who had a device at a moment: the borrower, or the owner of a personal one. None when it was in the school."""
    if device.owner_person_id is not None:
        return device.owner_person if device.created_at <= at else None
    loan = loan_of(device, at)
    return loan.person if loan else None


def held_by(person: Person, at: dt.datetime, *, organisation: Organisation | None = None) -> list[Device]:
    """On loan to a person at a moment, or registered as their own; what they were handed last comes first.

    A device that was lost by then is not in anybody's hands; `loan_of` still says who had it.
    """
    return list(rows_held([person], organisation, at))


@remembered
def devices_held(people: Iterable[Person], organisation: Organisation, at: dt.datetime) -> dict[int, list[Device]]:
    """The same for many people at one organisation, by the person's key, in one query. Nobody is left out."""
    wanted = list(people)
    found: dict[int, list[Device]] = defaultdict(list)
    for device in rows_held(wanted, organisation, at):
        found[device.holder_pk].append(device)  # type: ignore[attr-defined]
    return {person.pk: found[person.pk] for person in wanted}


def main_computer(devices: Sequence[Device]) -> Device | None:
    """The school computer a person says they work on, or was handed last; else their own: of a list from `held_by` or `devices_held`."""
    computers = [each for each in devices if each.is_computer]
    of_the_school = [each for each in computers if each.owner == Device.Owner.SCHOOL]
    return worked_on(of_the_school or computers)


def own_computer(devices: Sequence[Device]) -> Device | None:
    """The computer of their own that a person says they work on, or put on the list last."""
    return worked_on([each for each in devices if each.is_computer and each.owner == Device.Owner.MINE])


def working_on(computers: Sequence[Device]) -> Device | None:
    """Of several, the one they work on; None where there is nothing to choose."""
    said = [each for each in computers if each.said_at]  # type: ignore[attr-defined]
    return worked_on(said) or main_computer(computers) if len(computers) > 1 else None


def worked_on(computers: Sequence[Device]) -> Device | None:
    """What they said last of those they have counts; where they said nothing, what came into their hands last."""
    said = [each for each in computers if each.said_at]  # type: ignore[attr-defined]
    return max(said, key=lambda each: each.said_at) if said else next(iter(computers), None)  # type: ignore[attr-defined]


def rows_held(people: Sequence[Person], organisation: Organisation | None, at: dt.datetime) -> QuerySet[Device]:
    then = Q(loans__lent_at__lte=at) & (Q(loans__ended_at=None) | Q(loans__ended_at__gt=at))
    rows = Device.objects.at(at).annotate(loan_then=FilteredRelation("loans", condition=then))
    rows = rows.annotate(
        holder_pk=Coalesce(F("loan_then__person_id"), F("owner_person_id")),
        handed_at=Coalesce(F("loan_then__lent_at"), F("created_at")),
        loan_pk=F("loan_then__pk"),
    ).annotate(due_back_on=due_then(at, "loan_pk", "loan_then__due_on"), said_at=_said_at(at))
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    rows = rows.filter(~Exists(lost_at(at).filter(device=OuterRef("pk"))))
    wanted = [person.pk for person in people]
    if len(wanted) <= FEW:
        theirs = Loan.objects.filter(not_ended(at), person__in=wanted, lent_at__lte=at).order_by()
        rows = rows.filter(Q(owner_person__in=wanted) | Q(pk__in=theirs.values("device")))
    return rows.filter(holder_pk__in=keys_of(wanted)).order_by("-handed_at", "-pk")


def _said_at(at: dt.datetime) -> Subquery:
    """When they last said that this is the one they work on, since they have it."""
    said = WorksOn.objects.filter(device=OuterRef("pk"), person=OuterRef("holder_pk"))
    said = said.filter(created_at__gte=OuterRef("handed_at"), created_at__lte=at)
    return Subquery(said.order_by("-created_at", "-pk").values("created_at")[:1])


def not_ended(at: dt.datetime, of: str = "", *, past: bool = True) -> Q:
    """What had not ended at a moment."""
    open_ = Q(**{f"{of}ended_at": None})
    return open_ | Q(**{f"{of}ended_at__gt": at}) if past else open_


def lost_at(at: dt.datetime, *, past: bool = True) -> QuerySet[DeviceLoss]:
    """Losses that stood at a moment."""
    return DeviceLoss.objects.filter(not_ended(at, past=past), begun_at__lte=at)


def is_lost(device: Device, at: dt.datetime) -> bool:
    return lost_at(at).filter(device=device).exists()
