"""Sheets of labels to stick on things: a QR code of a short address, and beside it what a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from hometime.people.models import Organisation

from . import pdf

A_SHEET = 24  # three across and eight down, the commonest sheet of labels
MOST = 240  # ten sheets take a few seconds to draw; ask again for more


@dataclass(frozen=True)
class Label:
    head: str
    words: str
    picture: str  # a data: address


def label_of(head: str, words: str, address: str) -> Label:
    code = segno.make(address, error="q", micro=False)  # a quarter of it may be scratched away
    return Label(head, words, code.svg_data_uri(border=2, omitsize=True))


def sheets(labels: Sequence[Label], organisation: Organisation, title: str) -> bytes:
    """A PDF of labels, 24 on a page of A4; the first MOST of them."""
    chosen = labels[:MOST]
    pages = [chosen[first : first + A_SHEET] for first in range(0, len(chosen), A_SHEET)]
    context = {"pages": pages, "school": organisation.name}
    return pdf.render("files/labels_pdf.html", context, title=title)
