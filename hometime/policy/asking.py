"""Facts that an activity settles by being chosen, and those that stand until somebody says otherwise."""

from collections.abc import Mapping

from hometime.engine.vocabulary import Facts, Value

from .packs import Policy

BY_CHOICE, UNTIL_SAID = "your choice of activity", "nobody has said otherwise"


def complete(policy: Policy, facts: Facts) -> tuple[dict[str, Value], dict[str, str]]:
    """Facts with those the activity adds, and where each added one comes from. What was said is never overwritten."""
    added = _given(policy, facts.get("activity"))
    sources = {name: BY_CHOICE for name in added if name not in facts}
    for fact in policy.vocabulary.values():
        if facts.get("activity") in fact.until_said_for and fact.name not in facts and fact.name not in added:
            added[fact.name] = fact.until_said  # type: ignore[assignment]
            sources[fact.name] = UNTIL_SAID
    return {**added, **facts}, sources


def _given(policy: Policy, activity: object) -> dict[str, Value]:
    chosen = policy.catalogue.activities.get(activity) if isinstance(activity, str) else None
    gives: Mapping[str, object] = chosen.gives if chosen else {}
    return policy.vocabulary.hold(gives)
