"""add_device, change_device, mark_lost, mark_found, retire_device, certify_disposal: what is on the register."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hometime.files.models import StoredFile
from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer

from ..models import BasketItem, Device, DeviceChange, DeviceLoss, KitItem, Loan
from ..queries import loan_of
from . import access
from .codes import insist_readable, next_code, normal_code
from .serials import normal_serial

TRIES = 5  # two people may be given the same next number at once; the second asks again


@dataclass(frozen=True)
class Details:
    """What a device is. An empty asset code means: give it the next one."""

    kind: str
    asset_code: str = ""
    platform: str = ""
    make: str = ""
    model: str = ""
    serial: str = ""
    name: str = ""

    @property
    def tidy(self) -> "Details":
        spaced = {name: " ".join(value.split()) for name, value in asdict(self).items()}
        return Details(**spaced | {"asset_code": normal_code(self.asset_code), "serial": normal_serial(self.serial)})


def add_device(details: Details, *, by: Viewer, at: dt.datetime, registered_on: dt.date | None = None) -> Device:
    """Put a school’s device on the register."""
    access.may_keep_register(by).insist()
    return enter_device(details, organisation=by.organisation, by=by, at=at, registered_on=registered_on)


def enter_device(
    details: Details,
    *,
    organisation: Organisation,
    by: Viewer,
    at: dt.datetime,
    owner_person: Person | None = None,
    registered_on: dt.date | None = None,
) -> Device:
    """The same without asking who may: for whoever has asked, such as a person registering their own phone."""
    told = details.tidy
    if told.asset_code:
        insist_readable(told.asset_code)
    refuse_clash(told, organisation)
    for _ in range(TRIES):
        try:
            return _enter(told, organisation, by, at, owner_person, registered_on or by.today)
        except IntegrityError:  # somebody else was quicker: say who has it now, or take the next number
            refuse_clash(told, organisation)
    raise Refused("Many people are adding devices at once.", "Wait a moment and send it again.")


@transaction.atomic
def _enter(
    told: Details, organisation: Organisation, by: Viewer, at: dt.datetime, owner: Person | None, on: dt.date
) -> Device:
    device = Device.objects.create(
        **asdict(told) | {"asset_code": told.asset_code or next_code(organisation)},
        organisation=organisation,
        owner=Device.Owner.MINE if owner else Device.Owner.SCHOOL,
        owner_person=owner,
        registered_on=on,
        created_at=at,
        created_by=by.person,
    )
    details = {"asset_code": device.asset_code, "kind": device.kind}
    _record("equipment.device_added", device, by, at, details)
    return device


@transaction.atomic
def change_device(
    device: Device, details: Details, *, seen: int, by: Viewer, at: dt.datetime, why: str = ""
) -> DeviceChange:
    """Write the details differently from now on. `seen` is how many changes the page showed: a stale page is refused."""
    device = locked(device)
    access.may_change(by, device).insist()
    if device.changes.count() != seen:
        raise Refused("Somebody else changed this device while you were writing.", "Read it again, then change it.")
    told = details.tidy
    insist_readable(told.asset_code)
    before, after = device.details, asdict(told)
    if before == after:
        raise Refused("Nothing was changed.", "Change something, or go back.")
    refuse_clash(told, device.organisation, but=device)
    Device.objects.filter(pk=device.pk).update(**after)
    change = DeviceChange.objects.create(
        device=device, before=before, after=after, why=why.strip(), created_at=at, created_by=by.person
    )
    _record("equipment.device_changed", device, by, at, {"changed": sorted(name for name, *_ in change.differences)})
    return change


@transaction.atomic
def mark_lost(
    device: Device, *, by: Viewer, at: dt.datetime, why: str = "", since: dt.datetime | None = None
) -> DeviceLoss:
    """A device cannot be found, since a moment that may lie in the past. Said twice, it is one loss."""
    device = locked(device)
    access.may_mark_lost(by, device).insist()
    begun_at = since or at
    if begun_at > at:
        raise Refused("That moment has not come yet.", "Say when it was missed.")
    known = DeviceLoss.objects.filter(device=device, ended_at=None).first()
    if known:
        return known
    loss = DeviceLoss.objects.create(
        organisation=device.organisation,
        device=device,
        begun_at=begun_at,
        why=why.strip()[:200],
        created_at=at,
        created_by=by.person,
    )
    BasketItem.objects.filter(device=device).delete()
    _record("equipment.device_lost", device, by, at, {"since": begun_at.isoformat()})
    return loss


@transaction.atomic
def mark_found(device: Device, *, by: Viewer, at: dt.datetime) -> DeviceLoss:
    """It is there again. A loan it was on goes on."""
    device = locked(device)
    access.may_mark_found(by, device).insist()
    loan = loan_of(device, at)
    if loan and loan.person_id == by.person.pk:
        raise Refused(
            "You had it, so somebody else must see it first.", "Show it to a colleague who looks after devices."
        )
    rows = DeviceLoss.objects.filter(device=device, ended_at=None)
    loss = rows.first()
    if loss is None or not rows.update(ended_at=max(at, loss.begun_at), ended_by=by.person):
        raise Refused("This device is not marked as lost.", "There is nothing to do.")
    loss.refresh_from_db()
    _record("equipment.device_found", device, by, at, {})
    return loss


@transaction.atomic
def retire_device(
    device: Device,
    *,
    how: str,
    by: Viewer,
    at: dt.datetime,
    with_whom: str = "",
    certificate: StoredFile | None = None,
) -> Device:
    """Take a device out of use for good, saying how. One that is out on loan comes back first, unless it is lost."""
    device = locked(device)
    access.may_retire(by, device).insist()
    if how not in Device.Retired.values:
        raise Refused("Say how it went.", "Choose one of the ways.")
    _end_what_it_is_in(device, how, by, at)
    Device.objects.filter(pk=device.pk).update(
        retired_at=at, retired_how=how, retired_by=by.person, retired_with=with_whom.strip(), certificate=certificate
    )
    device.refresh_from_db()
    details = {"how": how, "certificate": certificate.sha256 if certificate else ""}
    _record("equipment.device_retired", device, by, at, details)
    return device


def _end_what_it_is_in(device: Device, how: str, by: Viewer, at: dt.datetime) -> None:
    loan = Loan.objects.open().filter(device=device).select_related("person").first()
    is_lost = how == Device.Retired.LOST
    if loan and not is_lost:
        raise Refused(f"{loan.person.name} has it.", "Take it back first, then retire it.")
    if loan and loan.person_id == by.person.pk:
        raise Refused("It was lent to you, so somebody else writes it off.", "Ask a colleague who looks after devices.")
    if is_lost and not DeviceLoss.objects.filter(device=device, ended_at=None).exists():
        raise Refused("Nobody has said that it is lost.", "Mark it as lost first.")
    if loan:
        Loan.objects.filter(pk=loan.pk, ended_at=None).update(
            ended_at=at, ended_how=Loan.Ended.LOST, ended_by=by.person
        )
    KitItem.objects.filter(device=device, ended_at=None).update(ended_at=at)
    BasketItem.objects.filter(device=device).delete()


@transaction.atomic
def certify_disposal(device: Device, *, certificate: StoredFile, by: Viewer, at: dt.datetime) -> Device:
    """Put the certificate to a device that was retired without one."""
    access.may_keep_register(by).insist()
    rows = Device.objects.filter(pk=device.pk, retired_at__isnull=False, certificate=None)
    if not rows.update(certificate=certificate):
        raise Refused("It is not retired, or has a certificate already.", "Look at its page.")
    device.refresh_from_db()
    _record("equipment.disposal_certified", device, by, at, {"certificate": certificate.sha256})
    return device


def refuse_clash(told: Details, organisation: Organisation, but: Device | None = None) -> None:
    """Two devices with one number: say which has it, and what to do."""
    others = Device.objects.filter(organisation=organisation)
    if but is not None:
        others = others.exclude(pk=but.pk)
    same = others.filter(serial=told.serial, retired_at=None).first() if told.serial else None
    if same:
        raise Refused(
            f"{same.asset_code}, {same.what}, has the serial number {told.serial} already.",
            f"Look at {same.asset_code} first. If both are right, add the maker’s letters to one of them.",
        )
    coded = others.filter(asset_code=told.asset_code).first() if told.asset_code else None
    if coded:
        was = f", retired on {day_in_words(timezone.localdate(coded.retired_at))}," if coded.retired_at else ""
        raise Refused(
            f"{coded.what}{was} has the asset code {told.asset_code}.",
            "Type another, or leave it empty to be given one.",
        )


def locked(device: Device) -> Device:
    """The device as it stands, held until the transaction ends, so that of two who act at once one waits."""
    return Device.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=device.pk)


def named(device: Device) -> Reference:
    return Reference(device.code, str(device))


def _record(act: str, device: Device, by: Viewer, at: dt.datetime, details: Mapping[str, Any]) -> None:
    record(act, organisation=device.organisation, by=by, subject=named(device), details=details, at=at)
