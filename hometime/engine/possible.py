"""Every outcome a rule can have, with facts that give it, found by trying the values its expressions hinge on."""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import combinations, islice, product
from math import prod

from .program import OUTCOMES, UNKNOWN, Program, Test
from .tree import Age, Compare, Has, Node, atoms
from .vocabulary import NEVER, Value, Vocabulary

MOST_TRIES = 20_000


def examples(test: Test, vocabulary: Vocabulary, on: dt.date) -> dict[int, dict[str, Value]]:
    """Outcome code → facts that give it. A missing outcome cannot happen, or was not found in MOST_TRIES combinations."""
    program, found = Program([test]), {}
    for facts in _tries(test, vocabulary, on):
        code = program.outcomes(facts, on.toordinal())[0]
        if code not in found:
            found[code] = facts
            if len(found) == len(OUTCOMES):
                break
    return found


def can_only_be_unknown(found: dict[int, dict[str, Value]]) -> bool:
    return set(found) <= {UNKNOWN}


def _tries(test: Test, vocabulary: Vocabulary, on: dt.date) -> Iterator[dict[str, Value]]:
    names = sorted(test.facts)
    leaves = [*atoms(test.when), *atoms(test.need)]
    domains = [[None, *_candidates(name, leaves, vocabulary, on, test.warn_days)] for name in names]
    if prod(map(len, domains)) <= MOST_TRIES:
        choices: Iterator[tuple[Value | None, ...]] = iter(product(*domains))
    else:
        rng = random.Random(7)
        choices = islice((tuple(rng.choice(d) for d in domains) for _ in iter(int, 1)), MOST_TRIES)
    for choice in choices:
        yield {name: value for name, value in zip(names, choice, strict=True) if value is not None}


def _candidates(name: str, leaves: list[Node], vocabulary: Vocabulary, on: dt.date, warn_days: int) -> list[Value]:
    fact = vocabulary[name]
    if fact.kind == "bool":
        return [True, False]
    if fact.kind == "enum":
        return list(fact.values)
    if fact.kind == "set":
        members = sorted({leaf.member for leaf in leaves if isinstance(leaf, Has) and leaf.fact == name})
        return [
            frozenset(c)
            for size in (0, 1, len(members) - 1, len(members))
            if size >= 0
            for c in combinations(members, size)
        ]
    if fact.kind == "int":
        limits = {leaf.limit for leaf in leaves if isinstance(leaf, Compare) and leaf.fact == name}
        return sorted(
            {n for limit in limits for n in (limit - 1, limit, limit + 1) if fact.minimum <= n <= fact.maximum}
        )
    return _days(name, leaves, on.toordinal(), warn_days)


def _days(name: str, leaves: list[Node], today: int, warn_days: int) -> list[Value]:
    counts = {
        leaf.count * (30 if leaf.unit == "months" else 1)
        for leaf in leaves
        if isinstance(leaf, Age) and leaf.fact == name
    }
    around = {today - count + step for count in counts for step in (-40, -1, 0, 1, 40)}
    return [
        NEVER,
        *sorted(around | {today - 1, today, today + 1, today + warn_days, today + warn_days + 1, today + 400}),
    ]
