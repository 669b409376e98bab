"""Whose computer people say they work on, for those who have one of the school’s and one of their own. Said on My things."""

import datetime as dt
from collections.abc import Sequence

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from .queries import devices_held, worked_on
from .reading import end_of


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """It stands until they say otherwise, so it is as fresh as the day."""
    told = {}
    for key, held in devices_held(people, organisation, end_of(on)).items():
        computers = [device for device in held if device.is_computer]
        said = worked_on([each for each in computers if each.said_at])  # type: ignore[attr-defined]
        if said and len({each.owner for each in computers}) > 1:
            told[key] = {"device.owner": Known(said.owner, f"you work on {said}, you said on My things", on)}
    return told
