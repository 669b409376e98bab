"""What would make it OK: the cheapest changes of facts that the engine itself accepts.

Ways to mend a rule are read off its tree. A best-first search over sets of edits, cheapest first, stops at sets that give OK; each is
then stripped of every edit the others make needless. No way to OK is an answer too: an empty list.
"""

import datetime as dt
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from .pack import Compiled, Rule
from .program import UNMET, Test, row_reader
from .tree import Age, And, Compare, Const, Has, In, Is, Node, Not, NotAfter, NotPast, Or
from .verdict import Verdict, decide
from .vocabulary import Facts, Value, Vocabulary

Edits = dict[str, Value]
# How far to look: enough for every policy that ships, and few enough that a page need not wait.
MOST_WAYS = 8
MOST_STEPS = 48
TELLING = 0.5  # of the effort of changing a fact: finding out how things are is easier than changing them


@dataclass(frozen=True)
class Edit:
    """One fact changed: `before` is None where it was unknown."""

    fact: str
    before: Value | None
    after: Value


def repairs(
    compiled: Compiled, facts: Facts, on: dt.date, fixed: frozenset[str] = frozenset({"activity"}), most: int = 3
) -> list[list[Edit]]:
    """Up to `most` smallest sets of edits that bring the headline to OK, cheapest first. Facts in `fixed` are left alone.

    They differ in kind: none changes all the facts another changes.
    """
    search = _Search(compiled, facts, on, fixed)
    found = sorted(islice(search.solutions(), most), key=search.cost)
    return [[Edit(name, facts.get(name), value) for name, value in edits.items()] for edits in found]


def settlement(compiled: Compiled, facts: Facts, on: dt.date, rule: Rule) -> list[Edit]:
    """The least to put on record so that one rule is certainly met; empty where nothing can, or it is met."""
    search = _Search(compiled, facts, on, frozenset({"activity"}))
    ways = search.ways(search.tests[rule.id].need, facts, True)
    return [Edit(name, facts.get(name), value) for name, value in min(ways, key=search.cost, default={}).items()]


