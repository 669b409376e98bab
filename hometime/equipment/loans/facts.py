"""What the register of loans tells the engine.

A school that keeps no register says nothing. One that does knows also who was given nothing.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.together import keys_of

from ..models import Device, HandOver, HolderWord, Loan
from ..queries import with_due_then
from ..reading import Asked

REGISTER, FORM = "equipment register", "loan form"


def reads(asked: Asked) -> list[QuerySet[Any, Any]]:
    """Whether the school keeps a register; the loans with when they were due then, and the day their borrower had last confirmed them."""
    devices = Device.objects.filter(organisation=asked.organisation, created_at__lte=asked.end)
    keys = [device.loan_pk for device in asked.school_computers.values()]  # type: ignore[attr-defined]
    loans = with_due_then(Loan.objects.filter(pk__in=keys_of(keys)), asked.end).select_related("hand_over__signature")
    said = Q(words__says=HolderWord.Says.STILL_HAVE, words__created_at__lte=asked.end)
    return [devices.order_by()[:1], loans.annotate(said_at=Max("words__created_at", filter=said))]


def told(asked: Asked, devices: Sequence[Device], loans: Iterable[Loan]) -> dict[int, dict[str, Known]]:
    if not devices and not any(asked.held.values()):
        return {}
    by_key = {loan.pk: loan for loan in loans}
    facts: dict[int, dict[str, Known]] = {}
    for person in asked.people:
        device = asked.school_computers.get(person.pk)
        loan = by_key.get(device.loan_pk) if device else None  # type: ignore[attr-defined]
        nothing = {"device.school_one_issued": Known(False, REGISTER, asked.on)}
        facts[person.pk] = _of(loan, asked.on, asked.end) if loan else nothing
    return facts


def _of(loan: Loan, on: dt.date, at: dt.datetime) -> dict[str, Known]:
    assert loan.lent_at is not None
    lent_on = timezone.localdate(loan.lent_at)
    facts = {
        "device.school_one_issued": Known(True, REGISTER, lent_on),
        "device.listed": Known(True, REGISTER, _seen_on(loan, lent_on, on)),
    }
    due_on: dt.date | None = loan.due_then  # type: ignore[attr-defined]
    if due_on:
        facts["device.due_back_on"] = Known(due_on.isoformat(), FORM, lent_on)
    if loan.hand_over:
        facts["device.loan_signed"] = _signed(loan.hand_over, lent_on, at)
    return facts


def _seen_on(loan: Loan, lent_on: dt.date, on: dt.date) -> dt.date:
    """When somebody last said that it is where the list says: at the hand-over, or by the borrower since."""
    said_at: dt.datetime | None = loan.said_at  # type: ignore[attr-defined]
    return min(on, max(lent_on, timezone.localdate(said_at))) if said_at else lent_on


def _signed(made: HandOver, lent_on: dt.date, at: dt.datetime) -> Known:
    signature: Any = getattr(made, "signature", None)
    if signature is None or signature.signed_at > at:
        return Known(False, FORM, lent_on)
    return Known(True, FORM, timezone.localdate(signature.signed_at))
