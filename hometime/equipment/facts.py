"""What this part tells the engine, and nothing it does not know."""

import datetime as dt
from collections.abc import Sequence

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from .asking import facts as asking
from .audits import facts as audits
from .loans import facts as loans
from .own import facts as own
from .posture import facts as posture

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
    return found
