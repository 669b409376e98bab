"""Electrical tests: what is due, overdue, failed or never done, worked out from the tests on record and the policy’s months."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from hometime.lib.clock import add_months
from hometime.people.models import Organisation

from ..models import Device, Inspection
from .queries import withdrawn_at

SOON = 30  # days
NEVER, FAILED, OVERDUE, DUE, IN_DATE = "never", "failed", "overdue", "due", "in_date"
ORDER = (FAILED, OVERDUE, NEVER, DUE, IN_DATE)


@dataclass(frozen=True)
class Standing:
    """How one device stands: its last test, and the last day it is good for."""

    device: Device
    state: str
    checked_on: dt.date | None
    good_until: dt.date | None
    is_withdrawn: bool

    @property
    def is_to_withdraw(self) -> bool:
        """It should be out of use and is not."""
        return self.state in (OVERDUE, FAILED) and not self.is_withdrawn


def devices_to_test(organisation: Organisation, at: dt.datetime, on: dt.date) -> QuerySet[Device]:
    """The school’s devices in use, each with its last test by a day."""
    tests = Inspection.objects.filter(device=OuterRef("pk"), checked_on__lte=on, created_at__lte=at)
    last = tests.order_by("-checked_on", "-pk")
    rows = Device.objects.at(at).filter(organisation=organisation, owner=Device.Owner.SCHOOL)
    return rows.annotate(
        last_pass=Subquery(last.values("is_pass")[:1]),
        last_on=Subquery(last.values("checked_on")[:1]),
        withdrawn=Subquery(withdrawn_at(at).filter(device=OuterRef("pk")).values("pk")[:1]),
    )


def standings(organisation: Organisation, at: dt.datetime, on: dt.date, months: int | None) -> list[Standing]:
    """The worst first. Without months in the policy nothing is due; a failed test still counts."""
    found = [standing_of(each, on, months) for each in devices_to_test(organisation, at, on)]
    return sorted(
        found, key=lambda each: (ORDER.index(each.state), each.good_until or dt.date.min, each.device.asset_code)
    )


def standing_of(device: Device, on: dt.date, months: int | None) -> Standing:
    checked_on: dt.date | None = device.last_on  # type: ignore[attr-defined]
    passed: bool | None = device.last_pass  # type: ignore[attr-defined]
    good_until = add_months(checked_on, months) if checked_on and months and passed else None
    state = _state(checked_on, passed, good_until, on, months)
    return Standing(device, state, checked_on, good_until, device.withdrawn is not None)  # type: ignore[attr-defined]


def _state(
    checked_on: dt.date | None, passed: bool | None, good_until: dt.date | None, on: dt.date, months: int | None
) -> str:
    if checked_on is not None and not passed:
        return FAILED
    if checked_on is None:
        return NEVER if months else IN_DATE
    if good_until is None:
        return IN_DATE
    if good_until < on:
        return OVERDUE
    return DUE if (good_until - on).days <= SOON else IN_DATE
