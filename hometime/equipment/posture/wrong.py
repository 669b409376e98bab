"""What is wrong with a device, by the policy in force: the engine decides, and each thing comes with how to put it right here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hometime.decisions.gathering import Known, fit_to_decide
from hometime.engine.pack import Rule
from hometime.engine.program import NOT_APPLICABLE, UNKNOWN, UNMET, Program
from hometime.engine.verdict import LEVELS
from hometime.lib.data import read_data
from hometime.lib.text import in_words
from hometime.policy.packs import Policy

from ..models import Device
from .readings import FACTS, ONLINE

SEEN = frozenset((*FACTS, ONLINE, "device.virus_update_sent"))
# Of rules that speak of certain work only, this is the most private there is.
PRIVATE = {"data.kind": "sensitive", "place.kind": "home"}
BESIDES = frozenset(
    {"session-traffic-light", "unknown-network-caution", "sole-user"}
)  # these ask what one does, not what it is


@dataclass(frozen=True)
class Wrong:
    """One thing to put right, or that nobody can tell."""

    fact: str
    rule: Rule
    is_unknown: bool
    only_private: bool  # it matters for private information alone
    steps: tuple[str, ...]
    who: str

    @property
    def level(self) -> str:
        return "not-sure" if self.is_unknown else LEVELS[self.rule.rank]

    @property
    def words(self) -> str:
        return UNKNOWN_WORDS if self.is_unknown else str(how_to().get(self.fact, {}).get("wrong", self.rule.says))

    @property
    def by_it(self) -> bool:
        return self.who == "it"


UNKNOWN_WORDS = "Nobody can tell yet."


@cache
def how_to() -> Mapping[str, Mapping[str, Any]]:
    told: Mapping[str, Mapping[str, Any]] = read_data(files(__package__).joinpath("steps.yaml"))
    return told


def steps_for(fact: str, platform: str) -> tuple[str, ...]:
    steps = how_to().get(fact, {}).get("steps", {})
    return tuple(steps.get(platform) or steps.get("any") or ())


@dataclass(frozen=True)
class Judge:
    """A policy on a day, ready to judge any number of devices."""

    policy: Policy
    on: dt.date
    rules: tuple[Rule, ...]
    program: Program

    @classmethod
    def of(cls, policy: Policy, on: dt.date) -> "Judge":
        rules = tuple(_rules(policy))
        return cls(policy, on, rules, Program(rule.test(policy.vocabulary, on) for rule in rules))

    def outcomes(self, facts: Mapping[str, Any]) -> list[int]:
        return self.program.outcomes(dict(facts), self.on.toordinal())

    def wrong_with(self, device: Device, known: Mapping[str, Known]) -> list[Wrong]:
        """The worst first, each fact once; then what nobody can tell."""
        if not device.is_computer:
            return []
        facts = fit_to_decide(known, self.policy.vocabulary, self.on).facts | _about(device, self.policy)
        private = facts | _private(self.policy)
        judged = zip(self.rules, self.outcomes(facts), self.outcomes(private), strict=True)
        found: dict[str, Wrong] = {}
        for rule, usual, at_worst in sorted(judged, key=lambda each: -each[0].rank):
            if at_worst not in (UNMET, UNKNOWN):
                continue
            for fact in _at_fault(rule, self.policy, private, self.on, is_unknown=at_worst == UNKNOWN):
                wrong = Wrong(fact, rule, at_worst == UNKNOWN, usual != at_worst, *_how(fact, device))
                before = found.get(fact)
                if before is None or (before.is_unknown and not wrong.is_unknown):
                    found[fact] = wrong
        return sorted(found.values(), key=lambda each: (each.is_unknown, -each.rule.rank, each.fact))

    def asked_of(self, device: Device) -> frozenset[str]:
        """Facts of such a device that the policy’s rules read."""
        speaks = self.outcomes(_about(device, self.policy) | _private(self.policy))
        read = (
            _reads(rule, self.policy) for rule, out in zip(self.rules, speaks, strict=True) if out != NOT_APPLICABLE
        )
        return frozenset(FACTS) & frozenset().union(*read)


def wrong_with(device: Device, known: Mapping[str, Known], policy: Policy | None, on: dt.date) -> list[Wrong]:
    """Of one device; nothing where no policy is in force."""
    return Judge.of(policy, on).wrong_with(device, known) if policy else []


def _private(policy: Policy) -> dict[str, Any]:
    return {name: policy.vocabulary[name].hold(value) for name, value in PRIVATE.items() if name in policy.vocabulary}


def _rules(policy: Policy) -> list[Rule]:
    """Those for people that read how a device stands, of the moments before work begins."""
    return [
        rule
        for rule in policy.pack.rules
        if rule.side == "person" and rule.moment in ("gate", "standing") and rule.rank and rule.control.id not in BESIDES
        and SEEN & _reads(rule, policy)
    ]  # fmt: skip


def _reads(rule: Rule, policy: Policy) -> frozenset[str]:
    return rule.test(policy.vocabulary, dt.date.max).need.facts


def _about(device: Device, policy: Policy) -> dict[str, Any]:
    is_ours = device.owner == Device.Owner.SCHOOL
    told = {
        "device.owner": "school" if is_ours else "mine",
        "activity": "use-school-device" if is_ours else "use-own-device",
    }
    return {name: policy.vocabulary[name].hold(value) for name, value in told.items()}


def _at_fault(rule: Rule, policy: Policy, facts: Mapping[str, Any], on: dt.date, *, is_unknown: bool) -> list[str]:
    """Which of the facts it reads: those that are missing, or those without which it could still be met."""
    test = rule.test(policy.vocabulary, on)
    read = sorted(SEEN & test.need.facts)
    missing = [fact for fact in read if fact not in facts]
    if is_unknown:
        return missing
    program = Program([test])
    without = ({name: value for name, value in facts.items() if name != fact} for fact in read)
    blamed = [f for f, told in zip(read, without, strict=True) if program.outcomes(told, on.toordinal())[0] != UNMET]
    return blamed or [fact for fact in read if fact in facts]


def _how(fact: str, device: Device) -> tuple[tuple[str, ...], str]:
    return steps_for(fact, device.platform), str(how_to().get(fact, {}).get("who", "it"))


def password_rule(policy: Policy | None, on: dt.date) -> dict[str, str]:
    """The policy’s rule for passwords in words, to stand beside the question; nothing where it has none."""
    for rule in policy.pack.rules if policy else ():
        if rule.control.id == "password-strength" and "password_rule" in rule.parameters:
            told = rule.parameters["password_rule"].on(on)
            lines = in_words(told) if isinstance(told, list | tuple) else str(told)
            return {"device.password_fits_rule": f"The rule: {lines}."}
    return {}
