"""What was said and seen of the computer of their own that people work on: for answers about a device of one’s own."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from .posture.clock import Clock
from .posture.facts import known_of
from .posture.queries import posture_of_many
from .queries import devices_held, own_computer
from .reading import end_of


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    at = end_of(on)
    held = devices_held(people, organisation, at)
    theirs = {key: own for key, devices in held.items() if (own := own_computer(devices))}
    posture = posture_of_many(theirs.values(), at)
    return {
        key: {
            name: replace(known, source=f"{known.source}, of {device}")
            for name, known in known_of(posture[device.pk], Clock(None), on, None).items()
        }
        for key, device in theirs.items()
    }
