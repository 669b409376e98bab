"""Labels to stick on things: a QR code that is the short address of the thing’s page, its code in letters, whose it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno

from hometime.files import pdf
from hometime.people.models import Organisation

from ..models import Device

A_SHEET = 24  # three across and eight down, the commonest sheet of labels
MOST = 240  # ten sheets take a few seconds to draw; ask again for more


@dataclass(frozen=True)
class Label:
    asset_code: str
    what: str
    picture: str  # a data: address


def label_of(device: Device, address: str) -> Label:
    code = segno.make(address, error="q", micro=False)  # a quarter of it may be scratched away
    return Label(device.asset_code, device.what, code.svg_data_uri(border=2, omitsize=True))


def sheets(devices: Sequence[Device], organisation: Organisation, address_of: Callable[[Device], str]) -> bytes:
    """A PDF of labels, 24 on a page of A4."""
    labels = [label_of(device, address_of(device)) for device in devices[:MOST]]
    pages = [labels[first : first + A_SHEET] for first in range(0, len(labels), A_SHEET)]
    context = {"pages": pages, "school": organisation.name}
    return pdf.render("equipment/register/labels_pdf.html", context, title="Labels for equipment")
