"""Documents out: `render` a template as a tagged, accessible PDF; `seal` it, so that a changed byte shows; `check_seal`.

WeasyPrint and pyHanko are loaded when first asked for: a site that makes no PDF starts quicker and stays smaller.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.template.loader import render_to_string

from hometime.lib.refusal import Allowed, Answer, Refused

from .sealing_key import seal_key

FIELD = "Hometime"
REASON = "Sealed so that a change shows"
VERSION_ONE, SET = b"\x02\x01\x01", 0x31  # as ASN.1 writes them
CHANGED = "It was changed after it was sealed."
# What reading bytes that may be anything at all has been seen to end with.
HOSTILE = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
UNREADABLE = "It is not a PDF that can be read: it was changed, or never was one."
HEADER_CELL = "/TH"


@dataclass(frozen=True)
class Sealed:
    """Whether a PDF is byte for byte what Hometime sealed, and in one sentence why or why not."""

    ok: bool
    detail: str

    def __bool__(self) -> bool:
        return self.ok


def may_render() -> Answer:
    """Make a PDF: it needs Pango, which some machines lack."""
    try:
        import_module("weasyprint")
    except OSError:
        return Refused(
            "This machine cannot make PDF files: Pango is not installed.",
            "Print the page from your browser, and choose “Save as PDF”.",
        )
    return Allowed()


def render(template: str, context: Mapping[str, Any], *, title: str) -> bytes:
    """A PDF/UA-1 document from a template that extends `files/pdf.html`. Nothing is fetched, from anywhere."""
    may_render().insist()
    weasyprint = import_module("weasyprint")
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("data",))
    markup = render_to_string(template, {**context, "title": title})
    pdf: bytes = weasyprint.HTML(string=markup, url_fetcher=fetcher).write_pdf(
        pdf_variant="pdf/ua-1", finisher=give_header_cells_a_scope
    )
    return pdf


def give_header_cells_a_scope(document: object, pdf: Any) -> None:
    """A screen reader must know what a header cell heads: WeasyPrint tags it, and leaves that out."""
    pydyf = import_module("pydyf")
    for part in pdf.objects:
        if isinstance(part, pydyf.Dictionary) and part.get("S") == HEADER_CELL:
            attributes = part.get("A") or pydyf.Dictionary({"O": "/Table"})
            attributes.setdefault("Scope", "/Column")
            part["A"] = attributes


def seal(content: bytes) -> bytes:
    """The same PDF with a seal by this site's own key. It proves that nothing changed, not who anybody is."""
    signers = import_module("pyhanko.sign.signers")
    no_changes = import_module("pyhanko.sign.fields").MDPPerm.NO_CHANGES
    writer = import_module("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter(io.BytesIO(content))
    certificate, key = seal_key()
    store = import_module("pyhanko_certvalidator.registry").SimpleCertificateStore()
    signer = signers.SimpleSigner(certificate, key, store)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", reason=REASON, certify=True, docmdp_permissions=no_changes
    )
    sealed: bytes = signers.sign_pdf(writer, metadata, signer).getvalue()
    return sealed


def check_seal(content: bytes) -> Sealed:
    """Is this byte for byte what `seal` returned, here?"""
    reading = import_module("pyhanko.pdf_utils.reader")
    try:
        seals = reading.PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        return examined(seals, content)
    except (*HOSTILE, import_module("pyhanko.pdf_utils.misc").PdfError):
        return Sealed(False, UNREADABLE)


def examined(seals: list[Any], content: bytes) -> Sealed:
    if len(seals) != 1:
        return Sealed(False, "It has no seal." if not seals else "It has more seals than ours.")
    certificate, _ = seal_key()
    if seals[0].signer_cert.dump() != certificate.dump():
        return Sealed(False, "It was sealed by somebody else.")
    if not is_written_as_we_write(seals[0], content):
        return Sealed(False, CHANGED)
    return examined_closely(seals[0], certificate)


def is_written_as_we_write(sealed: Any, content: bytes) -> bool:
    """The seal vouches for everything but the bytes that hold it, so those must be just as pyHanko writes them."""
    _, start, end, _ = (int(place) for place in sealed.byte_range)
    message = import_module("asn1crypto.cms").ContentInfo.load(bytes(sealed.pkcs7_content))
    signed = message["content"]
    signer = signed["signer_infos"][0]
    digest = signer["digest_algorithm"].dump()  # this one is vouched for
    return (
        content[start:end] == b"<" + message.dump().hex().upper().encode().ljust(end - start - 2, b"0") + b">"
        and signed["version"].dump() == signer["version"].dump() == VERSION_ONE
        and signed["digest_algorithms"].dump() == bytes([SET, len(digest)]) + digest
    )


def examined_closely(sealed: Any, certificate: Any) -> Sealed:
    validation = import_module("pyhanko.sign.validation")
    trust = import_module("pyhanko_certvalidator").ValidationContext(trust_roots=[certificate])
    try:
        status = validation.validate_pdf_signature(sealed, trust)
    except import_module("pyhanko.sign.validation.errors").SignatureValidationError:
        return Sealed(False, CHANGED)
    whole = status.coverage == import_module("pyhanko.sign.validation.status").SignatureCoverageLevel.ENTIRE_FILE
    if status.intact and status.valid and whole:
        return Sealed(True, "Nothing in it has changed since Hometime sealed it.")
    return Sealed(
        False, CHANGED if not (status.intact and status.valid) else "Something was added after it was sealed."
    )
