"""Gathers what is on record about people from every register in FACT_SOURCES; the first that knows a fact is believed.

A register’s `facts.py` has one function, `facts_about(people, organisation, on)`, which answers for all of them in one query
(`hometime.people.together`), however many they are. What several registers need (the policy in force, these people’s roles) is
read once and `remembered` meanwhile. `home/tests/test_queries_of_facts.py` says how many queries each takes.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings

from hometime.engine.vocabulary import Value, Vocabulary
from hometime.lib.remembering import remembered, remembering
from hometime.lib.text import day_for_people
from hometime.people.models import Organisation, Person


@dataclass(frozen=True)
class Known:
    """A fact on record: plain value, where it comes from in plain words, and the day the source saw it."""

    value: Any
    source: str
    seen_on: dt.date


@dataclass(frozen=True)
class OnRecord:
    """Facts fit to decide by, where each comes from, and what was left out because it is too old."""

    facts: dict[str, Value]
    sources: dict[str, str]
    too_old: dict[str, str]


def gather(
    person: Person,
    organisation: Organisation,
    vocabulary: Vocabulary,
    on: dt.date,
    sources: Sequence[str] | None = None,
) -> OnRecord:
    """What is on record about a person on a day. A value older than its fact allows counts as missing, and is said to be."""
    return fit_to_decide(known_about([person], organisation, on, sources)[person.pk], vocabulary, on)


def known_about(
    people: Sequence[Person], organisation: Organisation, on: dt.date, sources: Sequence[str] | None = None
) -> dict[int, dict[str, Known]]:
    """What every register knows of these people, by each one’s key; as many queries for a thousand as for one."""
    known: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    with remembering():
        told = [
            told_by(each, people, organisation, on) for each in (settings.FACT_SOURCES if sources is None else sources)
        ]
    for register in told:
        for person, facts in register.items():
            for fact, what in facts.items():
                known[person].setdefault(fact, what)
    return known


@remembered
def told_by(
    source: str, people: Sequence[Person], organisation: Organisation, on: dt.date
) -> dict[int, dict[str, Known]]:
    """What one register knows; asked once for a page, however many parts of it want to know."""
    told: dict[int, dict[str, Known]] = import_module(source).facts_about(people, organisation, on)
    return told


def fit_to_decide(known: Mapping[str, Known], vocabulary: Vocabulary, on: dt.date) -> OnRecord:
    record = OnRecord({}, {}, {})
    for name, what in known.items():
        if name not in vocabulary:
            continue
        fact = vocabulary[name]
        words = f"{what.source}, {day_for_people(what.seen_on, on)}"
        if fact.stale_after is not None and (on - what.seen_on).days > fact.stale_after:
            record.too_old[name] = words
        else:
            record.facts[name] = fact.hold(what.value)
            record.sources[name] = words
    return record
