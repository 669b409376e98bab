"""What this part tells the engine, and nothing it does not know."""

import datetime as dt
from collections.abc import Sequence

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    return {person.pk: {} for person in people}
