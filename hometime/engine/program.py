"""A policy as one straight list of steps over pairs of truth: (certainly true, certainly false).

The same steps serve one row, where a pair is two bools, and a table of a million, where it is two bit sets: only the reading of an atom
differs. Three-valued (Kleene) logic is the representation, so no author of a rule can forget the unknown.
"""

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from .months import month_threshold
from .tree import FALSE, TRUE, Age, And, Compare, Const, Has, In, Is, Node, Not, NotAfter, NotPast, Or, assume, children
from .vocabulary import NEVER, Facts

NOT_APPLICABLE, EXPIRING, MET, UNKNOWN, UNMET = 3, 2, 1, 0, -1
OUTCOMES = {NOT_APPLICABLE: "not-applicable", EXPIRING: "expiring", MET: "met", UNKNOWN: "unknown", UNMET: "unmet"}
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "==": operator.eq,
}

READ, NEGATE, BOTH, EITHER = range(4)
Pair = tuple[Any, Any]
Output = tuple[int | None, int, int | None]  # registers of: when (None: always), need, need after the days of warning
RowReader = Callable[[Facts, int], Pair]


@dataclass(frozen=True)
class Test:
    """What the engine needs of one rule: when it applies, what it needs, and how many days ahead to warn."""

    __test__ = False  # to pytest: not one of yours

    when: Node
    need: Node
    warn_days: int = 0

    @property
    def facts(self) -> frozenset[str]:
        return self.when.facts | self.need.facts


class Program:
    """Compiled tests, in order. Shared nodes are computed once."""

    def __init__(self, tests: Iterable[Test]):
        self.tests: tuple[Test, ...] = tuple(tests)
        self.steps: list[tuple[int, Any]] = []
        self._where: dict[tuple[Node, int], int] = {}
        self.outputs = [self._output(test) for test in self.tests]

    def _output(self, test: Test) -> Output | None:
        """The registers that decide a test; None for one that can never apply."""
        if test.when == FALSE:
            return None
        when = None if test.when == TRUE else self._register(test.when, 0)
        need = self._register(test.need, 0)
        return when, need, self._register(test.need, test.warn_days + 1) if test.need.is_timed else None

    def _register(self, node: Node, later: int) -> int:
        key = node, later if node.is_timed else 0
        found = self._where.get(key)
        if found is None:
            below = [self._register(child, later) for child in children(node)]
            self.steps.append(self._step(*key, below))
            found = self._where[key] = len(self.steps) - 1
        return found

    def _step(self, node: Node, later: int, below: list[int]) -> tuple[int, Any]:
        if isinstance(node, Not):
            return NEGATE, below[0]
        if below:
            return (BOTH if isinstance(node, And) else EITHER), below
        return READ, (node, later)

    @cached_property
    def _row_steps(self) -> list[tuple[int, Any]]:
        return [(kind, row_reader(*arg) if kind == READ else arg) for kind, arg in self.steps]

    def outcomes(self, facts: Facts, today: int) -> list[int]:
        """The outcome code of every test for one row."""
        registers: list[Pair] = []
        add = registers.append
        for kind, arg in self._row_steps:
            if kind == READ:
                add(arg(facts, today))
            elif kind == NEGATE:
                true, false = registers[arg]
                add((false, true))
            else:
                add(_joined(kind, arg, registers))
        return [_outcome(registers, *output) if output else NOT_APPLICABLE for output in self.outputs]

    def planes(self, read: Callable[[Node, int], Pair]) -> list["Planes"]:
        """The outcome of every test for every row; `read(atom, days_later)` gives an atom's pair of bit sets."""
        registers: list[Pair] = []
        for kind, arg in self.steps:
            if kind == READ:
                registers.append(read(*arg))
            elif kind == NEGATE:
                registers.append(registers[arg][::-1])
            else:
                registers.append(_joined(kind, arg, registers))
        everyone = read(TRUE, 0)
        never = Planes(unmet=everyone[1], met=everyone[1], expiring=everyone[1], not_applicable=everyone[0])
        return [_planes(registers, everyone, *output) if output else never for output in self.outputs]

    def given(self, fact: str, value: str) -> "Program":
        """The same tests where an enum fact is known: fewer steps, the same outcomes."""
        return Program(Test(assume(t.when, fact, value), assume(t.need, fact, value), t.warn_days) for t in self.tests)


