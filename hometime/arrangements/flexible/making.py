"""A legal request as it is made: what it says, the day it counts from, the rules of that day."""

import datetime as dt
from dataclasses import asdict, dataclass

from hometime.lib.refusal import insist_on_words
from hometime.people.models import Person
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from .. import deciders
from ..models import FlexibleRequest
from .rules import Rules, rules_for


@dataclass(frozen=True)
class Told:
    """What the law wants in a request, and what people may add. `reasons` are private."""

    change: str
    starts_on: dt.date
    earlier: str
    effect: str = ""
    reasons: str = ""
    for_disability: bool = False


def about_to_make(
    person: Person, told: Told, how: str, received_on: dt.date, by: Viewer, at: dt.datetime
) -> tuple[FlexibleRequest, Rules, list[FlexibleRequest]]:
    """A request not yet kept, the rules on the day it came, and all others of this person to this employer."""
    insist_on_words(told.change, "Say what change is wanted.")
    person = Person.objects.select_for_update().get(pk=person.pk)  # two requests at once must see each other
    policy = policy_here(by.organisation, by.today)
    nation = str(policy.about.get("nation") or "EN") if policy else "EN"
    rules = rules_for(nation, received_on)
    employer = by.organisation.parent or by.organisation
    asked = FlexibleRequest(
        organisation=by.organisation,
        person=person,
        created_by=by.person,
        created_at=at,
        employer=employer,
        nation=nation,
        how=how,
        received_on=received_on,
        decider_kind=deciders.decider_kind(policy, by.organisation, person, by.today),
        last_day=rules.last_day(received_on),
        **asdict(told),
    )
    return asked, rules, list(FlexibleRequest.objects.filter(person=person, employer=employer))
