"""A device of somebody’s own in words: how it stands, which rules its owner does not keep, and what happened to it."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from hometime.lib.text import counted
from hometime.people.viewer import Viewer

from ..models import Clearance, ClearRequest, Declaration, Device, InspectionConsent, Repair
from ..register.lists import when
from .queries import consent_of, declaration_of

ACTS = (
    ("equipment:inspection-consent", "Say whether the school may look at it"),
    ("equipment:repair", "Have it mended"),
    ("equipment:clear-data", "Clear school work off it"),
    ("equipment:dispose", "Stop using it for school work"),
)


def tasks_of(devices: Iterable[Device], at: dt.datetime, *, with_owner: bool = False) -> list[dict[str, str]]:
    """One line each; the last word of each owner in one query."""
    wanted = list(devices)
    words = {
        word.device_id: word
        for word in Declaration.objects.filter(device__in=wanted, created_at__lte=at).order_by("created_at", "pk")
    }
    return [_task(each, words.get(each.pk), with_owner) for each in wanted]


def _task(device: Device, word: Declaration | None, with_owner: bool) -> dict[str, str]:
    missing = len(word.missing) if word else 0
    tag, tone = (f"{counted(missing, 'rule')} not kept", "beware") if missing else ("Registered", "ok")
    owner = f"{device.owner_person}: " if with_owner else ""
    href = reverse("equipment:own-device", args=[device.code])
    return {"words": f"{owner}{device.what}", "href": href, "hint": device.asset_code, "tag": tag, "tone": tone}


def missing_of(device: Device, at: dt.datetime) -> list[str]:
    word = declaration_of(device, at)
    return [str(each["says"]) for each in word.missing] if word else []


def rows_of(device: Device, at: dt.datetime) -> list[dict[str, str]]:
    consent = consent_of(device, at)
    looked = {True: "Yes", False: "No"}[consent.agrees] if consent else "Not said yet"
    rows = [
        ("Whose", str(device.owner_person)),
        ("Kind", device.get_kind_display()),
        ("Runs", device.get_platform_display()),
        ("Code", device.asset_code),
        ("The school may look at it", looked),
    ]
    return [{"term": term, "detail": words} for term, words in rows if words]


def events_of(device: Device, viewer: Viewer, at: dt.datetime) -> list[dict[str, str]]:
    """Everything that was said of it, oldest first. The fault in a repair is the owner’s alone to tell."""
    is_mine = device.owner_person_id == viewer.person.pk
    rows: list[tuple[dt.datetime, str, str]] = [(device.created_at, "Registered", "")]
    for word in Declaration.objects.filter(device=device):
        kept = len(word.conditions) - len(word.missing)
        rows.append(
            (word.created_at, "Answers about the rules", f"{kept} of {counted(len(word.conditions), 'rule')} kept")
        )
    for consent in InspectionConsent.objects.filter(device=device):
        rows.append((consent.created_at, "Answer about looking at it", "Agreed" if consent.agrees else "Not agreed"))
    for repair in Repair.objects.filter(device=device):
        rows += _repair(repair, is_mine)
    for asked in ClearRequest.objects.filter(device=device).select_related("created_by"):
        rows.append((asked.created_at, f"{asked.created_by} asked for school work to be cleared off", asked.why))
    for cleared in Clearance.objects.filter(device=device):
        rows.append((cleared.created_at, "Cleared", cleared.get_how_display()))
    past = sorted((row for row in rows if row[0] <= at), key=lambda row: row[0])
    return [{"when": when(moment), "what": what, "detail": words} for moment, what, words in past]


def _repair(repair: Repair, is_mine: bool) -> list[tuple[dt.datetime, str, str]]:
    signed = "They have signed to keep what is on it safe." if repair.has_contract else "They have signed nothing."
    rows: list[tuple[dt.datetime, str, str]] = [
        (repair.created_at, f"Given to {repair.shop}", f"{signed} {repair.words if is_mine else ''}".strip())
    ]
    return rows + ([(repair.back_at, f"Back from {repair.shop}", "")] if repair.back_at else [])
