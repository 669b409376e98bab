"""Whom to tell or ask, and by when, for an answer."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hometime.engine.pack import Rule
from hometime.engine.program import MET, truth_of
from hometime.engine.verdict import Verdict
from hometime.engine.vocabulary import Facts

from .packs import Policy


@dataclass(frozen=True)
class Telling:
    """A role to tell or ask, by when, and the clauses that say so."""

    role: str
    by: str
    cites: tuple[str, ...]


def tells(policy: Policy, verdict: Verdict, facts: Facts, on: dt.date) -> list[Telling]:
    """Roles named by rules of the person that certainly apply and are not known to be met; the most serious rule first."""
    found: dict[tuple[str, str], list[str]] = {}
    for rule in _waiting(policy, verdict, facts, on):
        for tell in rule.tell:
            found.setdefault((tell.role, tell.by), []).extend(rule.cites)
    return [Telling(role, by, tuple(dict.fromkeys(cites))) for (role, by), cites in found.items()]


def _waiting(policy: Policy, verdict: Verdict, facts: Facts, on: dt.date) -> Iterator[Rule]:
    tests = policy.pack.at(on).tests_for(facts.get("activity"))
    rows = zip(verdict.rules, verdict.codes, strict=True)  # perhaps only some of the policy’s rules
    waiting = [
        rule
        for rule, code in rows
        if rule.side == "person" and code < MET and truth_of(tests[rule.id].when, facts, on.toordinal())[0]
    ]
    yield from sorted(waiting, key=lambda rule: -rule.rank)
