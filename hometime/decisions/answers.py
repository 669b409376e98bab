"""One answer, whole: the verdict with its reasons, clauses, repairs, and whom to tell. A pure function of (policy, evidence, day)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hometime.engine.expiry import expires_on
from hometime.engine.missing import open_facts
from hometime.engine.pack import Compiled, Rule
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, OUTCOMES, UNKNOWN, UNMET, Test
from hometime.engine.repairs import Edit, repairs
from hometime.engine.tree import Has, atoms
from hometime.engine.verdict import Verdict, decide
from hometime.engine.vocabulary import Facts
from hometime.lib.text import did_you_mean
from hometime.policy.asking import complete
from hometime.policy.packs import Clause, Policy, canonical
from hometime.policy.telling import Telling, tells

YOU_SAID = "you said"


@dataclass(frozen=True)
class Reason:
    """One rule in an answer, with what it read."""

    rule: Rule
    outcome: str
    cites: list[Clause]
    facts: list[dict[str, Any]]
    expires_on: dt.date | None


@dataclass(frozen=True)
class Answer:
    """What a policy answers on a day. `facts` are held values, `sources` where each came from, `about` what it was narrowed to."""

    policy: Policy
    facts: Facts
    sources: Mapping[str, str]
    on: dt.date
    said: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    compiled: Compiled = field(init=False)
    verdict: Verdict = field(init=False)

    def __post_init__(self) -> None:
        pack = self.policy.pack
        pack = pack.only(rules_about(self.policy, self.about)) if self.about else pack
        object.__setattr__(self, "compiled", pack.at(self.on))
        object.__setattr__(self, "verdict", decide(self.compiled, self.facts, self.on, informing=bool(self.about)))

    @property
    def headline(self) -> str:
        return self.verdict.headline

    @property
    def activity(self) -> str:
        return str(self.facts.get("activity") or "")

    @cached_property
    def reasons(self) -> list[Reason]:
        """Every rule with its outcome, in the order of the policy."""
        tests = self.compiled.program_for(self.facts.get("activity")).tests
        return [self._reason(*row) for row in zip(self.verdict.rules, self.verdict.codes, tests, strict=True)]

    def those(self, *codes: int, moment: str = "", side: str = "person") -> list[Reason]:
        """Reasons with an outcome (and moment), worst first; information left out unless it was asked about."""
        names = {OUTCOMES[code] for code in codes}
        rows = [
            r
            for r in self.reasons
            if r.outcome in names and r.rule.side == side and (not moment or r.rule.moment == moment)
        ]
        return sorted((r for r in rows if r.rule.severity != "none" or self.about), key=lambda r: -r.rule.rank)

    @property
    def broken(self) -> list[Reason]:
        return [r for r in self.those(UNMET) if r.rule.rank]

    @property
    def open_gates(self) -> list[Reason]:
        return [r for r in self.those(UNKNOWN) if r.rule.moment in self.verdict.gates]

    @property
    def not_on_record(self) -> list[Reason]:
        return self.those(UNKNOWN, moment="standing")

    @property
    def as_long_as(self) -> list[Reason]:
        return self.those(UNKNOWN, moment="during")

    @property
    def to_do(self) -> list[Reason]:
        return [r for r in self.those(UNKNOWN, moment="after") if "after" not in self.verdict.gates]

    @property
    def rests_on(self) -> list[Reason]:
        """What is met and so speaks for it; permissions first."""
        rows = self.those(MET, EXPIRING)
        return sorted(rows, key=lambda r: r.rule.severity != "OK")

    @property
    def ticks(self) -> list[Has]:
        """What the rules for “while you do it” ask people to be able to do, as the atoms their expressions read."""
        tests = self.compiled.program_for(self.facts.get("activity")).tests
        rows = zip(self.verdict.rules, self.verdict.codes, tests, strict=True)
        leaves = (
            leaf
            for rule, code, test in rows
            if rule.side == "person" and code != NOT_APPLICABLE
            for leaf in atoms(test.need)
        )
        return [leaf for leaf in leaves if isinstance(leaf, Has) and self.policy.vocabulary[leaf.fact].source == "tick"]

    @cached_property
    def ask_next(self) -> list[str]:
        """Missing facts that could still change the headline, the most telling first."""
        return open_facts(self.compiled, self.verdict, self.facts, self.on.toordinal())

    @cached_property
    def bears_on(self) -> set[str]:
        """Names of the facts that rules with a say in this answer read."""
        rows = (
            r
            for r in self.reasons
            if r.rule.side == "person" and r.rule.severity != "none" and r.outcome != OUTCOMES[NOT_APPLICABLE]
        )
        return {fact["name"] for reason in rows for fact in reason.facts} - {"activity"}

    @cached_property
    def repairs(self) -> list[list[Edit]]:
        if self.headline in ("ok", "silent"):
            return []
        activity = self.policy.catalogue.activities.get(self.activity)
        chosen = set(activity.gives) - set(activity.could_change) if activity else set()
        return repairs(self.compiled, self.facts, self.on, fixed=frozenset({"activity", *chosen}))

    @cached_property
    def tells(self) -> list[Telling]:
        return tells(self.policy, self.verdict, self.facts, self.on)

    @cached_property
    def silent_on(self) -> list[str]:
        """What was said or asked about that no rule of the policy reads."""
        read = {name for test in self.policy.pack.at(self.on).program.tests for name in test.facts}
        known = read | {rule.control.id for rule in self.policy.pack.rules}
        return [name for name in dict.fromkeys((*self.said, *self.about)) if name != "activity" and name not in known]

    @cached_property
    def tensions(self) -> list[Mapping[str, Any]]:
        """Clauses that argue with each other, where a rule for the person that has a say in this answer cites one of them."""
        heard = (r for r in self.reasons if r.rule.side == "person" and (r.rule.rank or self.about))
        cited = {clause.id for reason in heard if reason.outcome != OUTCOMES[NOT_APPLICABLE] for clause in reason.cites}
        return [t for t in self.policy.tensions if cited & set(t.get("clauses") or ())]

    @property
    def receipt(self) -> str:
        """A name for this answer that anybody can work out again from policy, facts, and day."""
        facts = self.policy.vocabulary.show(self.facts)
        content = {"policy": self.policy.hash, "facts": facts, "on": self.on, "about": list(self.about)}
        return hashlib.sha256(canonical(content)).hexdigest()[:20]

    def _reason(self, rule: Rule, code: int, test: Test) -> Reason:
        cites = [self.policy.clauses[clause] for clause in rule.cites]
        last = expires_on(test, self.facts, self.on.toordinal()) if code in (MET, EXPIRING) else None
        return Reason(rule, OUTCOMES[code], cites, [self._fact(name) for name in sorted(test.facts)], last)

    def _fact(self, name: str) -> dict[str, Any]:
        value = self.facts.get(name)
        shown = None if value is None else self.policy.vocabulary[name].show(value)
        return {
            "name": name,
            "value": shown,
            "source": self.sources.get(name, "") if value is not None else "not known",
        }


def grouped(reasons: Iterable[Reason], words: Callable[[Reason], str]) -> list[tuple[str, list[Clause]]]:
    """The words of each reason once, with the clauses of all that say the same."""
    found: dict[str, dict[str, Clause]] = {}
    for reason in reasons:
        found.setdefault(words(reason), {}).update((clause.id, clause) for clause in reason.cites)
    return [(text, list(clauses.values())) for text, clauses in found.items()]


def reminder(reason: Reason) -> str:
    """What completes “as long as you …”."""
    return reason.rule.as_long_as or reason.rule.says


def task(reason: Reason) -> str:
    """What is to be done afterwards."""
    return reason.rule.control.todo or reason.rule.says


def answer(
    policy: Policy,
    facts: Facts,
    on: dt.date,
    sources: Mapping[str, str] | None = None,
    said: Iterable[str] | None = None,
    about: tuple[str, ...] = (),
) -> Answer:
    """The answer to held facts, with what the chosen activity settles added. `said` are names a person gave (default: all)."""
    whole, added = complete(policy, facts)
    said = tuple(facts) if said is None else tuple(said)
    where = {**dict.fromkeys(said, YOU_SAID), **(sources or {}), **added}
    return Answer(policy, whole, where, on, said, about)


def rules_about(policy: Policy, names: Iterable[str]) -> list[Rule]:
    """Rules that read a fact, adopt a control, or bear a name. KeyError for a name that is neither fact nor control."""
    wanted = set(names)
    for name in wanted:
        if name not in policy.vocabulary and name not in policy.catalogue.controls:
            everything = [*policy.vocabulary, *policy.catalogue.controls]
            raise KeyError(f"There is no fact or control called “{name[:60]}”.{did_you_mean(name, everything)}")
    tests = policy.pack.at(dt.date.max).program.tests
    return [
        rule for rule, test in zip(policy.pack.rules, tests, strict=True) if wanted & {*test.facts, rule.control.id}
    ]


def as_json(found: Answer) -> dict[str, Any]:
    """The answer as `hometime ask --json` prints it and as a receipt keeps it; see docs/reference/ask-json.md."""
    policy = found.policy
    return {
        "pack": policy.slug,
        "version": policy.version,
        "on": found.on.isoformat(),
        "activity": found.activity or None,
        "headline": found.headline,
        "as_known": found.verdict.as_known,
        "at_worst": found.verdict.at_worst,
        "rules": [_reason_json(reason) for reason in found.reasons],
        "ask_next": found.ask_next,
        "silent_on": found.silent_on,
        "tensions": [{"cites": [str(c) for c in t["clauses"]], "note": str(t["note"])} for t in found.tensions],
        "repairs": [[_edit_json(policy, edit) for edit in edits] for edits in found.repairs],
        "tell": [{"role": t.role, "by": t.by, "cites": list(t.cites)} for t in found.tells],
        "receipt": found.receipt,
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    rule = reason.rule
    return {
        "rule": rule.id,
        "control": rule.control.id,
        "outcome": reason.outcome,
        "moment": rule.moment,
        "actor": rule.actor,
        "severity": rule.severity.lower(),
        "strength": rule.strength,
        "says": rule.says,
        "cites": [{"id": c.id, "label": c.label, "section": c.section, "text": c.text} for c in reason.cites],
        "facts": reason.facts,
        "expires_on": reason.expires_on.isoformat() if reason.expires_on else None,
        "tell": [{"role": t.role, "by": t.by} for t in rule.tell],
    }


def _edit_json(policy: Policy, edit: Edit) -> dict[str, Any]:
    fact = policy.vocabulary[edit.fact]
    before = None if edit.before is None else fact.show(edit.before)
    return {"fact": edit.fact, "from": before, "to": fact.show(edit.after), "who": fact.who, "how": fact.how}
