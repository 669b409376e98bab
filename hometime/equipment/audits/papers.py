"""Audits on paper: the sealed receipt of one check, and all it takes to draw again, as a sealed PDF and as a table."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hometime.files import pdf
from hometime.files.copies import keep_copy
from hometime.files.models import StoredFile
from hometime.lib import csv
from hometime.lib.text import day_in_words
from hometime.people.viewer import Viewer
from hometime.policy.packs import catalogue

from ..models import Audit, AuditCheck
from .drawing import draw, lot_of

HEADS = ("Number of the device", "Weight", "Lot", "Place")


def receipt_of(check: AuditCheck, *, by: Viewer, at: dt.datetime) -> StoredFile:
    """What was found, as it was written down that day."""
    return keep_copy(check, lambda: _receipt(check), name="receipt.pdf", by=by, at=at, field="receipt")


def _receipt(check: AuditCheck) -> bytes:
    context = {"it": check, "audit": check.audit, "findings": findings_of(check)}
    return pdf.render("equipment/audits/receipt_pdf.html", context, title=f"We looked at {check}")


def findings_of(check: AuditCheck) -> list[str]:
    words = catalogue().facts["device.findings"]["values"]
    return [str(words.get(each, each)) for each in check.findings]


def report_of(audit: Audit) -> bytes:
    """A closed audit: what was found, and the draw with everything that could be drawn."""
    checks = list(audit.checks.select_related("checked_by"))
    rows = [(check, findings_of(check)) for check in checks]
    context = {"it": audit, "rows": rows, "heads": HEADS, "lots": lots_of(audit)}
    title = f"Audit of {day_in_words(timezone.localtime(audit.created_at))}"
    return pdf.seal(pdf.render("equipment/audits/audit_pdf.html", context, title=title))


def table_of(audit: Audit) -> str:
    """For a spreadsheet: the seed first, then each device that could be drawn with its lot."""
    told: list[list[Any]] = [["How many were drawn", audit.size], ["Seal", audit.seal], [], list(HEADS)]
    return csv.table(["Seed", audit.seed], [*told, *lots_of(audit)])


def lots_of(audit: Audit) -> list[tuple[str, int, str, object]]:
    """The smallest lot first; those with a place were drawn."""
    place = {code: number for number, code in enumerate(draw(audit.seed, audit.size, audit.pool), start=1)}
    lots = sorted((lot_of(audit.seed, str(code)) / weight, str(code), weight) for code, weight in audit.pool)
    return [(code, weight, f"{lot:.15f}", place.get(code, "")) for lot, code, weight in lots]
