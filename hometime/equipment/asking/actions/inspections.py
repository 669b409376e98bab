"""record_inspections, withdraw_overdue, record_service: electrical tests, and equipment kept in good order."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from hometime.ledger.actions import Reference
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.viewer import Viewer

from ...models import Device, Inspection, Service, Withdrawal
from ...queries import holder_of
from .. import access
from ..moving import in_ledger, tell

Why = Withdrawal.Why


@dataclass(frozen=True)
class Checked:
    """One device a tester looked at."""

    device: Device
    is_pass: bool
    label: str = ""
    words: str = ""


@transaction.atomic
def record_inspections(
    tested: Sequence[Checked], *, checked_on: dt.date, tester: str, by: Viewer, at: dt.datetime
) -> list[Inspection]:
    """Enter a whole visit, or nothing. What failed is out of use at once, what passed is back in use; sent twice, it is entered once."""
    access.may_look_after(by).insist()
    if checked_on > by.today:
        raise Refused("That day has not come yet.", "Give the day of the test.")
    if not tested:
        raise Refused("Nothing was tested.", "Name at least one device.")
    made = [each for each in (_inspect(one, checked_on, tester, by, at) for one in tested) if each]
    if made:
        failed = sum(not each.is_pass for each in made)
        in_ledger("equipment.inspections_recorded", made[0], by, at, passed=len(made) - failed, failed=failed)
    return made


def _inspect(one: Checked, checked_on: dt.date, tester: str, by: Viewer, at: dt.datetime) -> Inspection | None:
    if one.device.organisation_id != by.organisation.pk:
        raise Refused(f"{one.device} is not a device of this school.", "Look at that school first.")
    if one.is_pass and not one.label.strip():
        raise Refused(f"{one.device} passed without a label.", "Give the number on the label.")
    inspection, is_new = Inspection.objects.get_or_create(
        device=one.device,
        checked_on=checked_on,
        is_pass=one.is_pass,
        defaults={
            "organisation": by.organisation,
            "label": one.label.strip(),
            "tester": tester,
            "words": one.words,
            "created_at": at,
            "created_by": by.person,
        },
    )
    if not is_new:
        return None
    _use(one.device, one.is_pass, by, at)
    return inspection


def _use(device: Device, is_pass: bool, by: Viewer, at: dt.datetime) -> None:
    """Out of use, or back in use."""
    if is_pass:
        Withdrawal.objects.filter(device=device, ended_at=None).update(ended_at=at, ended_by=by.person)
    else:
        _withdraw(device, Why.FAILED, by, at)


@transaction.atomic
def withdraw_overdue(device: Device, *, by: Viewer, at: dt.datetime) -> Withdrawal:
    """Take a device out of use whose test is overdue; whoever holds it is told to stop."""
    access.may_look_after(by).insist()
    if Withdrawal.objects.filter(device=device, ended_at=None).exists():
        raise Refused(f"{device} is out of use already.", "There is nothing to do.")
    return _withdraw(device, Why.OVERDUE, by, at)


def _withdraw(device: Device, why: Why, by: Viewer, at: dt.datetime) -> Withdrawal:
    withdrawal, is_new = Withdrawal.objects.get_or_create(
        device=device,
        ended_at=None,
        defaults={
            "organisation": by.organisation,
            "why": why,
            "begun_at": at,
            "created_at": at,
            "created_by": by.person,
        },
    )
    if is_new:
        in_ledger("equipment.device_withdrawn", Reference(device.code, str(device)), by, at, why=str(why))
        holder = holder_of(device, at)
        told: dict[str, Any] = {"by": by, "at": at, "page": "equipment:device", "code": device.code, "urgent": True}
        tell("equipment.device_withdrawn", [holder] if holder else [], what=str(device), why=why.label, **told)
    return withdrawal


@transaction.atomic
def record_service(device: Device, *, done_on: dt.date, words: str, by: Viewer, at: dt.datetime) -> Service:
    """The school looked a device over, and put right what it found."""
    access.may_look_after(by).insist()
    insist_on_words(words, "Say what was looked at.")
    if device.organisation_id != by.organisation.pk or device.owner != Device.Owner.SCHOOL:
        raise Refused(f"{device} is not a device of this school.", "Only the school’s own equipment is kept here.")
    if done_on > timezone.localdate(at):
        raise Refused("That day has not come yet.", "Give the day it was done.")
    service, is_new = Service.objects.get_or_create(
        device=device,
        done_on=done_on,
        defaults={"organisation": by.organisation, "words": words, "created_at": at, "created_by": by.person},
    )
    if not is_new:
        raise Refused(f"{device} is on record for that day already.", "Give another day.")
    in_ledger("equipment.device_serviced", service, by, at)
    return service
