"""The result log of osquery: one JSON object a line. Snapshots say how things stand; differences say only what changed."""

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from . import cells
from .documents import LOCK_ASKS, worst
from .found import CONTACT, DeviceSeen, Seen
from .saying import ANTIVIRUS, ENCRYPTION, harmless

LOCK_MINUTES = "device.lock_minutes"
LONGEST_LOCK = 1440
Row = Mapping[str, Any]
NOT_A_STATE = "This line says what changed, not how things stand."
NO_ROWS = "The query “{name}” found nothing, so it cannot tell."
NOT_KNOWN = "We do not know what the query “{name}” means for the policy."


def is_log(text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return first.lstrip().startswith("{") and '"hostIdentifier"' in first


def found_in_log(text: str) -> tuple[DeviceSeen, ...]:
    """One device for each host, with the line it first stands on; and one for each line that cannot be used."""
    hosts: dict[str, list[tuple[int, Row]]] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        told = _told(line)
        if told is None:
            problems.append(DeviceSeen(number, problem="This line is not a line of the log."))
        else:
            hosts.setdefault(_host_of(told), []).append((number, told))
    return (*(_device(lines) for lines in hosts.values()), *problems)


def _told(line: str) -> Row | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) and told.get("hostIdentifier") else None


def _host_of(told: Row) -> str:
    return cells.words(_decorations(told).get("host_uuid")) or cells.words(told.get("hostIdentifier"))


def _decorations(told: Row) -> Row:
    decorations = told.get("decorations")
    return decorations if isinstance(decorations, dict) else {}


def _device(lines: list[tuple[int, Row]]) -> DeviceSeen:
    first, told = lines[0]
    facts: list[Seen] = []
    notes: list[str] = []
    for number, row in lines:
        try:
            facts += _facts(row)
        except ValueError as problem:
            notes.append(f"Line {number}: {problem}")
    about = {
        "name": harmless(told.get("hostIdentifier")),
        "serial": cells.serial_of(_decorations(told).get("hardware_serial")),
        "external": cells.words(_decorations(told).get("host_uuid")),
    }
    kept = _newest(facts)
    nothing = "" if kept else "Nothing in these lines says how the device stands."
    return DeviceSeen(first, **about, facts=kept, notes=tuple(notes), problem=nothing)


def _newest(facts: list[Seen]) -> tuple[Seen, ...]:
    """Of each fact what was seen last; where two tables of that moment differ, the one that does not pass."""
    last = {seen.fact: max(each.seen_at for each in facts if each.fact == seen.fact) for seen in facts}
    return worst([seen for seen in facts if seen.seen_at == last[seen.fact]])


def _facts(told: Row) -> list[Seen]:
    name, at = cells.words(told.get("name")), cells.moment_of(told.get("unixTime"), zone=dt.UTC)
    if at is None:
        raise ValueError("It does not say when.")
    rows = told.get("snapshot")
    if not isinstance(rows, list):
        raise ValueError(NOT_A_STATE)
    rows = [row for row in rows if isinstance(row, dict)]
    return [Seen(CONTACT, {"address": ""}, at), Seen(*_said(rows, name), at)]


def _said(rows: list[Row], name: str) -> tuple[str, Any]:
    """By the columns that a table alone has; a query without rows has only its name to go by, and cannot tell."""
    for signs, fact, read in TABLES:
        if rows and signs <= rows[0].keys():
            return fact, read(rows)
    fact = next((fact for word, fact in NAMES.items() if word in name), "")
    if rows or not fact:
        raise ValueError((NOT_KNOWN if rows else NO_ROWS).format(name=name))
    return fact, None


def _bitlocker(rows: list[Row]) -> str | None:
    """Whole only if no drive stands open."""
    states = [cells.words(row.get("protection_status")) for row in rows]
    if "0" in states:
        return "none"
    return "whole" if states and set(states) == {"1"} else None


def _filevault(rows: list[Row]) -> str | None:
    states = {cells.words(row.get("filevault_status")).upper() for row in rows}
    if states == {"ON"} and all(cells.words(row.get("encrypted")) == "1" for row in rows):
        return "whole"
    return "none" if "OFF" in states else None


def _center(rows: list[Row]) -> str | None:
    return {"Good": "up_to_date", "Poor": "none", "Snoozed": "none"}.get(cells.words(rows[0].get("antivirus")))


def _products(rows: list[Row]) -> str | None:
    """The best of those there are: one that works is enough."""
    found = {_product(row) for row in rows if cells.words(row.get("type")) == "Antivirus"}
    return next((value for value in ("up_to_date", "out_of_date", "none") if value in found), None)


def _product(row: Row) -> str | None:
    state, new = cells.words(row.get("state")), cells.words(row.get("signatures_up_to_date"))
    if state == "On" and new in ("0", "1"):
        return "up_to_date" if new == "1" else "out_of_date"
    return {"Expired": "out_of_date", "Off": "none", "Snoozed": "none"}.get(state)


def _timeout(rows: list[Row]) -> int | None:
    """Seconds of no use; none at all means that it never locks."""
    told = [cells.words(row.get("data")) for row in rows if cells.words(row.get("name")) == "InactivityTimeoutSecs"]
    if not told or not told[0].isdecimal() or len(told[0]) > 9:
        return None
    return min(math.ceil(int(told[0]) / 60), LONGEST_LOCK)


def _screenlock(rows: list[Row]) -> bool | None:
    return {"1": True, "0": False}.get(cells.words(rows[0].get("enabled")))


# Columns that only this table has, the fact it tells, and how. Queries may be called anything.
TABLES: tuple[tuple[frozenset[str], str, Callable[[list[Row]], Any]], ...] = (
    (frozenset({"protection_status"}), ENCRYPTION, _bitlocker),
    (frozenset({"filevault_status"}), ENCRYPTION, _filevault),
    (frozenset({"windows_security_center_service"}), ANTIVIRUS, _center),
    (frozenset({"signatures_up_to_date"}), ANTIVIRUS, _products),
    (frozenset({"key", "path", "data"}), LOCK_MINUTES, _timeout),
    (frozenset({"grace_period"}), LOCK_ASKS, _screenlock),
)
# A query without rows has only its name to go by.
NAMES = {
    "bitlocker": ENCRYPTION, "disk_encryption": ENCRYPTION, "security_products": ANTIVIRUS, "security_center": ANTIVIRUS,
    "inactivity_timeout": LOCK_MINUTES, "screenlock": LOCK_ASKS,
}  # fmt: skip
