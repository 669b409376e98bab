"""The blast radius: from the device, its holder, papers out and what was in force, what was touched and how it was protected."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hometime.equipment.models import COMPUTERS, Device, Opening, System
from hometime.equipment.queries import held_by, holder_of, loan_of
from hometime.equipment.systems.queries import opened_from
from hometime.lib.text import day_in_words
from hometime.papers.models import SignOut
from hometime.papers.queries import out_with
from hometime.people.models import Person

from ..models import Incident
from .line import PARTS, Line, known, unknown
from .named import holders_of_things, named_devices, named_papers
from .people import HowMany, from_records, last_count, people_lines
from .person import person_lines
from .protection import protection_lines

DEVICE_KINDS = {
    Incident.Thing.SCHOOL_DEVICE: (Device.Owner.SCHOOL,),
    Incident.Thing.OWN_DEVICE: (Device.Owner.MINE,),
    Incident.Thing.ACCOUNT: (Device.Owner.SCHOOL, Device.Owner.MINE),
}
HOLD_FILES = (*COMPUTERS, Device.Kind.MEMORY_STICK)


@dataclass(frozen=True)
class Touched:
    """What a report is about as it stood when it was noticed: things, who had them, and what could be opened."""

    devices: list[Device]
    papers: list[SignOut]
    holders: list[Person]
    opened: dict[Device, list[Opening]]


def lines_of(incident: Incident, at: dt.datetime) -> list[Line]:
    """All of it as known at a moment, about how things stood when it was noticed."""
    then = min(incident.noticed_at, at)
    found = touched(incident, then, at)
    return [
        *_devices(incident, found.devices, then),
        *(line for device in found.devices for line in protection_lines(device, at)),
        *_data(incident, found),
        *people_lines(incident, from_records(incident, found.papers, found.opened), at),
        *_papers(incident, found.papers),
        *(line for person in found.holders for line in person_lines(incident, person, then)),
    ]


def how_many(incident: Incident, at: dt.datetime) -> HowMany:
    """How many people: as somebody counted them by then, else as far as the records go."""
    count = last_count(incident, at)
    if count:
        return HowMany.from_kept(count.what)
    found = touched(incident, min(incident.noticed_at, at), at)
    return from_records(incident, found.papers, found.opened)


def touched(incident: Incident, then: dt.datetime, at: dt.datetime) -> Touched:
    """What the report names, whoever has it; and where it names nothing of theirs, what the person it concerns had."""
    items = list(incident.items.all())
    devices, papers = named_devices(incident.organisation, items), named_papers(incident.organisation, items)
    holders = holders_of_things(devices, papers, then)
    if incident.concerns not in holders and (not items or incident.concerns_id != incident.created_by_id):
        devices += [each for each in devices_with(incident, then) if each not in devices]
        papers += [each for each in out_with(incident.concerns, then, incident.organisation) if each not in papers]
    people = list(dict.fromkeys([incident.concerns, *holders]))
    return Touched(devices, papers, people, {each: opened_from(each, then, at) for each in devices})


def devices_with(incident: Incident, then: dt.datetime) -> list[Device]:
    """Everything of that sort the person it concerns had then."""
    owners = DEVICE_KINDS.get(incident.thing, ())  # type: ignore[call-overload]
    held = held_by(incident.concerns, then, organisation=incident.organisation) if owners else []
    return [device for device in held if device.owner in owners]


def _devices(incident: Incident, devices: list[Device], then: dt.datetime) -> Iterator[Line]:
    if incident.thing in DEVICE_KINDS and not devices:
        yield unknown("thing", "Which device it was", "no device of that sort was on record with them")
    for device in devices:
        href = reverse("equipment:device", args=[device.code])
        yield known("thing", str(device), _described(device), source="Register", seen=device.registered_on, href=href)
        holder, loan = holder_of(device, then), loan_of(device, then)
        if holder is None:
            yield unknown("thing", f"Who had {device}", "nobody was on record as having it")
        else:
            since = loan.lent_at if loan else device.created_at
            source = "Loan" if loan else "Register"
            yield known("thing", f"Who had {device}", holder.name, source=source, seen=since, href=href)


def _described(device: Device) -> str:
    parts = [device.get_kind_display(), device.get_platform_display(), device.get_owner_display()]
    return ", ".join(part for part in parts if part)


def _data(incident: Incident, found: Touched) -> Iterator[Line]:
    yield known("data", "What was reported", incident.get_data_display(), source="Report", seen=incident.created_at)
    if incident.whose:
        whose = ", ".join(System.Whose(each).label for each in incident.whose if each in System.Whose.values)
        yield known("data", "Who it was about", whose, source="Report", seen=incident.created_at)
    for device, opened in found.opened.items():
        for each in opened:
            yield _opening(device, each)
        if not opened and device.kind in HOLD_FILES:
            yield unknown("data", f"What could be opened from {device}", "nobody wrote down what opens on it")
        if device.kind in HOLD_FILES:
            yield unknown("data", f"Which files were on {device}", "no source lists what is on a device")


def _opening(device: Device, opening: Opening) -> Line:
    system = opening.system
    since = f" Since {day_in_words(opening.since)}." if opening.since else ""
    source = f"The school’s systems, {opening.how or 'from ' + opening.where}"
    href = reverse("equipment:system", args=[system.code])
    about = f"Opened from {device}: {system}"
    return known("data", about, f"{system.words}.{since}", source=source, seen=opening.created_at, href=href)


def _papers(incident: Incident, papers: list[SignOut]) -> Iterator[Line]:
    if not papers and incident.thing == Incident.Thing.PAPERS:
        yield unknown("papers", "Which papers", "nothing was signed out in their name")
    for out in papers:
        about = out.what if out.person_id == incident.concerns_id else f"{out.what}, with {out.person.name}"
        href = reverse("papers:paper", args=[out.code])
        said = [out.get_data_display(), out.whose, _counted(out)]
        says = ", ".join(str(part) for part in said if part)
        yield known("papers", about, says, source="Sign-out", seen=out.created_at, href=href)
        if out.in_care != "no":
            about = f"A child in care in: {out.what}"
            in_care = out.get_in_care_display()
            yield known("papers", about, in_care, source="Sign-out", seen=out.created_at, href=href, restricted=True)


def _counted(out: SignOut) -> str:
    return f"about {out.people_count} people" if out.people_count else "how many people is not on record"


def plain(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as a snapshot keeps them."""
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
