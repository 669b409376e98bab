"""What was found in a file: devices, what was seen of each and when, and why something could not be read."""

import datetime as dt
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from hometime.lib.sheets import Sheet

CONTACT = "contact"  # not a fact of the policy: that the source heard from the device, and from which address


@dataclass(frozen=True)
class Seen:
    """One thing the source saw. A value of None means that the source itself cannot tell."""

    fact: str
    value: Any
    seen_at: dt.datetime


@dataclass(frozen=True)
class DeviceSeen:
    number: int  # of the line, or of the device in a file without lines
    name: str = ""
    serial: str = ""  # capital letters; empty where it is worthless
    external: str = ""  # what the source calls it
    asset_code: str = ""
    user: str = ""
    make: str = ""
    model: str = ""
    platform: str = ""
    owner: str = ""
    facts: tuple[Seen, ...] = ()
    notes: tuple[str, ...] = ()  # for people to read
    problem: str = ""  # nothing of it can be used

    @property
    def last_seen(self) -> dt.datetime | None:
        return max((seen.seen_at for seen in self.facts), default=None)


@dataclass(frozen=True)
class Found:
    """Devices of one source; of a sheet also its columns, as a person may say what is what."""

    source: str
    devices: tuple[DeviceSeen, ...] = ()
    sheet: Sheet | None = None
    columns: dict[str, int] = field(default_factory=dict)


def as_plain(device: DeviceSeen) -> dict[str, Any]:
    """For JSON; `from_plain` gives it back."""
    facts = [[seen.fact, seen.value, seen.seen_at.isoformat()] for seen in device.facts]
    told = {name: value for name, value in asdict(replace(device, facts=())).items() if value}
    return told | {"facts": facts, "notes": list(device.notes)}


def from_plain(told: dict[str, Any]) -> DeviceSeen:
    facts = tuple(Seen(fact, value, dt.datetime.fromisoformat(at)) for fact, value, at in told["facts"])
    return DeviceSeen(**{**told, "facts": facts, "notes": tuple(told["notes"])})
