"""add_certificate, add_lines, tick_off, settle_line, withdraw_certificate: a company’s word beside the register."""

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hometime.equipment.models import Device
from hometime.equipment.register.actions import certify_disposal, retire_device
from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.viewer import Viewer

from .. import access
from ..matching import CAN_BE_TICKED, Match, matched
from ..models import Certificate, CertificateLine
from ..reading import Found


@transaction.atomic
def add_certificate(
    *,
    kind: str,
    company: str,
    reference: str,
    dated_on: dt.date,
    document: tuple[str, bytes] | None,
    found: Found | None,
    once: UUID,
    by: Viewer,
    at: dt.datetime,
) -> Certificate:
    """Keep a certificate with its lines, all of them or none; the lines of a PDF may follow. The same file is kept once."""
    access.may_keep_certificates(by).insist()
    twin = Certificate.objects.filter(once=once, created_by=by.person).first()
    if twin:
        return twin
    if dated_on > by.today:
        raise Refused("The day of the certificate has not come yet.", "Check the date on it.")
    told = {
        "kind": kind,
        "company": company.strip(),
        "reference": reference.strip(),
        "dated_on": dated_on,
        "once": once,
    }
    lines = found if kind == Certificate.Kind.EQUIPMENT else None
    made = _kept(document, found, told, by, at)
    _keep_lines(made, lines)
    details = {"kind": kind, "lines": len(lines.lines) if lines else 0, "sha256": made.sha256}
    record("retention.certificate_added", organisation=by.organisation, by=by, subject=made, at=at, details=details)
    return made


def _kept(
    document: tuple[str, bytes] | None, found: Found | None, told: dict[str, Any], by: Viewer, at: dt.datetime
) -> Certificate:
    """Known by the hash of its document, or of its list where there is only a list."""
    if document is None and found is None:
        raise Refused("There is no certificate.", "Choose the file, or paste its list.")
    sha256 = hashlib.sha256(document[1]).hexdigest() if document else found.sha256 if found else ""
    who = {"organisation": by.organisation, "created_by": by.person, "created_at": at}
    how = {"document": _stored(document, by, at), "sheet": found.text if found else "", "sha256": sha256}
    try:
        with transaction.atomic():
            return Certificate.objects.create(**told, **who, **how)
    except IntegrityError as twice:
        raise Refused("This certificate is here already.", "Look at the list of certificates.") from twice


def _keep_lines(made: Certificate, found: Found | None) -> None:
    CertificateLine.objects.bulk_create(
        CertificateLine(certificate=made, number=r.number, written=r.written, serial=r.serial, words=r.words)
        for r in (found.lines if found else ())
    )


@transaction.atomic
def add_lines(certificate: Certificate, found: Found, *, by: Viewer, at: dt.datetime) -> Certificate:
    """The serials of a PDF that is kept already, as somebody read and confirmed them. Once: they stay as they were read."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    access.may_add_lines(by, locked).insist()
    _keep_lines(locked, found)
    Certificate.objects.filter(pk=locked.pk).update(lines_at=at, sheet=found.text)
    certificate.refresh_from_db()
    details = {"lines": len(found.lines)}
    record("retention.lines_added", organisation=by.organisation, by=by, subject=certificate, at=at, details=details)
    return certificate


@transaction.atomic
def tick_off(
    certificate: Certificate, lines: Collection[int], *, how: str, by: Viewer, at: dt.datetime
) -> list[Device]:
    """These devices are gone, and here is the proof. What does not match cannot be ticked; all are ticked, or none."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    access.may_change(by, locked).insist()
    chosen = [each for each in matched(locked, at) if each.line.pk in lines]
    if not chosen:
        raise Refused("Nothing is ticked.", "Tick the lines that are right.")
    wrong = next((each for each in chosen if each.state not in CAN_BE_TICKED), None)
    if wrong:
        raise Refused(f"Line {wrong.line.number}: {wrong.words.lower()}.", "Settle it first, or leave it out.")
    return [_ticked(locked, each, how, by, at) for each in chosen]


@transaction.atomic
def settle_line(line: CertificateLine, *, words: str, by: Viewer, at: dt.datetime) -> CertificateLine:
    """Say why a line has nothing to tick: bought before the register began, a slip of the company’s."""
    access.may_change(by, line.certificate).insist()
    insist_on_words(words, "Say what you found out.")
    settled = {"settled": words.strip(), "settled_at": at, "settled_by": by.person}
    if not CertificateLine.objects.filter(pk=line.pk, ticked_at=None, settled="").update(**settled):
        raise Refused("This line is settled already.", "There is nothing to do.")
    line.refresh_from_db()
    it, details = line.certificate, {"line": line.number}
    record("retention.line_settled", organisation=by.organisation, by=by, subject=it, at=at, details=details)
    return line


@transaction.atomic
def withdraw_certificate(certificate: Certificate, *, why: str, by: Viewer, at: dt.datetime) -> Certificate:
    """Take back one that was entered by mistake. It stays on record as withdrawn."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    access.may_withdraw(by, locked).insist()
    insist_on_words(why, "Say what was wrong with it.")
    rows = Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None)
    rows.update(withdrawn_at=at, withdrawn_by=by.person, why_withdrawn=why.strip())
    certificate.refresh_from_db()
    record("retention.certificate_withdrawn", organisation=by.organisation, by=by, subject=certificate, at=at)
    return certificate


def _ticked(certificate: Certificate, match: Match, how: str, by: Viewer, at: dt.datetime) -> Device:
    device = match.device
    assert device is not None  # what can be ticked has one
    if device.retired_at is None:
        with_whom = str(certificate)[:200]
        device = retire_device(device, how=how, by=by, at=at, with_whom=with_whom, certificate=certificate.document)
    elif certificate.document is not None and device.certificate_id is None:
        device = certify_disposal(device, certificate=certificate.document, by=by, at=at)
    rows = CertificateLine.objects.filter(pk=match.line.pk, ticked_at=None)
    rows.update(device=device, ticked_at=at, ticked_by=by.person)
    details = {"device": device.asset_code}
    record("retention.line_ticked", organisation=by.organisation, by=by, subject=certificate, at=at, details=details)
    return device


def _stored(document: tuple[str, bytes] | None, by: Viewer, at: dt.datetime) -> StoredFile | None:
    if document is None:
        return None
    name, content = document
    return keep_file(content, name=name, organisation=by.organisation, by=by, at=at, allowed=("pdf",))
