"""Which unknown facts an answer waits for, the most telling first."""

from collections import Counter
from collections.abc import Iterable

from .pack import Compiled
from .program import row_reader
from .tree import And, Const, Node, Not, Or, children
from .verdict import Verdict
from .vocabulary import Facts

WEIGHTS = (0, 1, 4, 16)  # by rank: one STOP outweighs a handful of milder rules that wait for other facts


def undecided(node: Node, facts: Facts, today: int) -> frozenset[str]:
    """Missing facts under the branches of a node that are not yet settled; empty when the node is."""
    truth, names = _walk(node, facts, today)
    return names if truth is None else frozenset()


def open_facts(compiled: Compiled, verdict: Verdict, facts: Facts, today: int) -> list[str]:
    """Missing facts that could still change the headline, ranked by how much their answer could settle.

    Only open gates are waited for. A fact counts for each gate it could settle, by the gate's severity, shared with the gate's other
    missing facts; facts of equal weight keep the order of the vocabulary.
    """
    tests = compiled.tests_for(facts.get("activity"))
    weight: Counter[str] = Counter()
    for rule in verdict.open_gates:
        test = tests[rule.id]
        names = undecided(test.when, facts, today) or undecided(test.need, facts, today)
        for name in names:
            weight[name] += WEIGHTS[rule.rank] / len(names)  # type: ignore[assignment]
    order = {name: index for index, name in enumerate(compiled.pack.vocabulary)}
    return sorted(weight, key=lambda name: (-weight[name], order[name]))


def _walk(node: Node, facts: Facts, today: int) -> tuple[bool | None, frozenset[str]]:
    """(truth or None, missing facts that could decide it)."""
    if isinstance(node, Const):
        return node.value, frozenset()
    if isinstance(node, Not):
        truth, names = _walk(node.part, facts, today)
        return (None if truth is None else not truth), names
    if isinstance(node, And | Or):
        return _walk_parts(isinstance(node, Or), [_walk(child, facts, today) for child in children(node)])
    true, false = row_reader(node)(facts, today)
    if true or false:
        return bool(true), frozenset()
    return None, frozenset(name for name in node.facts if name not in facts)


def _walk_parts(
    settles: bool, parts: Iterable[tuple[bool | None, frozenset[str]]]
) -> tuple[bool | None, frozenset[str]]:
    """`settles` is the truth of one part that decides the whole: True for or, False for and."""
    names: frozenset[str] = frozenset()
    waiting = False
    for truth, missing in parts:
        if truth is settles:
            return settles, frozenset()
        waiting = waiting or truth is None
        names |= missing
    return (None, names) if waiting else (not settles, frozenset())
