"""Asset codes: what stands on a label. Given by the school’s initials and a number, or typed by whoever has labels already."""

import re

from hometime.lib.refusal import Refused
from hometime.people.models import Organisation

from ..models import Device

READABLE = re.compile(r"[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?")


def normal_code(typed: str) -> str:
    """Capital letters, digits and single hyphens; a code is typed in many ways and means one thing."""
    return re.sub(r"[\s_/.-]+", "-", typed.strip().upper()).strip("-")


def insist_readable(code: str) -> None:
    if not READABLE.fullmatch(code):
        raise Refused(
            "An asset code has letters, digits and hyphens, up to 30 of them.", "Leave it empty to be given one."
        )


def next_code(organisation: Organisation) -> str:
    """The next number after the highest that was ever given with the school’s initials."""
    prefix = initials(organisation)
    given = Device.objects.filter(organisation=organisation, asset_code__startswith=f"{prefix}-")
    tails = (code.rpartition("-")[2] for code in given.values_list("asset_code", flat=True))
    highest = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit() and len(tail) < 8), default=0)
    return f"{prefix}-{highest + 1:04}"


def initials(organisation: Organisation) -> str:
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", organisation.name))
    return letters.upper()[:6] or "D"
