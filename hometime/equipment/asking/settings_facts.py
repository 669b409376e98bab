"""Which facts the settings page keeps: those that the controls read whose act is that page."""

import datetime as dt

from hometime.engine.vocabulary import Fact
from hometime.policy.packs import Policy

ACT = "equipment:settings"


def facts_to_set(policy: Policy | None, on: dt.date) -> list[Fact]:
    """Facts that apply to everybody at the school, by the rules of the policy in force; each once, as the policy reads them."""
    if policy is None:
        return []
    rules = [rule for rule in policy.pack.rules if rule.control.act == ACT]
    names = {name for rule in rules for name in rule.test(policy.vocabulary, on).need.facts}
    found = sorted(names & set(SETTABLE))
    return [policy.vocabulary[name] for name in found or SETTABLE if name in policy.vocabulary]


# The catalogue’s facts about how ways in are set; shown where no rule asks, so that a record can be kept all the same.
SETTABLE = ("network.remote_route", "signin.second_factor")
