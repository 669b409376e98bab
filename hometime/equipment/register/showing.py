"""A device’s page in words: what it is, who has it, and what this viewer may do with it now."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.people.viewer import Viewer

from ..models import Device, Loan
from ..queries import hand_overs_for, is_lost
from ..reporting import report_address
from . import access
from .lists import ASIDE, IN, LOST, MINE, OUT, RETIRED, WORDS, kit_of

PICKING = "picking"  # in the session, while somebody picks things to hand over


@dataclass(frozen=True)
class Act:
    words: str
    href: str
    post: bool = False
    style: str = "button button--second"


def title_of(details: dict[str, Any]) -> str:
    made = f"{details['make']} {details['model']}".strip()
    return f"{details['name'] or made or Device.Kind(details['kind']).label} {details['asset_code']}"


def standing_of(device: Device, loan: Loan | None, at: dt.datetime) -> str:
    if device.retired_at and device.retired_at <= at:
        return RETIRED
    if is_lost(device, at):
        return LOST
    if device.owner == Device.Owner.MINE:
        return MINE
    if loan:
        return OUT
    waits = Loan.objects.filter(device=device, ended_at=None, lent_at=None, created_at__lte=at)
    return ASIDE if waits.exists() else IN


def tag_of(device: Device, loan: Loan | None, at: dt.datetime) -> tuple[str, str]:
    return WORDS[standing_of(device, loan, at)]


def rows_of(device: Device, details: dict[str, Any], loan: Loan | None, at: dt.datetime) -> list[dict[str, str]]:
    inside = kit_of(device, at)
    retired = device.retired_at is not None and device.retired_at <= at
    rows = [
        ("With", _with(device, loan)),
        ("Due back", _due(loan)),
        ("Kind", Device.Kind(details["kind"]).label),
        ("Runs", Device.Platform(details["platform"]).label if details["platform"] else ""),
        ("Make and model", f"{details['make']} {details['model']}".strip()),
        ("Serial number", details["serial"]),
        ("Asset code", details["asset_code"]),
        ("Belongs to", "The school" if device.owner == Device.Owner.SCHOOL else "The person who uses it"),
        ("Kit", str(inside.kit) if inside else ""),
        ("On the register since", day_in_words(device.registered_on)),
        ("Retired", device.get_retired_how_display() if retired else ""),
        ("Who took it", device.retired_with if retired else ""),
    ]
    return [{"term": term, "detail": str(detail)} for term, detail in rows if detail]


def _due(loan: Loan | None) -> str:
    day: dt.date | None = loan.due_then if loan else None  # type: ignore[attr-defined]
    return day_in_words(day) if day else ""


def _with(device: Device, loan: Loan | None) -> str:
    if device.owner_person:
        return device.owner_person.name
    return loan.person.name if loan else ""


def acts_for(device: Device, loan: Loan | None, viewer: Viewer, at: dt.datetime) -> list[Act]:
    """What this viewer may do with it now; the likeliest first."""
    standing = standing_of(device, loan, at)
    keeps = bool(access.may_keep_register(viewer))
    acts = []
    if keeps and standing == IN:
        acts.append(_act("Hand it over", "equipment:pick", device, post=True, style="button button--big"))
    if keeps and loan and standing == OUT and loan.person_id != viewer.person.pk:
        acts.append(_act("Take it back", "equipment:return", device, style="button button--big"))
    if loan and loan.person_id == viewer.person.pk:
        acts.append(Act("Your loan of it", reverse("equipment:loan", args=[loan.code])))
    if standing == ASIDE:
        acts += _waiting(device, viewer)
    if keeps and standing == LOST:
        acts.append(_act("It has been found", "equipment:device-found", device, post=True))
    if keeps and standing not in (RETIRED,):
        acts.append(_act("Change its details", "equipment:device-change", device))
    if standing in (IN, OUT, MINE, ASIDE) and access.may_mark_lost(viewer, device):
        acts.append(_act("It is lost", "equipment:device-lost", device))
    if standing in (IN, LOST) and access.may_retire(viewer, device):
        acts.append(_act("Retire it", "equipment:device-retire", device))
    report = report_address(device)
    return [*acts, Act("Report what went wrong with it", report)] if report else acts


def _waiting(device: Device, viewer: Viewer) -> list[Act]:
    """Where things put aside are signed for, handed out or called off: for those who may see it."""
    made = hand_overs_for(viewer).filter(loans__device=device, handed_at=None, called_off_at=None).first()
    return [Act("See who it is waiting for", reverse("equipment:handed-over", args=[made.code]))] if made else []


def _act(words: str, name: str, device: Device, *, post: bool = False, style: str = "button button--second") -> Act:
    return Act(words, reverse(name, args=[device.code]), post, style)
