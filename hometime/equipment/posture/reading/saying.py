"""What one device manager said of one device, in plain fields, made into facts. The same for lines of a sheet and for JSON."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hometime.lib.csv import RISKY

from . import cells
from .found import CONTACT, DeviceSeen, Seen

ENCRYPTION, ANTIVIRUS, CURRENT = "device.encryption", "device.antivirus", "device.system_current"
PLATFORMS = {
    "windows": "windows", "mac": "macos", "darwin": "macos", "ios": "ios", "ipad": "ios", "android": "android",
    "chrome": "chromeos", "linux": "linux", "ubuntu": "linux",
}  # fmt: skip
OWNERS = {
    "corporate": "school", "company": "school", "personal": "mine", "unternehmen": "school", "personlich": "mine",
    "privat": "mine", "entreprise": "school", "personnel": "mine", "corfforaethol": "school", "personol": "mine",
}  # fmt: skip
OUT_OF_USE = {
    "disabled": "It is turned off in the device manager.",
    "deprovisioned": "It is out of use in the device manager.",
    "lost": "The device manager says it is lost.",
    "retirepending": "It is being taken out of the device manager.",
}


def device_from(said: Mapping[str, Any], number: int, *, zone: dt.tzinfo, month_first: bool = False) -> DeviceSeen:
    """`said` has the fields of `sheets.FIELDS`. What cannot be read is refused whole, with its reason."""
    about = _about(said, number)
    try:
        seen_at = cells.moment_of(said.get("seen_at"), zone=zone, month_first=month_first)
        if seen_at is None:
            return DeviceSeen(**about, problem="It does not say when the device was last seen.")
        facts = _facts(said, seen_at, zone)
    except ValueError as problem:
        return DeviceSeen(**about, problem=str(problem))
    if not about["serial"] and not about["external"] and not about["name"]:
        return DeviceSeen(**about, problem="Nothing says which device this is.")
    return DeviceSeen(**about, facts=tuple(facts))


def _about(said: Mapping[str, Any], number: int) -> dict[str, Any]:
    platform = cells.plain(cells.words(said.get("platform")))
    raw = cells.words(said.get("serial"))
    serial = cells.serial_of(raw)
    notes = [] if serial or not raw else [f"Its serial number, “{raw}”, says nothing: many devices have it."]
    return {
        "number": number,
        "serial": serial,
        "name": harmless(said.get("name")),
        "external": cells.words(said.get("external")),
        "asset_code": harmless(said.get("asset_code")),
        "user": harmless(said.get("user")),
        "make": harmless(said.get("make"))[:80],
        "model": harmless(said.get("model"))[:80],
        "platform": next((ours for theirs, ours in PLATFORMS.items() if theirs in platform), ""),
        "owner": OWNERS.get(cells.plain(cells.words(said.get("owner"))), ""),
        "notes": (*notes, *_notes(said)),
    }


def harmless(value: object) -> str:
    """Text without the sign that a spreadsheet would take for the beginning of a formula."""
    return cells.words(value).lstrip("".join(RISKY)).strip()


def _notes(said: Mapping[str, Any]) -> list[str]:
    notes = []
    if words := OUT_OF_USE.get(cells.plain(cells.words(said.get("status")))):
        notes.append(words)
    if cells.plain(cells.words(said.get("boot_mode"))) == "dev":
        notes.append("It is in developer mode, which turns its guards off.")
    return notes


def _facts(said: Mapping[str, Any], seen_at: dt.datetime, zone: dt.tzinfo) -> list[Seen]:
    found = {CONTACT: {"address": cells.address_of(said.get("address"))}}
    if "encrypted" in said:
        found[ENCRYPTION] = {True: "whole", False: "none", None: None}[cells.truth(said["encrypted"])]  # type: ignore[assignment]
    if {"malware_on", "real_time_on", "signatures_old"} & said.keys():
        found[ANTIVIRUS] = _antivirus(said)  # type: ignore[assignment]
    current = _is_current(said, seen_at, zone)
    if current is not None or "version_fits" in said:
        found[CURRENT] = current  # type: ignore[assignment]
    return [Seen(fact, value, seen_at) for fact, value in found.items()]


def _antivirus(said: Mapping[str, Any]) -> str | None:
    """Guarding, and with new signatures; only where everything that is told says so."""
    guards = [cells.truth(said[name]) for name in ("malware_on", "real_time_on") if name in said]
    old = cells.truth(said.get("signatures_old"))
    if False in guards:
        return "none"
    if old is True:
        return "out_of_date"
    return "up_to_date" if old is False and guards and None not in guards else None


def _is_current(said: Mapping[str, Any], seen_at: dt.datetime, zone: dt.tzinfo) -> bool | None:
    """Too old for updates is certainly not current; fit is only what the device manager calls so."""
    until = cells.moment_of(said.get("updates_until"), zone=zone)
    if until is not None and until <= seen_at:
        return False
    return {"compliant": True, "notcompliant": False}.get(cells.plain(cells.words(said.get("version_fits"))))
