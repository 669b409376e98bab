"""The serials that stand on the PDF of a certificate, beside the register: what does not match first. Nothing is kept here."""

import datetime as dt
from dataclasses import dataclass, field

from hometime.files.pdf_text import PdfText, text_of_pdf

from .matching import Match, beside_register, devices_by_serial
from .models import Certificate, CertificateLine
from .proposing import MOST, Proposed, proposals, words_of
from .reading import Read

NO_SERIALS = "There are letters in this PDF, but nothing in it looks like a serial."
NO_FILE = "The file of this certificate is no longer here."


@dataclass(frozen=True)
class Row:
    """One proposal for a form: its key, whether it is ticked, and what the register makes of it."""

    key: int
    is_sure: bool
    match: Match

    @property
    def words(self) -> str:
        told = [self.match.words, self.match.device.asset_code if self.match.device else "", self.match.detail]
        return f"{self.match.line.written}: {', '.join(each for each in told if each)}"


@dataclass(frozen=True)
class FoundInDocument:
    """`why` says in a sentence why there are none, or that there may be more."""

    rows: list[Row] = field(default_factory=list)
    reads: dict[int, Read] = field(default_factory=dict)
    why: str = ""


def in_document(certificate: Certificate, at: dt.datetime) -> FoundInDocument:
    text = _text(certificate)
    known = set(devices_by_serial(certificate.organisation, words_of(text.lines), at))
    found = proposals(text.lines, known)
    if not found:
        return FoundInDocument(why=text.why or NO_SERIALS)
    is_cut = text.is_cut or len(found) == MOST
    why = "This PDF is long, and only the first part was read. Look for serials further on." if is_cut else ""
    return FoundInDocument(_rows(certificate, found, at), {each.read.number: each.read for each in found}, why)


def _text(certificate: Certificate) -> PdfText:
    stored = certificate.document
    if stored is None or stored.erased_at is not None or not stored.path.exists():
        return PdfText(why=NO_FILE)
    return text_of_pdf(stored.path.read_bytes())


def _rows(certificate: Certificate, found: list[Proposed], at: dt.datetime) -> list[Row]:
    lines = [
        CertificateLine(
            certificate=certificate,
            number=each.read.number,
            written=each.read.written,
            serial=each.read.serial,
            words=each.read.words,
        )
        for each in found
    ]
    sure = {each.read.number: each.is_sure for each in found}
    matches = beside_register(certificate, lines, at)
    return [Row(each.line.number, sure[each.line.number], each) for each in matches]
