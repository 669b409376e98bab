"""The blast radius: from the device, its holder, papers out and what was in force, what was touched and how it was protected."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from hometime.equipment.models import Device
from hometime.equipment.queries import held_by, holder_of, loan_of
from hometime.papers.models import SignOut
from hometime.papers.queries import out_with

from ..models import Incident, Item
from .line import PARTS, Line, address, known, unknown
from .person import person_lines
from .protection import protection_lines

DEVICE_KINDS = {
    Incident.Thing.SCHOOL_DEVICE: (Device.Owner.SCHOOL,),
    Incident.Thing.OWN_DEVICE: (Device.Owner.MINE,),
    Incident.Thing.ACCOUNT: (Device.Owner.SCHOOL, Device.Owner.MINE),
}


def lines_of(incident: Incident, at: dt.datetime) -> list[Line]:
    """All of it as known at a moment, about how things stood when it was noticed."""
    then = min(incident.noticed_at, at)
    items = list(incident.items.all())
    devices = devices_of(incident, items, then)
    return [
        *_devices(incident, devices, then),
        *(line for device in devices for line in protection_lines(device, at)),
        *_data(incident, devices),
        *_papers(incident, papers_of(incident, items, then)),
        *person_lines(incident, then),
    ]


def devices_of(incident: Incident, items: Iterable[Item], then: dt.datetime) -> list[Device]:
    """Those named in the report; else everything of that sort the person had then."""
    named = [item.record for item in items if item.kind == Item.Kind.DEVICE]
    if named:
        return list(Device.objects.filter(code__in=named, organisation=incident.organisation))
    owners = DEVICE_KINDS.get(incident.thing, ())  # type: ignore[call-overload]
    held = held_by(incident.concerns, then, organisation=incident.organisation) if owners else []
    return [device for device in held if device.owner in owners]


def papers_of(incident: Incident, items: Iterable[Item], then: dt.datetime) -> list[SignOut]:
    named = {item.record for item in items if item.kind == Item.Kind.PAPERS}
    out = out_with(incident.concerns, then, incident.organisation)
    return [each for each in out if each.code in named] if named else out


def _devices(incident: Incident, devices: list[Device], then: dt.datetime) -> Iterator[Line]:
    if incident.thing in DEVICE_KINDS and not devices:
        yield unknown("thing", "Which device it was", "no device of that sort was in their hands on record")
    for device in devices:
        href = address("equipment:device", device.code)
        yield known("thing", str(device), _described(device), source="Register", seen=device.registered_on, href=href)
        holder, loan = holder_of(device, then), loan_of(device, then)
        if holder is None:
            yield unknown("thing", f"Who had {device}", "it was not in anybody’s hands on record")
        else:
            since = loan.lent_at if loan else device.created_at
            source = "Loan" if loan else "Register"
            yield known("thing", f"Who had {device}", holder.name, source=source, seen=since, href=href)


def _described(device: Device) -> str:
    parts = [device.get_kind_display(), device.get_platform_display(), device.get_owner_display()]
    return ", ".join(part for part in parts if part)


def _data(incident: Incident, devices: list[Device]) -> Iterator[Line]:
    yield known("data", "What was reported", incident.get_data_display(), source="Report", seen=incident.created_at)
    if incident.whose:
        yield known("data", "About whom", ", ".join(incident.whose), source="Report", seen=incident.created_at)
    if devices:
        yield unknown("data", "Which files and systems were open on it", "no source lists what is on a device")
    count = incident.people_count
    if count is None:
        yield unknown("data", "How many people", "nobody has counted yet")


def _papers(incident: Incident, papers: list[SignOut]) -> Iterator[Line]:
    if not papers and incident.thing == Incident.Thing.PAPERS:
        yield unknown("papers", "Which papers", "nothing was signed out in their name")
    for out in papers:
        href = address("papers:paper", out.code) or address("papers:sign-out", out.code)
        said = [out.get_data_display(), out.whose, _counted(out)]
        says = ", ".join(str(part) for part in said if part)
        yield known("papers", out.what, says, source="Sign-out", seen=out.created_at, href=href)
        if out.in_care != "no":
            about = f"A child in care in: {out.what}"
            in_care = out.get_in_care_display()
            yield known("papers", about, in_care, source="Sign-out", seen=out.created_at, href=href, restricted=True)


def _counted(out: SignOut) -> str:
    return f"about {out.people_count} people" if out.people_count else "how many people is not on record"


def plain(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """As it is kept."""
    return [dict(vars(line)) for line in lines]


def from_plain(rows: Iterable[dict[str, Any]]) -> list[Line]:
    return [Line(**row) for row in rows]


def seen_by(lines: Iterable[Line], parts: frozenset[str]) -> list[Line]:
    """The lines somebody with these parts of a report may read."""
    return [
        line
        for line in lines
        if (PARTS[line.part][1] in parts or "lead" in parts) and (not line.restricted or "child" in parts)
    ]


def side_by_side(then: Iterable[Line], now: Iterable[Line]) -> list[tuple[str, list[tuple[Line | None, Line | None]]]]:
    """Each part with its lines as known then and as known now, the same thing beside itself."""
    before, after = {line.key: line for line in then}, {line.key: line for line in now}
    keys = dict.fromkeys([*before, *after])
    return [
        (title, [(before.get(key), after.get(key)) for key in keys if key[0] == part])
        for part, (title, _) in PARTS.items()
        if any(key[0] == part for key in keys)
    ]
