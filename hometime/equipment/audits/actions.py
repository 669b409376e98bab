"""start_audit: seal a seed, then draw. check_device: what was found of one, in a minute. note_unexpected: something that was not
drawn. close_audit: publish the seed. give_back: what was taken away against a receipt. put_right: what was found is mended."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hometime.files.actions import keep_file
from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.lib.text import in_words
from hometime.notices.actions import queue
from hometime.people.viewer import Viewer
from hometime.policy.packs import catalogue

from ..models import Audit, AuditCheck, Device, Loan
from ..queries import holder_of
from ..register.codes import normal_code
from . import access
from .drawing import draw, seal_of, weight_of
from .queries import last_looked_at, loans_out

Outcome = AuditCheck.Outcome
NOT_HANDED_OVER, NOT_AS_LISTED = "not_handed_over", "not_as_listed"
MOST = 50


def start_audit(*, size: int, by: Viewer, at: dt.datetime, once: uuid.UUID | None = None) -> Audit:
    """The seal goes into the ledger with what could be drawn, before anybody knows what is drawn. Nobody is told."""
    access.may_audit(by).insist()
    before = Audit.objects.filter(organisation=by.organisation, once=once).first() if once else None
    if before:
        return before
    if not 1 <= size <= MOST:
        raise Refused(f"An audit looks at 1 to {MOST} devices.", "Give another number.")
    loans = loans_out(by.organisation, at)
    if not loans:
        raise Refused("Nobody has a school computer now.", "There is nothing to look at.")
    try:
        return _start(loans, min(size, len(loans)), by, at, once or uuid.uuid4())
    except IntegrityError as clash:
        raise Refused("An audit is going on.", "Finish that one first.") from clash


@transaction.atomic
def _start(loans: list[Loan], size: int, by: Viewer, at: dt.datetime, once: uuid.UUID) -> Audit:
    last = last_looked_at(by.organisation, at)
    pool = [[str(loan.device.code), _weight(last.get(loan.person_id), at)] for loan in loans]
    seed = secrets.token_hex(32)
    audit = Audit.objects.create(
        once=once,
        organisation=by.organisation,
        size=size,
        seed=seed,
        pool=pool,
        seal=seal_of(seed, size, pool),
        created_at=at,
        created_by=by.person,
    )
    _recorded("equipment.audit_started", audit, by, at, seal=audit.seal, size=size, pool=len(pool))
    by_code = {str(loan.device.code): loan for loan in loans}
    drawn = [by_code[code] for code in draw(seed, size, pool)]
    AuditCheck.objects.bulk_create(_check(audit, place, loan) for place, loan in enumerate(drawn, start=1))
    return audit


def _weight(last: dt.datetime | None, at: dt.datetime) -> int:
    return weight_of((at - last).days if last else None)


def _check(audit: Audit, place: int, loan: Loan) -> AuditCheck:
    """All that is needed to read it when the device, or the person, is no longer on record."""
    device = loan.device
    return AuditCheck(
        organisation=audit.organisation,
        audit=audit,
        place=place,
        device=device,
        device_code=device.code,
        asset_code=device.asset_code,
        serial=device.serial,
        what=device.what[:200],
        holder=loan.person,
        holder_name=loan.person.name,
    )


@transaction.atomic
def check_device(
    check: AuditCheck,
    *,
    is_found: bool,
    was_handed_over: bool,
    findings: Sequence[str],
    by: Viewer,
    at: dt.datetime,
    words: str = "",
    photo: bytes = b"",
    photo_name: str = "",
    keep_why: str = "",
) -> AuditCheck:
    """What was found of one device. Its holder is told what, and gets a receipt where it is taken away."""
    check = _locked(check)
    access.may_check(by, check).insist()
    found = _findings(findings, is_found=is_found, was_handed_over=was_handed_over)
    if keep_why and not is_found:
        raise Refused("What was not found cannot be kept.", "Leave the reason for keeping it empty.")
    kept = (
        keep_file(photo, name=photo_name, organisation=by.organisation, by=by, at=at, allowed=("png", "jpeg"))
        if photo
        else None
    )
    rows = AuditCheck.objects.filter(pk=check.pk, outcome="")
    if not rows.update(
        outcome=Outcome.FOUND if is_found else Outcome.MISSING,
        findings=found,
        words=words.strip()[:500],
        photo=kept,
        checked_at=at,
        checked_by=by.person,
        kept_at=at if keep_why else None,
        kept_why=keep_why.strip()[:300],
    ):
        raise Refused("Somebody has looked at this one.", "There is nothing to do.")
    check.refresh_from_db()
    _recorded("equipment.device_audited", check, by, at, outcome=check.outcome, findings=found, kept=bool(keep_why))
    _tell(check, at)
    return check


def _findings(findings: Sequence[str], *, is_found: bool, was_handed_over: bool) -> list[str]:
    known = catalogue().facts["device.findings"]["values"]
    strange = [each for each in findings if each not in known]
    if strange:
        raise Refused(f"“{strange[0]}” is not one of the findings.", "Choose from the list.")
    found = set(findings)
    if not is_found:
        found.add(NOT_AS_LISTED)
    if not was_handed_over:
        found.add(NOT_HANDED_OVER)
    return sorted(found)


@transaction.atomic
def note_unexpected(audit: Audit, *, asset_code: str, what: str, words: str, by: Viewer, at: dt.datetime) -> AuditCheck:
    """Something that was not drawn: not on the register, or in other hands than the register says."""
    audit = Audit.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=audit.pk)
    access.may_close(by, audit).insist()
    if not what.strip() and not asset_code.strip():
        raise Refused("Say what it is.", "Type what is on its label, or what it looks like.")
    if not words.strip():
        raise Refused("Say where it was.", "Who had it, or in which room?")
    code = normal_code(asset_code)
    device = Device.objects.filter(organisation=by.organisation, asset_code=code).first() if code else None
    holder = holder_of(device, at) if device else None
    if holder is not None and holder.pk == by.person.pk:
        raise Refused(
            "You have this device, so somebody else must look at it.", "Ask a colleague who looks after devices."
        )
    last = audit.checks.order_by("-place").first()
    check = AuditCheck.objects.create(
        organisation=audit.organisation,
        audit=audit,
        place=last.place + 1 if last else 1,
        device=device,
        device_code=device.code if device else None,
        asset_code=code[:30],
        serial=device.serial if device else "",
        what=(what.strip() or (device.what if device else "A device"))[:200],
        holder=holder,
        holder_name=holder.name if holder else "",
        outcome=Outcome.UNEXPECTED,
        findings=[NOT_AS_LISTED],
        words=words.strip()[:500],
        checked_at=at,
        checked_by=by.person,
    )
    _recorded("equipment.device_audited", check, by, at, outcome=check.outcome, findings=check.findings, kept=False)
    return check


@transaction.atomic
def close_audit(audit: Audit, *, by: Viewer, at: dt.datetime) -> Audit:
    """From now on everybody who sees audits sees the seed, and can draw again."""
    audit = Audit.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=audit.pk)
    access.may_close(by, audit).insist()
    left = audit.checks.filter(outcome="").count()
    if left:
        raise Refused(f"Nobody has looked at {left} of them yet.", "Look at each, or write that it was not found.")
    audit.closed_at, audit.closed_by = at, by.person
    audit.save(update_fields=["closed_at", "closed_by"])
    outcomes = list(audit.checks.values_list("outcome", flat=True))
    counts = {outcome: outcomes.count(outcome) for outcome in Outcome.values}
    _recorded("equipment.audit_closed", audit, by, at, seed=audit.seed, seal=audit.seal, **counts)
    return audit


@transaction.atomic
def give_back(check: AuditCheck, *, by: Viewer, at: dt.datetime) -> AuditCheck:
    """What was taken away to be looked at is with its holder again."""
    check = _locked(check)
    access.may_give_back(by, check).insist()
    check.given_back_at, check.given_back_by = at, by.person
    check.save(update_fields=["given_back_at", "given_back_by"])
    _recorded("equipment.device_given_back", check, by, at)
    if check.holder:
        context = {"device": str(check), "href": reverse("equipment:audit-check", args=[check.code])}
        queue("equipment.device_given_back", to=check.holder, organisation=check.organisation, context=context, at=at)
    return check


@transaction.atomic
def put_right(check: AuditCheck, *, words: str, by: Viewer, at: dt.datetime) -> AuditCheck:
    """What was found is mended. What was found stays on record, with when it was no longer so."""
    check = _locked(check)
    access.may_put_right(by, check).insist()
    if not words.strip():
        raise Refused("Say how it was put right.", "A few words will do.")
    check.put_right_at, check.put_right_by, check.put_right_words = at, by.person, words.strip()[:300]
    check.save(update_fields=["put_right_at", "put_right_by", "put_right_words"])
    _recorded("equipment.finding_put_right", check, by, at, findings=check.findings)
    return check


def _locked(check: AuditCheck) -> AuditCheck:
    rows = AuditCheck.objects.select_for_update(of=("self",)).select_related(
        "audit", "organisation", "holder", "device"
    )
    return rows.get(pk=check.pk)


def _tell(check: AuditCheck, at: dt.datetime) -> None:
    if check.holder is None:
        return
    words = catalogue().facts["device.findings"]["values"]
    found = in_words(str(words[each]).lower() for each in check.findings)
    context = {
        "device": str(check),
        "found": found,
        "kept": check.kept_why,
        "day": timezone.localdate(at),
        "href": reverse("equipment:audit-check", args=[check.code]),
    }
    kind = "equipment.device_kept" if check.kept_at else "equipment.device_audited"
    queue(kind, to=check.holder, organisation=check.organisation, context=context, at=at)


def _recorded(act: str, about: Audit | AuditCheck, by: Viewer, at: dt.datetime, **details: Any) -> None:
    subject = Reference(about.code, str(about))
    record(act, organisation=by.organisation, by=by, subject=subject, details=details, at=at)
