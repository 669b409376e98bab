"""Whether the conditions of a yes are met: worked out from what is on record, every time it is asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from hometime.decisions.gathering import Known, told_by
from hometime.people.models import Organisation, Person

from .models import Arrangement, Condition

OURS = "hometime.arrangements.facts"


def unmet_conditions(arrangements: Sequence[Arrangement], on: dt.date) -> dict[int, list[Condition]]:
    """By request, the conditions not met on a day. One round of the registers for each school, however many requests."""
    by_school: dict[Organisation, list[Arrangement]] = defaultdict(list)
    for arrangement in arrangements:
        by_school[arrangement.organisation].append(arrangement)
    found: dict[int, list[Condition]] = {}
    for organisation, rows in by_school.items():
        known = known_to_others([row.person for row in rows], organisation, on)
        for row in rows:
            found[row.pk] = [c for c in row.conditions.all() if not is_met(c, known.get(row.person_id, {}), on)]
    return found


def is_met(condition: Condition, known: dict[str, Known], on: dt.date) -> bool:
    if condition.met_on and condition.met_on <= on:
        return True
    held = known.get(condition.fact)
    return bool(condition.fact) and held is not None and _same(held.value, condition.wanted)


def known_to_others(people: Iterable[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """What the other registers know; ours is left out, as its own answer rests on this one."""
    people = list({person.pk: person for person in people}.values())
    known: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    for name in settings.FACT_SOURCES:
        if name == OURS:
            continue
        for person, facts in told_by(name, people, organisation, on).items():
            for fact, what in facts.items():
                known[person].setdefault(fact, what)
    return known


def _same(held: Any, wanted: Any) -> bool:
    """A set is met by one that holds all of it, a date by the same day or a later one."""
    if isinstance(wanted, list):
        return set(wanted) <= set(held or ())
    if isinstance(held, dt.date):
        return held.isoformat() >= str(wanted)
    return bool(held == wanted)
