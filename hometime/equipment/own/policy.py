"""What the policy says of devices of one’s own: forbidden, discouraged, or under conditions; and which conditions."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hometime.engine.pack import Rule
from hometime.policy.packs import Policy

from ..asking.policy import Said, cites_of, rules_under, said_by, speaking

PERMISSION = "personal-device-permission"
LEADS = (PERMISSION, "personal-device-security-baseline")
PREFERENCE = "school-device-preference"
USE = "use-own-device"
LOOKS_AT = ("device.", "cannot.device", "cannot.password")
STRICT, WARNS = "STOP", "BEWARE"


class Stance(StrEnum):
    FORBIDDEN = "forbidden"
    DISCOURAGED = "discouraged"
    CONDITIONAL = "conditional"
    SILENT = "silent"


WORDS = {
    Stance.FORBIDDEN: ("stop", "Your own device may not be used for school work"),
    Stance.DISCOURAGED: ("beware", "Your own device is not advised for school work"),
    Stance.CONDITIONAL: ("caution", "You may use your own device, if you keep to the rules"),
    Stance.SILENT: ("silent", "Nothing in it is about devices of your own"),
}


@dataclass(frozen=True)
class Condition:
    """One thing the owner of a device is asked to keep to: a lettered clause, or a rule, in the words of the policy."""

    key: str
    says: tuple[str, ...]
    cites: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        return " ".join(self.says)


def stance_of(policy: Policy | None, on: dt.date) -> Stance:
    rules = rules_under(policy, PERMISSION)
    against = [rule for rule in rules if not _allows_own(rule, on)]
    if any(rule.severity == STRICT for rule in against):
        return Stance.FORBIDDEN
    if any(rule.severity == WARNS for rule in against):
        return Stance.DISCOURAGED
    return Stance.CONDITIONAL if rules or conditions_of(policy, on) else Stance.SILENT


def said_of_own(policy: Policy | None) -> list[Said]:
    """The sentences that say whether."""
    return said_by(policy, rules_under(policy, *LEADS))


def conditions_of(policy: Policy | None, on: dt.date) -> list[Condition]:
    """The lettered clauses under the one that speaks of own devices; where there are none, every rule that looks at the device."""
    if policy is None:
        return []
    return _lettered(policy) or _each(policy, _of_a_device(policy, on))


def _lettered(policy: Policy) -> list[Condition]:
    heads = {policy.clauses[name].label for rule in rules_under(policy, *LEADS) for name in rule.cites}
    found: dict[str, list[Rule]] = {}
    for clause in policy.clauses.values():
        if any(clause.label.startswith(f"{head}.") for head in heads if head):
            rules = found.setdefault(clause.label, [])
            rules += [rule for rule in policy.rules_by_clause.get(clause.id, []) if rule not in rules]
    return [_condition(policy, label, rules) for label, rules in found.items() if rules]


def _of_a_device(policy: Policy, on: dt.date) -> list[Rule]:
    """Rules that may speak of one’s own device, and look at the device or at what is kept on it."""
    asked = [
        rule
        for rule in policy.pack.rules
        if rule.side == "person" and rule.severity != "none" and rule.control.id not in (*LEADS, PREFERENCE)
    ]
    rules = speaking(policy, asked, {"activity": USE, "device.owner": "mine"}, on)
    return [rule for rule in rules if any(name.startswith(LOOKS_AT) for name in rule.test(policy.vocabulary, on).facts)]


def _each(policy: Policy, rules: Iterable[Rule]) -> list[Condition]:
    return [_condition(policy, rule.id, [rule]) for rule in rules]


def _condition(policy: Policy, key: str, rules: list[Rule]) -> Condition:
    return Condition(key, tuple(dict.fromkeys(rule.says for rule in rules)), cites_of(policy, *rules))


def _allows_own(rule: Rule, on: dt.date) -> bool:
    allowed = rule.limits(on)["allowed"].value
    return not isinstance(allowed, tuple | frozenset) or "mine" in allowed
