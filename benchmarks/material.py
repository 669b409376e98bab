"""What is measured on: the pack of Wolsey House, the facts of its cases, and columns of random facts."""

import datetime as dt
import random
from functools import cache

import numpy as np

from hometime.engine.table import MISSING, Table, dtype_of
from hometime.engine.vocabulary import NEVER
from hometime.policy.asking import complete
from hometime.policy.cases import read_cases
from hometime.policy.files import pack_folders
from hometime.policy.packs import shipped

SLUG = "wolsey-house"
DAY = dt.date(2026, 11, 2)
TODAY = DAY.toordinal()
FIGURE = "own-device-auto-lock", {"lock_minutes": 5}  # the figure a what-if tightens


@cache
def policy():
    return shipped(SLUG)


@cache
def compiled():
    return policy().pack.at(DAY)


@cache
def situations(count=40):
    """Fact sets as people have them: a known activity, and about two in three of the other facts that are read."""
    names = sorted({name for test in compiled().program.tests for name in test.facts} - {"activity"})
    activities = list(policy().catalogue.activities)
    found = []
    for number in range(count):
        rng = random.Random(number)
        known = {name: value_of(policy().vocabulary[name], rng) for name in names if rng.random() < 0.65}
        found.append(complete(policy(), {**known, "activity": activities[number % len(activities)]})[0])
    return found


@cache
def cases():
    """The facts of the pack’s own cases."""
    found = []
    for case in read_cases(pack_folders()[SLUG]):
        facts = {**policy().vocabulary.hold(case.facts), **({"activity": case.activity} if case.activity else {})}
        found.append(complete(policy(), facts)[0])
    return found


def value_of(fact, rng):
    if fact.kind == "bool":
        return rng.random() < 0.6
    if fact.kind == "int":
        return min(rng.choice([0, 1, 5, 10, 15, 30, 90]), fact.maximum)
    if fact.kind == "enum":
        return rng.choice(list(fact.values))
    if fact.kind == "set":
        return frozenset(member for member in fact.values if rng.random() < 0.3)
    return rng.choice(
        [NEVER, TODAY - rng.randrange(0, 40), TODAY - rng.randrange(300, 800), TODAY + rng.randrange(0, 60)]
    )


def columns(rows):
    """Random columns of every fact the pack reads, a third of each unknown."""
    rng = np.random.default_rng(7)
    names = sorted({name for test in compiled().program.tests for name in test.facts})
    return {name: column(policy().vocabulary[name], rows, rng) for name in names}


def column(fact, rows, rng):
    """A column as a table holds it; days around today, a tenth of them never."""
    known, dtype = rng.random(rows) < 0.65, dtype_of(fact)
    if fact.kind == "set":
        return np.where(known, rng.integers(0, 1 << len(fact.values), rows) * 2 + 1, 0).astype(dtype)
    if fact.kind == "date":
        days = np.where(rng.random(rows) < 0.1, NEVER, TODAY - rng.integers(-60, 800, rows))
        return np.where(known, days, MISSING).astype(dtype)
    most = {"bool": 2, "enum": len(fact.values), "int": 60}[fact.kind]
    return np.where(known, rng.integers(0, most, rows), MISSING).astype(dtype)


def table(given):
    return Table(policy().vocabulary, given, len(next(iter(given.values()))))
