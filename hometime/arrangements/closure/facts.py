"""What a closure tells the engine: that the school is closed, and that those it sends home are agreed to be there."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import Closure, SentHome

SOURCE = "closure"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """Two queries; nothing at a school that never had a closure here."""
    closure = Closure.objects.filter(organisation=organisation, starts_on__lte=on).first()
    if closure is None:
        return {}
    if not closure.covers(on):
        return {person.pk: _known({"closure.state": "none"}, closure.ended_on or on) for person in people}
    learning = closure.remote_learning_on is not None and closure.remote_learning_on <= on
    state = {"closure.state": "remote_learning" if learning else "declared"}
    home = {"arrangement.status": "approved", "arrangement.route": "closure"}
    sent = set(SentHome.objects.filter(closure=closure, person__in=people).values_list("person", flat=True))
    return {person.pk: _known({**state, **(home if person.pk in sent else {})}, closure.starts_on) for person in people}


def _known(facts: dict[str, Any], seen: dt.date) -> dict[str, Known]:
    return {name: Known(value, SOURCE, seen) for name, value in facts.items()}
