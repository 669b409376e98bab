"""What is on record about each of the cast: `records.yaml`, with its days counted back from the day it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from .cast import members, read

Value = bool | int | str | date | frozenset[str]


@dataclass(frozen=True)
class Record:
    fact: str
    value: Value
    recorded_on: date
    source: str


def records_for(person: str, today: date) -> list[Record]:
    """The facts on record for one of the cast, their school's among them; nothing for anybody else."""
    at = next((member.at for member in members() if member.slug == person), None)
    told = _file()
    facts = dict(told["organisations"].get(at, {}))
    own = told["people"].get(person, {})
    for kit in own.get("has", []):
        facts |= told["kits"][kit]
    facts |= {fact: entry for fact, entry in own.items() if fact != "has"}
    return [_record(fact, entry, today) for fact, entry in facts.items() if entry is not None]


@cache
def _file() -> Any:
    return read("records.yaml")


def _record(fact: str, entry: Mapping[str, Any], today: date) -> Record:
    return Record(fact, _value(entry["value"], today), today - timedelta(days=entry["seen"]), entry["source"])


def _value(value: Any, today: date) -> Value:
    if isinstance(value, list):
        return frozenset(value)
    if isinstance(value, dict):
        return today + timedelta(days=value.get("days_ahead", 0) - value.get("days_ago", 0))
    known: Value = value
    return known
