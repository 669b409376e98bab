"""One rule that is not kept, or not on record, in the words of a task: what the policy says, how to put it right, where to go."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from hometime.engine.pack import Rule
from hometime.policy.packs import Policy
from hometime.policy.routes import address_of

# Facts people tell in confidence: a rule that reads one is never named to anybody but the person.
PRIVATE = (
    "wellbeing.",
    "absence.",
    "arrangement.care_in_place",
    "arrangement.private_need",
    "arrangement.flexible_request",
)
PRIVATE_WORDS = "A private matter: they can see it, and you cannot"
NOT_AN_ACT = "decisions:ask"  # where a control has no page of its own; asking again puts nothing right


@dataclass(frozen=True)
class Task:
    says: str
    how: str
    href: str
    button: str
    level: str
    cites: tuple[tuple[str, str], ...] = ()


def task_of(rule: Rule, policy: Policy, on: dt.date, *, is_broken: bool) -> Task:
    return Task(
        says=rule.says,
        how=how(rule, policy, on),
        href="" if rule.control.act == NOT_AN_ACT else address_of(rule.control.act),
        button=how(rule, policy, on).rstrip(".") or rule.control.title,
        level=rule.severity.lower() if is_broken else "not-sure",
        cites=tuple((policy.clauses[name].id, policy.clauses[name].label) for name in rule.cites[:2]),
    )


def easiest_first(rules: Iterable[Rule], policy: Policy, on: dt.date) -> list[Rule]:
    """The worst first; of those as bad as each other what takes least, as it may mend the rest too."""
    return sorted(rules, key=lambda rule: (-rule.rank, effort(rule, policy, on)))


def effort(rule: Rule, policy: Policy, on: dt.date) -> float:
    return min((policy.vocabulary[name].effort for name in rule.test(policy.vocabulary, on).need.facts), default=0)


def how(rule: Rule, policy: Policy, on: dt.date) -> str:
    """What a person does about it: the least they could change of what the rule reads; empty where nobody can."""
    names = rule.test(policy.vocabulary, on).need.facts
    facts = sorted((policy.vocabulary[name] for name in names), key=lambda fact: (fact.effort, fact.name))
    return next((fact.how for fact in facts if fact.how and fact.who != "nobody"), "")


def is_private(rule: Rule, policy: Policy, on: dt.date) -> bool:
    names = rule.test(policy.vocabulary, on).facts
    return any(name.startswith(PRIVATE) for name in names)
