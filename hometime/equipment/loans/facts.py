"""What the register of loans tells the engine: a fixed number of queries, whatever the number of people.

A school that keeps no register says nothing. One that does knows also who was given nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import Device, HandOver, HolderWord, Loan
from ..queries import devices_held, main_computer, with_due_then

REGISTER, FORM = "equipment register", "loan form"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    at = timezone.make_aware(dt.datetime.combine(on, dt.time.max))
    held = devices_held(people, organisation, at)
    if not any(held.values()) and not Device.objects.filter(organisation=organisation, created_at__lte=at).exists():
        return {}
    main = {pk: device for pk, devices in held.items() if (device := main_computer(devices))}
    lent = {pk: device for pk, device in main.items() if device.owner == Device.Owner.SCHOOL}
    loans = _loans([device.loan_pk for device in lent.values()], at)  # type: ignore[attr-defined]
    facts: dict[int, dict[str, Known]] = {}
    for person in people:
        device = lent.get(person.pk)
        loan = loans.get(device.loan_pk) if device else None  # type: ignore[attr-defined]
        facts[person.pk] = _of(loan, on, at) if loan else {"device.school_one_issued": Known(False, REGISTER, on)}
    return facts


def _loans(keys: Sequence[int], at: dt.datetime) -> dict[int, Loan]:
    """The loans with when they were due then, and the day their borrower had last confirmed them, in one query."""
    rows = with_due_then(Loan.objects.filter(pk__in=keys).select_related("hand_over__signature"), at)
    said = Q(words__says=HolderWord.Says.STILL_HAVE, words__created_at__lte=at)
    return {loan.pk: loan for loan in rows.annotate(said_at=Max("words__created_at", filter=said))}


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
