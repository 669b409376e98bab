"""What a closure tells the engine: that the school is closed, and that those it sends home are agreed to be there."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.people.together import People

from ..models import Closure, SentHome

SOURCE = "closure"


def reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any]]:
    """The last closure that has begun, and whom closures sent home."""
    sent = SentHome.objects.filter(person__in=people, closure__organisation=organisation, closure__starts_on__lte=on)
    return [Closure.objects.filter(organisation=organisation, starts_on__lte=on)[:1], sent]


def told(
    on: dt.date, people: Sequence[Person], closures: Sequence[Closure], sent_home: Iterable[SentHome]
) -> dict[int, dict[str, Known]]:
    """Nothing at a school that never had a closure here."""
    if not closures:
        return {}
    [closure] = closures
    if not closure.covers(on):
        return {person.pk: _known({"closure.state": "none"}, closure.ended_on or on) for person in people}
    learning = closure.remote_learning_on is not None and closure.remote_learning_on <= on
    state = {"closure.state": "remote_learning" if learning else "declared"}
    home = {"arrangement.status": "approved", "arrangement.route": "closure"}
    sent = {row.person_id for row in sent_home if row.closure_id == closure.pk}
    return {person.pk: _known({**state, **(home if person.pk in sent else {})}, closure.starts_on) for person in people}


def _known(facts: dict[str, Any], seen: dt.date) -> dict[str, Known]:
    return {name: Known(value, SOURCE, seen) for name, value in facts.items()}
