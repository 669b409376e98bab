"""What this part tells the engine, and nothing it does not know."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.people.together import read_in_groups
from hometime.policy.packs import catalogue

from .asking import facts as asking
from .audits import facts as audits
from .loans import facts as loans
from .models import Device
from .own import facts as own
from .posture import facts as posture
from .queries import main_computer
from .reading import Asked

FOLDERS = (
    loans,
    posture,
    audits,
    asking,
    own,
)  # each says what it reads, and what that tells; of two that know a fact, the first is believed


def facts_about(
    people: Sequence[Person], organisation: Organisation, on: dt.date, folders: Sequence[Any] = FOLDERS
) -> dict[int, dict[str, Known]]:
    """Two queries: who has what, and all that is kept about these people and the computers they work on."""
    asked = Asked(people, organisation, on)
    found: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    rows = read_in_groups([folder.reads(asked) for folder in folders])
    for folder, read in reversed(list(zip(folders, rows, strict=True))):
        for key, facts in folder.told(asked, *read).items():
            found[key] |= facts
    for key, devices in asked.held.items():
        computers = [device for device in devices if device.is_computer]
        if len(computers) > 1:
            found[key] = _of_which(found[key], main_computer(computers))
    return found


def _of_which(facts: dict[str, Known], device: Device | None) -> dict[str, Known]:
    """Whoever has several computers reads which one is meant."""
    told = catalogue().facts
    return {
        name: replace(known, source=f"{known.source}, of {device}") if told[name].get("recorded_for") else known
        for name, known in facts.items()
    }
