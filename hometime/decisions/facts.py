"""What the evidence table, and the product itself, know of people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from hometime.lib.remembering import remembered
from hometime.people.models import Organisation, Person, Role
from hometime.people.together import keys_of
from hometime.policy.models import PolicyVersion
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_of, version_in_force

from .gathering import Known
from .models import Evidence

IN_HOMETIME = "Hometime"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """The last value of each fact the organisation recorded, seen by that day; and the standing of its policy."""
    version = version_in_force(organisation, on)
    facts = of_the_policy(version, people, organisation, on) if version else {person.pk: {} for person in people}
    rows = Evidence.objects.filter(person__in=keys_of(people), organisation=organisation, seen_on__lte=on).order_by(
        "seen_on", "recorded_at", "id"
    )
    for person, fact, value, source, seen_on in rows.values_list("person", "fact", "value", "source", "seen_on"):
        facts[person][fact] = Known(value, source, seen_on)
    return facts


def of_the_policy(
    version: PolicyVersion, people: Sequence[Person], organisation: Organisation, on: dt.date
) -> dict[int, dict[str, Known]]:
    """That it is in force, since when, whom it covers, and which of its pages Hometime shows."""
    policy = policy_of(version.hash)
    pages = sorted(policy.vocabulary["policy.pages"].values) if "policy.pages" in policy.vocabulary else []
    values = {"policy.state": "in_force", "policy.started_on": version.in_force_from, "policy.pages": pages}
    shared = {name: Known(value, IN_HOMETIME, on) for name, value in values.items()}
    held = roles_of(people, organisation, on)
    return {
        person.pk: {**shared, "policy.covers_me": Known(covers(policy, held[person.pk]), IN_HOMETIME, on)}
        for person in people
    }


@remembered
def roles_of(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, set[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    for person, kind in (
        Role.objects.filter(person__in=keys_of(people), organisation=organisation).on(on).values_list("person", "kind")
    ):
        held[person].add(kind)
    return held


def covers(policy: Policy, roles: set[str]) -> bool:
    """Whether a policy binds somebody with these roles: not where it leaves out every one of them."""
    return not roles or any(policy.leaves_out.isdisjoint((kind, f"{kind}s")) for kind in roles)
