"""What a report names, and who had it then."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from hometime.equipment.models import Device
from hometime.equipment.queries import holder_of
from hometime.papers.models import SignOut
from hometime.people.models import Organisation, Person

from ..models import Incident, Item


class Named(Protocol):
    """A thing that a report names: its kind, and the code of its record."""

    @property
    def kind(self) -> str: ...
    @property
    def record(self) -> UUID: ...


def holders_in(incident: Incident) -> list[Person]:
    """Everybody who had something the report names when it was noticed."""
    items = list(incident.items.all())
    devices, papers = named_devices(incident.organisation, items), named_papers(incident.organisation, items)
    return holders_of_things(devices, papers, incident.noticed_at)


def named_devices(organisation: Organisation, things: Iterable[Named]) -> list[Device]:
    codes = [thing.record for thing in things if thing.kind == Item.Kind.DEVICE]
    return list(Device.objects.filter(code__in=codes, organisation=organisation)) if codes else []


def named_papers(organisation: Organisation, things: Iterable[Named]) -> list[SignOut]:
    codes = [thing.record for thing in things if thing.kind == Item.Kind.PAPERS]
    rows = SignOut.objects.filter(code__in=codes, organisation=organisation) if codes else SignOut.objects.none()
    return list(rows.select_related("person"))


def holders_of_things(devices: Iterable[Device], papers: Iterable[SignOut], then: dt.datetime) -> list[Person]:
    """Who had them then, each once."""
    found = [holder_of(device, then) for device in devices] + [each.person for each in papers]
    return list(dict.fromkeys(person for person in found if person))
