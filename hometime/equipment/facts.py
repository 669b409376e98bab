"""What this part tells the engine, and nothing it does not know."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.policy.packs import catalogue

from .asking import facts as asking
from .audits import facts as audits
from .loans import facts as loans
from .models import Device
from .own import facts as own
from .posture import facts as posture
from .queries import devices_held, main_computer

FOLDERS = (
    loans,
    posture,
    audits,
    asking,
    own,
)  # each with a facts_about of its own; of two that know a fact, the first is believed


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    found: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    for folder in reversed(FOLDERS):
        for key, facts in folder.facts_about(people, organisation, on).items():
            found[key] |= facts
    for key, devices in devices_held(people, organisation, posture.end_of(on)).items():
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
