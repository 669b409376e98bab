"""What the policy in force says of papers. The engine answers; nothing here knows any school.

Whether papers may leave is asked of the engine with each answer that could be on record in turn: nothing, leave, an exception.
The first with which no rule is broken is what the policy demands.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hometime.decisions.answers import Answer, Reason, answer
from hometime.policy.packs import Policy

LOG, PERMISSION, EXCEPTION, FORBIDDEN, SILENT = "log", "permission", "exception", "forbidden", "silent"
LEAVING = ("paper-removal-permission",)
WRITTEN_DOWN = ("paper-movement-log",)
INSTEAD = ("electronic-copy-preference", "information-need-check")
MASTER = ("master-copy-on-site",)
JOURNEY = ("transit-container", "transit-care", "vehicle-security", "direct-journey", "no-overnight-in-vehicle")
AT_HOME = ("paper-lockaway", "paper-out-of-view", "paper-device-separation")
PRINTS = ("home-printing-rule", "print-collection", *AT_HOME)
ONLY_COPY = "This is the school’s only copy, so it stays."
TRIED = ((None, LOG), ("given", PERMISSION), ("exception", EXCEPTION))


@dataclass(frozen=True)
class Said:
    """One thing a policy says, with the labels of its clauses and how strong it is."""

    words: str
    cites: tuple[str, ...]
    level: str  # stop, beware, caution, ok

    @property
    def sentence(self) -> str:
        return f"{self.words} ({', '.join(self.cites)})" if self.cites else self.words


@dataclass(frozen=True)
class Demand:
    """What must be on record before papers leave, and the words and clauses that say so."""

    kind: str
    says: tuple[Said, ...] = ()

    @property
    def cites(self) -> list[str]:
        return list(dict.fromkeys(clause for each in self.says for clause in each.cites))

    @property
    def needs_leave(self) -> bool:
        return self.kind in (PERMISSION, EXCEPTION)


@dataclass(frozen=True)
class Described:
    """What the policy reads of papers that might leave."""

    data: str
    is_master: bool = False
    only_needed: bool | None = None
    online_instead: bool | None = None
    container: str = ""
    cannot: frozenset[str] = field(default_factory=frozenset)

    @property
    def facts(self) -> dict[str, Any]:
        told: dict[str, Any] = {"data.kind": self.data, "paper.master_copy": self.is_master, "work.form": "paper"}
        told |= {"paper.only_needed": self.only_needed, "paper.online_instead": self.online_instead}
        told |= {"journey.container": self.container or None, "paper.signed_out": True}
        return {name: value for name, value in told.items() if value is not None}


def demand(policy: Policy, papers: Described, on: dt.date) -> Demand:
    """What must be on record before these papers leave. A main copy leaves by exception only, whatever the policy says."""
    found = _demand(policy, papers, on)
    if papers.is_master and found.kind not in (EXCEPTION, FORBIDDEN):
        return Demand(EXCEPTION, (Said(ONLY_COPY, (), "stop"), *found.says))
    return found


def _demand(policy: Policy, papers: Described, on: dt.date) -> Demand:
    first: tuple[Said, ...] = ()
    for permission, kind in TRIED:
        asked = ask(policy, "take-papers", papers.facts | {"paper.permission": permission or "none"}, on)
        broken = said_of(_those(asked, LEAVING, ("unmet",)))
        first = first or broken
        if not broken:
            return Demand(kind, first) if permission else _log_or_silent(asked)
    return Demand(FORBIDDEN, first)


def _log_or_silent(asked: Answer) -> Demand:
    rules = _those(asked, (*LEAVING, *WRITTEN_DOWN), ("met", "expiring"))
    return Demand(LOG, said_of(rules)) if rules else Demand(SILENT)


def refusal_of_master(policy: Policy, papers: Described, on: dt.date) -> Said | None:
    """The main copy stays where the policy says that it does."""
    asked = ask(policy, "take-papers", papers.facts | {"paper.permission": "given"}, on)
    return next(iter(said_of(_those(asked, MASTER, ("unmet",)))), None)


def instead(policy: Policy, papers: Described, on: dt.date) -> tuple[Said, ...]:
    """What the policy would rather have: an electronic copy, or only the part that is needed."""
    asked = ask(policy, "take-papers", papers.facts | {"paper.permission": "given"}, on)
    return said_of(_those(asked, INSTEAD, ("unmet",)))


def asks_for_electronic_copy(policy: Policy, data: str, on: dt.date) -> tuple[Said, ...]:
    """What of the policy somebody keeps to who leaves papers at school and uses an electronic copy."""
    return instead(policy, Described(data, only_needed=True, online_instead=True), on)


def online_places(policy: Policy, on: dt.date) -> list[str]:
    """Where the policy says that an electronic copy is kept."""
    return _parameters(policy, INSTEAD, ("online_store", "copy_kept_on"), on)


def offers_electronic_copy(policy: Policy) -> tuple[Said, ...]:
    rules = [rule for rule in policy.pack.rules if rule.control.id in INSTEAD]
    return tuple(Said(rule.says, labels(policy, rule.cites), rule.severity.lower()) for rule in rules)


def on_the_way(policy: Policy, papers: Described, on: dt.date) -> tuple[Said, ...]:
    """What of a journey breaks the policy: the bag, and what the person said they cannot keep to."""
    facts = papers.facts | {"paper.permission": "given", "paper.all_back": True}
    facts |= {"cannot.journey": sorted(papers.cannot)} if papers.cannot else {}
    asked = ask(policy, "travel-with-papers", facts, on)
    return said_of(_those(asked, JOURNEY, ("unmet",)))


def journey_questions(policy: Policy, papers: Described, on: dt.date) -> list[tuple[str, str]]:
    """(member, words) of what the policy asks people to keep to on the way; none where it asks nothing."""
    asked = ask(policy, "travel-with-papers", papers.facts | {"paper.permission": "given"}, on)
    read = {leaf.member for leaf in asked.ticks if leaf.fact == "cannot.journey"}
    fact = policy.vocabulary["cannot.journey"]
    return [(member, words) for member, words in fact.values.items() if member in read]


def at_home(policy: Policy, papers: Described, on: dt.date, *, printed: bool = False) -> list[Said]:
    """What to keep to at home, as the policy says it."""
    activity = "print-at-home" if printed else "take-papers"
    asked = ask(policy, activity, papers.facts | {"paper.permission": "given"}, on)
    rows = [row for row in asked.as_long_as if row.rule.control.id in (PRINTS if printed else AT_HOME)]
    return [_said(row) for row in rows]


def ask(policy: Policy, activity: str, told: Mapping[str, Any], on: dt.date) -> Answer:
    known = {name: value for name, value in told.items() if name in policy.vocabulary}
    return answer(policy, policy.vocabulary.hold({"activity": activity, **known}), on)


def said_of(reasons: Iterable[Reason]) -> tuple[Said, ...]:
    return tuple(_said(reason) for reason in reasons)


def labels(policy: Policy, cites: Sequence[str]) -> tuple[str, ...]:
    return tuple(policy.clauses[clause].id for clause in cites)


def _said(reason: Reason) -> Said:
    return Said(reason.rule.says, tuple(clause.id for clause in reason.cites), reason.rule.severity.lower())


def _those(asked: Answer, controls: tuple[str, ...], outcomes: tuple[str, ...]) -> list[Reason]:
    rows = [
        row
        for row in asked.reasons
        if row.rule.side == "person" and row.rule.control.id in controls and row.outcome in outcomes
    ]
    return sorted(rows, key=lambda row: -row.rule.rank)


def _parameters(policy: Policy, controls: tuple[str, ...], names: tuple[str, ...], on: dt.date) -> list[str]:
    found: list[str] = []
    for rule in policy.pack.rules:
        for name in names:
            if rule.control.id in controls and name in rule.parameters:
                value = rule.parameters[name].on(on)
                found += (
                    [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)] * bool(value)
                )
    return list(dict.fromkeys(found))
