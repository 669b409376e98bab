"""The label of a set: a QR code of the address that signs it out, drawn by ourselves so that a page and a PDF can hold it."""

import io

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from .models import PaperSet


def address_of_label(paper_set: PaperSet, request: HttpRequest) -> str:
    """Short, so that the code is coarse enough for any phone; by the name the site is reached by."""
    return request.build_absolute_uri(reverse("papers:scan", args=[paper_set.label]))


def drawn(address: str) -> SafeString:
    """An SVG. Those who cannot see it have the address under it."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, scale=5, xmldecl=False, svgns=True, svgclass="qr", lineclass=None, light="#fff",
        omitsize=False,
    )  # fmt: skip
    return mark_safe(out.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" ', 1))
