"""add_system, change_system, end_system, open_from, no_longer, say_of_own: what can be opened from which device."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from ..models import Device, Kit, Opening, System
from ..register.access import may_keep_register

GONE = Refused("Somebody else has just changed this system.", "Look at the list again.")


@dataclass(frozen=True)
class Described:
    """A system as the school describes it: names of people stand nowhere in it."""

    name: str
    data: str
    whose: Sequence[str] = ()
    people_count: int | None = None


@dataclass(frozen=True)
class Place:
    """From where: one device, a kit, or every school device of a kind."""

    device: Device | None = None
    kit: Kit | None = None
    kind: str = ""


@transaction.atomic
def add_system(told: Described, *, kinds: Iterable[str] = (), by: Viewer, at: dt.datetime) -> System:
    """Put a system on the school’s list, with the kinds of school device it can be opened from."""
    may_keep_register(by).insist()
    system = _made(told, by, at)
    record("equipment.system_added", organisation=by.organisation, by=by, subject=system, at=at)
    for kind in kinds:
        _open(system, Place(kind=kind), None, "", by, at)
    return system


@transaction.atomic
def change_system(system: System, told: Described, *, by: Viewer, at: dt.datetime) -> System:
    """Change its details from now on. How it was described before stays, with its dates."""
    may_keep_register(by).insist()
    live = list(system.openings.filter(ended_at=None))
    _end(system, by, at)
    made = _made(told, by, at)
    Opening.objects.bulk_create(
        Opening(
            system=made,
            device=each.device,
            kit=each.kit,
            kind=each.kind,
            since=each.since,
            how=each.how,
            created_at=at,
            created_by=each.created_by,
        )
        for each in live
    )
    record("equipment.system_changed", organisation=by.organisation, by=by, subject=made, at=at)
    return made


@transaction.atomic
def end_system(system: System, *, by: Viewer, at: dt.datetime) -> None:
    """The school no longer has it, so nothing opens it any more."""
    may_keep_register(by).insist()
    _end(system, by, at)
    record("equipment.system_ended", organisation=by.organisation, by=by, subject=system, at=at)


@transaction.atomic
def open_from(
    system: System, place: Place, *, since: dt.date | None = None, how: str = "", by: Viewer, at: dt.datetime
) -> Opening:
    """Write down that it can be opened from there, since a day or as long as anybody knows."""
    may_keep_register(by).insist()
    return _open(system, place, since, how, by, at)


@transaction.atomic
def no_longer(opening: Opening, *, by: Viewer, at: dt.datetime) -> None:
    """It cannot be opened from there any more. That it could be stays on record."""
    may_keep_register(by).insist()
    if not Opening.objects.filter(pk=opening.pk, ended_at=None).update(ended_at=at, ended_by=by.person):
        raise Refused("This was written down already.", "There is nothing to do.")
    _in_ledger("equipment.opening_ended", opening, by, at)


def say_of_own(device: Device, systems: Iterable[System], *, by: Viewer, at: dt.datetime) -> None:
    """What its owner opens on a device of their own, as they said when they put it on the list. Runs in that act."""
    if device.owner_person_id != by.person.pk:
        raise Refused("Only its owner can say what they open on it.", "Ask them.")
    for system in systems:
        _open(system, Place(device=device), None, "Its owner said so", by, at)


def _open(system: System, place: Place, since: dt.date | None, how: str, by: Viewer, at: dt.datetime) -> Opening:
    if since and since > by.today:
        raise Refused("That day has not come yet.", "Write it down once it is true.")
    if not System.objects.filter(pk=system.pk, ended_at=None, organisation=by.organisation).exists():
        GONE.insist()
    told = {"device": place.device, "kit": place.kit, "kind": place.kind, "since": since, "how": how.strip()}
    try:
        with transaction.atomic():
            opening = Opening.objects.create(system=system, **told, created_at=at, created_by=by.person)
    except IntegrityError as twice:
        raise Refused("That is written down already.", "There is nothing to do.") from twice
    _in_ledger("equipment.opening_added", opening, by, at)
    return opening


def _made(told: Described, by: Viewer, at: dt.datetime) -> System:
    if not told.name.strip():
        raise Refused("Say what it is called.", "Such as “school email”.")
    try:
        with transaction.atomic():
            return System.objects.create(
                organisation=by.organisation,
                name=" ".join(told.name.split()),
                data=told.data,
                whose=list(told.whose),
                people_count=told.people_count,
                created_at=at,
                created_by=by.person,
            )
    except IntegrityError as clash:
        raise Refused("There is already a system with that name.", "Give this one another name.") from clash


def _end(system: System, by: Viewer, at: dt.datetime) -> None:
    ended = {"ended_at": at, "ended_by": by.person}
    if not System.objects.filter(pk=system.pk, ended_at=None).update(**ended):
        GONE.insist()
    system.openings.filter(ended_at=None).update(**ended)


def _in_ledger(act: str, opening: Opening, by: Viewer, at: dt.datetime) -> None:
    details = {"from": opening.where}
    record(act, organisation=by.organisation, by=by, subject=opening.system, details=details, at=at)
