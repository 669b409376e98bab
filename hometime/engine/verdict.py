"""One answer: the outcome of every rule, and the headline that follows from them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .pack import Compiled, Rule
from .program import MET, NOT_APPLICABLE, OUTCOMES, UNKNOWN, UNMET, truth_of
from .vocabulary import Facts

COVERED = "policy.covers_me"
LEVELS = ("ok", "caution", "beware", "stop")
HEADLINES = (*LEVELS, "not-sure", "silent")


@dataclass(frozen=True)
class Verdict:
    """What a policy answers to a set of facts on a day.

    `codes`: an outcome code per rule, in the order of the pack. `as_known`: the worst rule certainly broken. `at_worst`: the worst that
    could come to light (gates and standing rules). `headline`: stop, beware, caution, ok, not-sure (an open gate could make it worse) or
    silent (no rule of the policy speaks to what was asked). `gates`: moments whose open questions an answer waits for. `doubted`: rules
    that a person says they cannot keep to, where it is not known whether they apply: they are waited for too.
    """

    rules: tuple[Rule, ...]
    codes: Sequence[int]
    headline: str
    as_known: str
    at_worst: str
    gates: tuple[str, ...] = ("gate",)
    doubted: frozenset[str] = frozenset()

    def of(self, code: int) -> list[Rule]:
        """The person's rules with an outcome, worst first."""
        found = [
            rule for rule, mine in zip(self.rules, self.codes, strict=True) if mine == code and rule.side == "person"
        ]
        return sorted(found, key=lambda rule: -rule.rank)

    @property
    def open_gates(self) -> list[Rule]:
        """Gates not yet settled that could still make the headline worse."""
        floor = LEVELS.index(self.as_known)
        waiting = (r for r in self.of(UNKNOWN) if r.moment in self.gates or r.id in self.doubted)
        return [rule for rule in waiting if rule.rank > floor]

    def outcome_names(self) -> list[str]:
        return [OUTCOMES[code] for code in self.codes]


def decide(compiled: Compiled, facts: Facts, on: dt.date, informing: bool = False) -> Verdict:
    """The verdict on held facts; a pure function of (policy, facts, day).

    `informing`: the question was what the policy says of something, so duties of the school and plain information break the silence too.
    To somebody it is known not to cover, a policy says nothing.
    """
    codes = compiled.program_for(facts.get("activity")).outcomes(facts, on.toordinal())
    if facts.get(COVERED) is False:
        return Verdict(compiled.rules, codes, "silent", LEVELS[0], LEVELS[0])
    gates = ("gate", "after") if facts.get("activity") in compiled.pack.already_happened else ("gate",)
    doubted = _doubted(compiled, codes, facts, on) if not compiled.ticks.isdisjoint(facts) else frozenset()
    return verdict_of(compiled.rules, codes, informing, gates, "activity" in facts, doubted)


def _doubted(compiled: Compiled, codes: Sequence[int], facts: Facts, on: dt.date) -> frozenset[str]:
    """Reminders that somebody said they cannot keep, while it is open whether they apply."""
    tests = compiled.program_for(facts.get("activity")).tests
    open_ones = (number for number in compiled.reminders if codes[number] == UNKNOWN)
    return frozenset(
        compiled.rules[number].id for number in open_ones if truth_of(tests[number].need, facts, on.toordinal())[1]
    )


def verdict_of(
    rules: tuple[Rule, ...],
    codes: Sequence[int],
    informing: bool = False,
    gates: tuple[str, ...] = ("gate",),
    is_chosen: bool = False,
    doubted: frozenset[str] = frozenset(),
) -> Verdict:
    """The verdict that follows from outcomes. `is_chosen`: it is known what the person wants to do."""
    known = worst = gate = 0
    speaks = settled = weighty = False
    for rule, code in zip(rules, codes, strict=True):
        if code == NOT_APPLICABLE:
            continue
        if rule.side != "person" or rule.severity == "none":
            speaks, settled = speaks or informing, settled or (informing and code != UNKNOWN)
            continue
        speaks = True
        settled = settled or code != UNKNOWN
        weighty = weighty or rule.moment in ("gate", "standing")
        if code >= MET:
            continue
        if code == UNMET:
            known = max(known, rule.rank)
        elif rule.moment in gates or rule.id in doubted:
            gate = max(gate, rule.rank)
        if code == UNMET or rule.moment == "standing" or rule.moment in gates:
            worst = max(worst, rule.rank)
    # Where only “while you do it” and “afterwards” are left, choosing what to do settles the answer: OK, as long as you …
    headline = _headline(known, gate, speaks, settled or (is_chosen and not weighty))
    return Verdict(rules, codes, headline, LEVELS[known], LEVELS[worst], gates, doubted)


def _headline(known: int, gate: int, speaks: bool, settled: bool) -> str:
    if not speaks:
        return "silent"
    if gate > known or not settled:
        return "not-sure"
    return LEVELS[known]
