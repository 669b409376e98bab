"""keep_receipt: keep an answer as it was shown. record_evidence: add one fact to what is on record about a person."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.ledger.actions import Named, record
from hometime.lib.text import in_words
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer
from hometime.policy.role_names import KINDS

from .answers import Answer
from .models import Evidence, Receipt
from .receipts import as_shown
from .words import roles_named


@transaction.atomic
def keep_receipt(answer: Answer, *, by: Viewer, at: dt.datetime) -> Receipt:
    """Keep an answer under its own address, and enter it in the ledger. The same answer on the same day is kept once."""
    shown = as_shown(answer, holders(answer, by))
    receipt, is_new = Receipt.objects.get_or_create(
        organisation=by.organisation,
        person=by.person,
        digest=answer.receipt,
        defaults={
            "policy_hash": answer.policy.hash,
            "policy_title": answer.policy.name,
            "activity": answer.activity,
            "title": shown["activity_title"],
            "headline": answer.headline,
            "on": answer.on,
            "answer": shown,
            "kept_at": at,
        },
    )
    if is_new:
        details = {
            "activity": answer.activity,
            "headline": answer.headline,
            "policy": answer.policy.hash,
            "receipt": answer.receipt,
        }
        record("decisions.receipt_kept", organisation=by.organisation, by=by, subject=receipt, at=at, details=details)
    return receipt


def holders(answer: Answer, viewer: Viewer) -> dict[str, str]:
    """Who holds each role that the answer names, at the viewer’s organisation, in words. A line manager is the viewer’s own."""
    found: dict[str, str] = {}
    for role in sorted(roles_named(answer) & KINDS.keys()):
        if KINDS[role] == Role.Kind.LINE_MANAGER:
            found[role] = line_manager_of(viewer, answer.on)
        else:
            held = holders_of(KINDS[role], viewer.organisation, on=answer.on)
            found[role] = in_words(person.name for person in held)
    return {role: names for role, names in found.items() if names}


def line_manager_of(viewer: Viewer, on: dt.date) -> str:
    """The name of the viewer’s line manager at the organisation in view; empty where none is written down."""
    posts = Post.objects.filter(person=viewer.person, organisation=viewer.organisation, line_manager__isnull=False).on(
        on
    )
    post = posts.select_related("line_manager").order_by("starts_on", "pk").first()
    return post.line_manager.name if post and post.line_manager else ""


@transaction.atomic
def record_evidence(
    person: Person,
    organisation: Organisation,
    fact: str,
    value: Any,
    *,
    source: str,
    seen_on: dt.date,
    by: Named | None,
    at: dt.datetime,
) -> Evidence:
    """Add one fact. Nothing is changed: a later row takes the place of an earlier one."""
    evidence = Evidence.objects.create(
        person=person, organisation=organisation, fact=fact, value=value, source=source, seen_on=seen_on, recorded_at=at
    )
    record(
        "decisions.evidence_recorded",
        organisation=organisation,
        by=by,
        subject=person,
        at=at,
        details={"fact": fact, "source": source},
    )
    return evidence
