"""make_kit, put_in_kit, take_out_of_kit, end_kit: things that are lent together."""

import datetime as dt

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from ..models import Device, Kit, KitItem
from .access import may_keep_register


def make_kit(*, name: str, by: Viewer, at: dt.datetime) -> Kit:
    may_keep_register(by).insist()
    try:
        with transaction.atomic():
            kit = Kit.objects.create(
                organisation=by.organisation, name=name.strip(), created_at=at, created_by=by.person
            )
            record("equipment.kit_made", organisation=by.organisation, by=by, subject=kit, at=at)
    except IntegrityError as clash:
        raise Refused("There is already a kit with that name.", "Give this one another name.") from clash
    return kit


@transaction.atomic
def put_in_kit(kit: Kit, device: Device, *, by: Viewer, at: dt.datetime) -> KitItem:
    """A device joins a kit; it is in one kit at a time."""
    may_keep_register(by).insist()
    if kit.ended_at or device.is_retired or device.owner != Device.Owner.SCHOOL:
        raise Refused(f"{device} cannot go into this kit.", "A kit holds school things that are in use.")
    inside = KitItem.objects.filter(device=device, ended_at=None).select_related("kit").first()
    if inside:
        raise Refused(f"{device} is in {inside.kit}.", "Take it out there first.")
    try:
        with transaction.atomic():
            item = KitItem.objects.create(kit=kit, device=device, begun_at=at, created_by=by.person)
    except IntegrityError as clash:
        raise Refused(f"Somebody has just put {device} into a kit.", "Look at it again.") from clash
    details = {"device": device.asset_code}
    record("equipment.kit_changed", organisation=by.organisation, by=by, subject=kit, details=details, at=at)
    return item


@transaction.atomic
def take_out_of_kit(kit: Kit, device: Device, *, by: Viewer, at: dt.datetime) -> None:
    may_keep_register(by).insist()
    if not KitItem.objects.filter(kit=kit, device=device, ended_at=None).update(ended_at=at):
        raise Refused(f"{device} is not in this kit.", "There is nothing to do.")
    details = {"device": device.asset_code, "out": True}
    record("equipment.kit_changed", organisation=by.organisation, by=by, subject=kit, details=details, at=at)


@transaction.atomic
def end_kit(kit: Kit, *, by: Viewer, at: dt.datetime) -> Kit:
    """The kit is no more; its things go on one by one."""
    may_keep_register(by).insist()
    if not Kit.objects.filter(pk=kit.pk, ended_at=None).update(ended_at=at):
        raise Refused("This kit was taken apart before.", "There is nothing to do.")
    KitItem.objects.filter(kit=kit, ended_at=None).update(ended_at=at)
    record("equipment.kit_ended", organisation=by.organisation, by=by, subject=kit, at=at)
    return kit


def devices_in(kit: Kit) -> list[Device]:
    return [item.device for item in kit.items.filter(ended_at=None).select_related("device")]
