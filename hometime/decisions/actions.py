"""keep_receipt: keep an answer as it was shown. record_evidence: add one fact to what is on record about a person."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.ledger.actions import Named, record
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer

from .answers import Answer
from .models import Evidence, Receipt
from .receipts import as_shown


@transaction.atomic
def keep_receipt(answer: Answer, *, by: Viewer, at: dt.datetime) -> Receipt:
    """Keep an answer under its own address, and enter it in the ledger."""
    receipt = Receipt.objects.create(
        organisation=by.organisation,
        person=by.person,
        policy_hash=answer.policy.hash,
        policy_title=f"{answer.policy.organisation}: {answer.policy.title}",
        activity=answer.activity,
        headline=answer.headline,
        on=answer.on,
        answer=as_shown(answer),
        kept_at=at,
    )
    details = {"activity": answer.activity, "headline": answer.headline, "policy": answer.policy.hash, "receipt": answer.receipt}
    record("decisions.receipt_kept", organisation=by.organisation, by=by, subject=receipt, at=at, details=details)
    return receipt


@transaction.atomic
def record_evidence(person: Person, organisation: Organisation, fact: str, value: Any, *, source: str, seen_on: dt.date, by: Named | None, at: dt.datetime) -> Evidence:
    """Add one fact. Nothing is changed: a later row takes the place of an earlier one."""
    evidence = Evidence.objects.create(person=person, organisation=organisation, fact=fact, value=value, source=source, seen_on=seen_on, recorded_at=at)
    record("decisions.evidence_recorded", organisation=organisation, by=by, subject=person, at=at, details={"fact": fact, "source": source})
    return evidence
