"""One organisation's policy as the engine holds it: rules that adopt controls of the catalogue, with their parameters in time.

A pack is read from plain data (see `hometime/policy/files.py`), checked whole, and never changed. What-if makes another one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from .errors import PolicyError
from .program import Program, Test
from .reading import UNSET, Limit, Reader
from .tree import TRUE, In, Node, all_of
from .vocabulary import Vocabulary

RANKS = {"none": 0, "OK": 0, "CAUTION": 1, "BEWARE": 2, "STOP": 3}
SEVERITIES = tuple(RANKS)
MOMENTS = ("gate", "standing", "during", "after")
STRENGTHS = ("must", "must-not", "should", "should-not", "may", "guidance")
SIDES = ("person", "school")


class Parameter(NamedTuple):
    """What a control lets a policy set. Kind `text` is shown to people and never read by an expression."""

    name: str
    kind: str
    unit: str = ""
    meaning: str = ""
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Control:
    """One thing that can be checked, in the words of every policy; `when` and `need` are expressions."""

    id: str
    area: str
    title: str
    question: str
    check: str
    evidence: str
    need: str
    when: str = ""
    activities: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    act: str = ""
    page: str = ""
    warn_days: int = 30
    as_long_as: str = ""
    todo: str = ""


class Tell(NamedTuple):
    """Whom to tell or ask, by when, in the words of the document."""

    role: str
    by: str = ""


class Dated(NamedTuple):
    """Values of a parameter by the day each starts, earliest first; UNSET where the document gives none."""

    values: tuple[tuple[dt.date, Any], ...]

    def on(self, day: dt.date) -> Any:
        return next((value for start, value in reversed(self.values) if start <= day), UNSET)


@dataclass(frozen=True)
class Rule:
    """A policy's adoption of a control: what it cites, how strongly, for whom, and with which figures."""

    id: str
    control: Control
    cites: tuple[str, ...]
    strength: str
    actor: str
    side: str
    moment: str
    severity: str
    says: str
    why: str = ""
    when: str = ""
    parameters: Mapping[str, Dated] = field(default_factory=dict)
    tell: tuple[Tell, ...] = ()
    as_long_as: str = ""

    @property
    def rank(self) -> int:
        """How much it can worsen an answer: 0 (information, permission) to 3 (STOP)."""
        return RANKS[self.severity]

    @property
    def is_timed(self) -> bool:
        """True when its figures change with the date."""
        return any(
            len(dated.values) > 1 or dated.values[0][0] != dt.date.min
            for dated in self.parameters.values()
            if dated.values
        )

    def limits(self, day: dt.date) -> dict[str, Limit]:
        """Its parameters in force; one the policy does not give is unset."""
        given = self.parameters
        return {
            name: Limit(given[name].on(day) if name in given else UNSET, p.unit)
            for name, p in self.control.parameters.items()
            if p.kind != "text"
        }

    def test(self, vocabulary: Vocabulary, day: dt.date) -> Test:
        """Its expressions with the figures in force; a PolicyError points at what is wrong."""
        reader = Reader(vocabulary, self.limits(day))
        scope: list[Node] = [In("activity", frozenset(self.control.activities))] if self.control.activities else []
        parts = scope + [reader.read(text) for text in (self.control.when, self.when) if text]
        return Test(all_of(parts) if parts else TRUE, reader.read(self.control.need), self.control.warn_days)


@dataclass(frozen=True)
class Pack:
    """All rules of one version of one policy, over one vocabulary.

    `already_happened`: activities about something that is over, where what comes after is what is asked about.
    """

    slug: str
    version: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    already_happened: frozenset[str] = frozenset()

    @cached_property
    def _compiled(self) -> dict[tuple[Any, ...], "Compiled"]:
        return {}

    def at(self, day: dt.date) -> "Compiled":
        """The policy with the figures in force on a day; compiled once for as long as no figure changes."""
        key = tuple(repr(rule.limits(day)) for rule in self.rules if rule.is_timed)
        if key not in self._compiled:
            self._compiled[key] = Compiled(self, Program(rule.test(self.vocabulary, day) for rule in self.rules))
        return self._compiled[key]

    def compile(self) -> None:
        """Reads every expression with the figures of every day; a PolicyError points at what is wrong in them."""
        starts = {start for rule in self.rules for dated in rule.parameters.values() for start, _ in dated.values}
        for day in sorted({dt.date.min, *starts}):
            self.at(day)

    def with_(self, rule_id: str, **values: Any) -> "Pack":
        """The same policy with other figures for one rule, for a what-if; the original stays as it is."""
        if rule_id not in {rule.id for rule in self.rules}:
            raise PolicyError(f"There is no rule called “{rule_id}”.")
        changes = {name: Dated(((dt.date.min, value),)) for name, value in values.items()}
        rules = (replace(r, parameters={**r.parameters, **changes}) if r.id == rule_id else r for r in self.rules)
        return replace(self, rules=tuple(rules))

    def only(self, rules: Iterable[Rule]) -> "Pack":
        """The policy cut down to some of its rules."""
        wanted = {rule.id for rule in rules}
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id in wanted))


class Compiled:
    """A pack on a day, ready to decide."""

    def __init__(self, pack: Pack, program: Program):
        self.pack, self.program = pack, program
        self.rules = pack.rules
        self._by_activity: dict[str, Program] = {}

    @cached_property
    def ticks(self) -> frozenset[str]:
        """The facts that count only when a person ticks them."""
        read = {name for test in self.program.tests for name in test.facts}
        return frozenset(name for name in read if self.pack.vocabulary[name].source == "tick")

    @cached_property
    def reminders(self) -> tuple[int, ...]:
        """The positions of the rules that ask for a tick."""
        return tuple(n for n, test in enumerate(self.program.tests) if not self.ticks.isdisjoint(test.need.facts))

    def program_for(self, activity: object) -> Program:
        """The program, made smaller where the activity is known."""
        if not isinstance(activity, str):
            return self.program
        if activity not in self._by_activity:
            self._by_activity[activity] = self.program.given("activity", activity)
        return self._by_activity[activity]

    def tests_for(self, activity: object) -> dict[str, Test]:
        """The tests of that program, by the id of the rule each belongs to."""
        tests = self.program_for(activity).tests
        return {rule.id: test for rule, test in zip(self.rules, tests, strict=True)}
