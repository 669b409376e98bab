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
CHANGED = "It was changed after it was sealed."
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
    return drawn(render_to_string(template, {**context, "title": title}))


def drawn(markup: str) -> bytes:
    weasyprint = import_module("weasyprint")
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("data",))
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
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", reason=REASON, certify=True, docmdp_permissions=no_changes
    )
    sealed: bytes = signers.sign_pdf(writer, metadata, our_signer()).getvalue()
    return sealed


def our_signer() -> Any:
    store = import_module("pyhanko_certvalidator.registry").SimpleCertificateStore()
    return import_module("pyhanko.sign.signers").SimpleSigner(*seal_key(), store)


def check_seal(content: bytes) -> Sealed:
    """Is this byte for byte what `seal` returned, here?"""
    reading = import_module("pyhanko.pdf_utils.reader")
    try:
        seals = reading.PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        return examined(seals, content)
    except Exception:  # noqa: BLE001 (a reader of bytes that may be anything fails in any way)
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
    """The seal vouches for everything but the bytes that hold it, so those must be just as pyHanko writes them.

    What is signed is read from them; all else is written anew and compared, as one thing can be encoded in many ways.
    """
    _, start, end, _ = (int(place) for place in sealed.byte_range)
    cms = import_module("asn1crypto.cms")
    theirs = cms.ContentInfo.load(bytes(sealed.pkcs7_content))["content"]["signer_infos"][0]
    digest = theirs["digest_algorithm"]["algorithm"].native
    ours = our_signer().signer_info(digest, theirs["signed_attrs"], theirs["signature"].native)
    message = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [ours["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": [seal_key()[0]],
            "signer_infos": [ours],
        }
    )
    written = cms.ContentInfo({"content_type": "signed_data", "content": message}).dump().hex().upper().encode()
    return content[start:end] == b"<" + written.ljust(end - start - 2, b"0") + b">"


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