class Planes(NamedTuple):
    """Bit sets of rows for one test. Unknown is what none of them holds."""

    unmet: Any
    met: Any
    expiring: Any
    not_applicable: Any

    @property
    def settled(self) -> Any:
        """Rows where nothing still missing could make it unmet."""
        return self.met | self.not_applicable


def _joined(kind: int, arg: Sequence[int], registers: list[Pair]) -> Pair:
    true, false = registers[arg[0]]
    for index in arg[1:]:
        t, f = registers[index]
        if kind == BOTH:
            true, false = true & t, false | f
        else:
            true, false = true | t, false & f
    return true, false


def _outcome(registers: list[Pair], when: int | None, need: int, later: int | None) -> int:
    if when is not None and registers[when][1]:
        return NOT_APPLICABLE
    true, false = registers[need]
    if true:
        return EXPIRING if later is not None and not registers[later][0] else MET
    return UNMET if false and (when is None or registers[when][0]) else UNKNOWN


def _planes(registers: list[Pair], everyone: Pair, when: int | None, need: int, later: int | None) -> Planes:
    applies, out = everyone if when is None else registers[when]
    true, false = registers[need]
    met = true ^ (true & out)
    expiring = met ^ (met & registers[later][0]) if later is not None else everyone[1]
    return Planes(unmet=applies & false, met=met, expiring=expiring, not_applicable=out)


def row_reader(atom: Node, later: int = 0) -> RowReader:
    """A function (facts, today) to (certainly true, certainly false) for one atom."""
    if isinstance(atom, Const):
        pair = (atom.value, not atom.value)
        return lambda facts, today: pair
    if isinstance(atom, NotAfter):
        return _reader_of_two(atom.first, atom.second)
    ask = _question(atom, later)
    name: str = atom.fact  # type: ignore[union-attr]

    def read(facts: Facts, today: int) -> Pair:
        value = facts.get(name)
        if value is None:
            return False, False
        answer = ask(value, today)
        return answer, not answer

    return read


def _question(atom: Node, later: int) -> Callable[[Any, int], bool]:
    match atom:
        case Is():
            return lambda value, today: value
        case In(members=members):
            return lambda value, today: value in members
        case Has(member=member):
            return lambda value, today: member in value
        case Compare(op=op, limit=limit):
            compare = COMPARE[op]
            return lambda value, today: compare(value, limit)
        case NotPast():
            return lambda value, today: value >= today + later
        case Age(op="<=", count=count, unit="days"):
            return lambda value, today: value >= today + later - count
        case Age(op=">=", count=count, unit="days"):
            return lambda value, today: value <= today + later - count
        case Age(op="<=", count=count):
            return lambda value, today: value >= month_threshold(today + later, count)
        case Age(count=count):
            return lambda value, today: value < month_threshold(today + later + 1, count)
    raise TypeError(f"not an atom: {atom!r}")


def _reader_of_two(first: str, second: str) -> RowReader:
    def read(facts: Facts, today: int) -> Pair:
        one, two = facts.get(first), facts.get(second)
        if one is None or two is None:
            return False, False
        answer = NEVER != one <= two  # type: ignore[operator]
        return answer, not answer

    return read


def truth_of(node: Node, facts: Facts, today: int) -> Pair:
    """(certainly true, certainly false) for one node and one row; for the few places that need no program."""
    if isinstance(node, Not):
        return truth_of(node.part, facts, today)[::-1]
    if isinstance(node, And | Or):
        pairs = [truth_of(part, facts, today) for part in node.parts]
        trues, falses = zip(*pairs, strict=True)
        return (all(trues), any(falses)) if isinstance(node, And) else (any(trues), all(falses))
    return row_reader(node)(facts, today)
