"""What the evidence table, and the product itself, know of a person."""

import datetime as dt

from hometime.people.models import Organisation, Person, Role
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_of, version_in_force

from .gathering import Known, latest
from .models import Evidence

IN_HOMETIME = "Hometime"


def facts_about(person: Person, organisation: Organisation, on: dt.date) -> dict[str, Known]:
    """The last value of each fact the organisation recorded, seen by that day; and the standing of its policy."""
    rows = Evidence.objects.filter(person=person, organisation=organisation, seen_on__lte=on).order_by("seen_on", "recorded_at", "id")
    return {**of_the_policy(person, organisation, on), **latest(rows)}


def of_the_policy(person: Person, organisation: Organisation, on: dt.date) -> dict[str, Known]:
    """That it is in force, since when, whom it covers, and which of its pages Hometime shows."""
    version = version_in_force(organisation, on)
    if version is None:
        return {}
    policy = policy_of(version.hash)
    pages = sorted(policy.vocabulary["policy.pages"].values) if "policy.pages" in policy.vocabulary else []
    values = {"policy.state": "in_force", "policy.started_on": version.in_force_from, "policy.pages": pages, "policy.covers_me": covers(policy, person, organisation, on)}
    return {name: Known(value, IN_HOMETIME, on) for name, value in values.items()}


def covers(policy: Policy, person: Person, organisation: Organisation, on: dt.date) -> bool:
    """Whether a policy binds a person: not where it leaves out every role they hold."""
    excluded = set((policy.about.get("people") or {}).get("excluded") or [])
    held = set(Role.objects.filter(person=person, organisation=organisation).on(on).values_list("kind", flat=True))
    return not held or any(f"{kind}s" not in excluded and kind not in excluded for kind in held)