@dataclass
class _Search:
    compiled: Compiled
    facts: Facts
    on: dt.date
    fixed: frozenset[str]
    tests: dict[str, Test] = field(init=False)

    def __post_init__(self) -> None:
        self.tests = self.compiled.tests_for(self.facts.get("activity"))
        self.fixed |= {name for name, fact in self.vocabulary.items() if fact.who == "nobody"}

    @property
    def vocabulary(self) -> Vocabulary:
        return self.compiled.pack.vocabulary

    def verdict(self, edits: Edits) -> Verdict:
        return decide(self.compiled, {**self.facts, **edits}, self.on)

    def bad(self, verdict: Verdict) -> list[Rule]:
        """Rules that keep the answer from OK; gates only while they are open."""
        return [rule for rule in verdict.of(UNMET) if rule.rank] + verdict.open_gates

    def solutions(self) -> Iterator[Edits]:
        """Smallest sets of edits that give OK, roughly cheapest first; bounded."""
        turn = count()
        found: list[Edits] = []
        heap: list[tuple[float, int, Edits]] = [(0.0, next(turn), {})]
        seen: set[frozenset[tuple[str, Value]]] = set()
        for _ in range(MOST_STEPS):
            if not heap:
                return
            _, _, edits = heapq.heappop(heap)
            if any(edits.keys() >= other.keys() for other in found):
                continue
            verdict = self.verdict(edits)
            bad = self.bad(verdict)
            if verdict.headline == "ok" and edits:
                found.append(self.pruned(edits))
                yield found[-1]
            if not bad:  # OK, or out of reach of every rule, which is no answer
                continue
            options = {rule.id: self.options(rule, edits) for rule in bad}
            if not all(options.values()):
                continue
            rest = self.least(list(options.values()))
            for option in min(options.values(), key=len):
                following = {**edits, **option}
                key = frozenset(following.items())
                if key not in seen:
                    seen.add(key)
                    heapq.heappush(heap, (self.cost(following) + rest - self.cost(option), next(turn), following))

    def least(self, options: list[list[Edits]]) -> float:
        """A guess at what is still to pay: the cheapest way of each bad rule, a shared fact paid once."""
        chosen: Edits = {}
        for ways in options:
            cheapest: Edits = min(ways, key=self.cost)
            chosen |= cheapest
        return self.cost(chosen)

    def options(self, rule: Rule, edits: Edits) -> list[Edits]:
        """Edits beyond `edits` that would satisfy one rule or take it out of play."""
        test = self.tests[rule.id]
        state = {**self.facts, **edits}
        ways = [*self.ways(test.need, state, True), *self.ways(test.when, state, False)]
        return [way for way in ways if way and not (way.keys() & edits.keys())] or [
            way for way in ways if self._extends(way, edits)
        ]

    def _extends(self, way: Edits, edits: Edits) -> bool:
        """A set, a number or a date may be edited twice, as each edit may go further than the last."""
        return bool(way) and not any(isinstance(way[name], bool | str) for name in way.keys() & edits.keys())

    def cost(self, edits: Edits) -> float:
        """The effort of all edits together."""
        return sum(self.vocabulary[name].effort * (TELLING if name not in self.facts else 1) for name in edits)

    def pruned(self, edits: Edits) -> Edits:
        """Without what the rest makes needless: whole edits, dearest first, then members of a set that were added or taken away."""
        for simpler in self.simpler(edits):
            if self.verdict(simpler).headline == "ok":
                return self.pruned(simpler)
        return edits

    def simpler(self, edits: Edits) -> Iterator[Edits]:
        """The same with one edit left out, or with one change to a set undone."""
        for name in sorted(edits, key=lambda name: -self.cost({name: edits[name]})):
            yield {key: value for key, value in edits.items() if key != name}
        for name, value in edits.items():
            if isinstance(value, frozenset):
                before = self.facts.get(name, frozenset())
                yield from ({**edits, name: value ^ {member}} for member in sorted(value ^ before))  # type: ignore[operator]

    def ways(self, node: Node, state: Facts, want: bool) -> list[Edits]:
        """Ways to make a node true (or false): [{}] when it is already so, [] when it cannot be made so."""
        true, false = row_reader(node)(state, self.on.toordinal()) if _is_leaf(node) else (False, False)
        if true if want else false:
            return [{}]
        if isinstance(node, Not):
            return self.ways(node.part, state, not want)
        if isinstance(node, And | Or):
            every = isinstance(node, And) is want
            return self._every(node.parts, state, want) if every else self._any(node.parts, state, want)
        if isinstance(node, Const) or node.facts & self._locked(state):
            return []
        return [{name: value} for name, value in islice(self._changes(node, state, want), MOST_WAYS)]

    def _locked(self, state: Facts) -> frozenset[str]:
        """Facts that may not be changed; one nobody can change may still be told while it is unknown."""
        return frozenset(name for name in self.fixed if name in state or name == "activity")

    def _every(self, parts: tuple[Node, ...], state: Facts, want: bool) -> list[Edits]:
        partial: list[Edits] = [{}]
        for part in parts:
            partial = [{**edits, **more} for edits in partial for more in self.ways(part, {**state, **edits}, want)][
                :MOST_WAYS
            ]
        return partial

    def _any(self, parts: tuple[Node, ...], state: Facts, want: bool) -> list[Edits]:
        found = [way for part in parts for way in self.ways(part, state, want)]
        return [{}] if {} in found else found[:MOST_WAYS]

    def _changes(self, node: Node, state: Facts, want: bool) -> Iterator[tuple[str, Value]]:
        """(fact, value) pairs that settle one atom."""
        today = self.on.toordinal()
        match node:
            case Is(fact=fact):
                yield fact, want
            case In(fact=fact, members=members):
                values = [value for value in self.vocabulary[fact].values if (value in members) is want]
                # The search breaks ties by order, so the usual thing to do comes first.
                yield from ((fact, value) for value in sorted(values, key=self.vocabulary[fact].usual.__ne__))
            case Has(fact=fact, member=member):
                held = state.get(fact, frozenset())
                yield fact, (held | {member} if want else held - {member})  # type: ignore[operator]
            case Compare(fact=fact, op=op, limit=limit):
                yield from ((fact, number) for number in self._numbers(fact, op, limit, want))
            case Age(fact=fact, op="<=") | NotPast(fact=fact) if want:
                yield fact, today
            case Age(fact=fact, op=">=") if not want:
                yield fact, today
            case NotAfter(first=first, second=second) if want:
                yield first, state.get(second, today)
                yield second, max(state.get(first, today), today)

    def _numbers(self, fact: str, op: str, limit: int, want: bool) -> Iterator[int]:
        test = {"<=": limit, ">=": limit, "<": limit - 1, ">": limit + 1, "==": limit}
        other = {"<=": limit + 1, ">=": limit - 1, "<": limit, ">": limit, "==": limit + 1}
        number = (test if want else other)[op]
        if self.vocabulary[fact].minimum <= number <= self.vocabulary[fact].maximum:
            yield number


def _is_leaf(node: Node) -> bool:
    return not isinstance(node, And | Or | Not)
