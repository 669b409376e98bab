"""Facts: the names a policy may ask about, and the values each may take.

A value is held as the engine compares it: bool and int as they are, an enum as its slug, a set as a frozenset of slugs, a date as its
day number (`date.toordinal()`), and `NEVER` for a date of something known not to have happened. A missing name is an unknown.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hometime.lib.text import did_you_mean

Value = bool | int | str | frozenset[str]
Facts = Mapping[str, Value]

NEVER = 0
KINDS = ("bool", "int", "date", "enum", "set")
SOURCES = ("ask", "records", "either", "tick")


@dataclass(frozen=True)
class Fact:
    """One entry of the vocabulary.

    `source`: who can supply it (`ask` a person, `records`, `either`, or `tick`: counted only when a person ticks it).
    `stale_after`: days after which a value on record counts as missing; None when it has no age of its own, 0 when asked afresh.
    `effort`: how hard it is to change, 1 (a tap) to 9 (a new way of working); `who` is nobody where it cannot be changed.
    `until_said`: the value it has, in the activities `until_said_for`, until somebody says otherwise (nobody has been told yet).
    `usual`: the value of an enum to suggest first, where several would do.
    `recorded_for`: what is on record is about this only (the school’s device), and is left out when another is known to be meant.
    """

    name: str
    kind: str
    ask: str
    source: str
    values: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    unit: str = ""
    stale_after: int | None = None
    who: str = "staff"
    effort: int = 1
    how: str = ""
    until_said: Value | None = None
    until_said_for: tuple[str, ...] = ()
    recorded_for: Mapping[str, Value] = field(default_factory=dict)
    usual: str = ""
    minimum: int = 0
    maximum: int = 100_000

    @property
    def is_askable(self) -> bool:
        return self.source in ("ask", "either")

    def read(self, text: str) -> Value:
        """A value from what a person typed; ValueError says what would do."""
        value: Value = getattr(self, f"_read_{self.kind}")(text.strip())
        return value

    def hold(self, value: Any) -> Value:
        """A value as data (YAML, JSON, Python) turned into what the engine compares; ValueError says what would do."""
        if self.kind == "bool" and isinstance(value, bool):
            return value
        if self.kind == "int" and isinstance(value, int) and not isinstance(value, bool):
            return self._read_int(str(value))
        if self.kind == "date" and isinstance(value, dt.date):
            return self._read_date(value.isoformat()[:10])
        if self.kind == "set" and not isinstance(value, str) and isinstance(value, Iterable):
            return frozenset(self._member(str(v)) for v in value)
        if isinstance(value, str):
            return self.read(value)
        raise ValueError(f"{self.name} is a {self.kind}; {value!r} will not do. {self.wanted}")

    def show(self, value: Value) -> Any:
        """A held value as plain JSON: dates as ISO text, sets as sorted lists."""
        if self.kind == "date":
            return "never" if value == NEVER else dt.date.fromordinal(int(value)).isoformat()  # type: ignore[arg-type]
        return sorted(value) if isinstance(value, frozenset) else value

    @property
    def wanted(self) -> str:
        """What a person may type for it."""
        return {
            "bool": "Say true or false.",
            "int": f"Give a whole number from {self.minimum} to {self.maximum}.",
            "date": "Give a date such as 2026-10-31, or never.",
            "enum": f"Choose one of: {', '.join(self.values)}.",
            "set": f"Choose any of: {', '.join(self.values)}; separate them with a comma, or say none.",
        }[self.kind]

    def _read_bool(self, text: str) -> bool:
        if text.lower() in ("true", "yes"):
            return True
        if text.lower() in ("false", "no"):
            return False
        raise ValueError(f"{self.name} cannot be “{text}”. {self.wanted}")

    def _read_int(self, text: str) -> int:
        if (
            text.isascii()
            and text.removeprefix("-").isdigit()
            and len(text) < 10
            and self.minimum <= int(text) <= self.maximum
        ):
            return int(text)
        raise ValueError(f"{self.name} cannot be “{text[:40]}”. {self.wanted}")

    def _read_date(self, text: str) -> int:
        if text == "never":
            return NEVER
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = dt.date.min
        if not 1900 <= day.year < 2200:
            raise ValueError(f"{self.name} cannot be “{text[:40]}”. {self.wanted}")
        return day.toordinal()

    def _read_enum(self, text: str) -> str:
        return self._member(text)

    def _read_set(self, text: str) -> frozenset[str]:
        if text in ("", "none") and "none" not in self.values:
            return frozenset()
        return frozenset(self._member(part.strip()) for part in text.replace("|", ",").split(","))

    def _member(self, text: str) -> str:
        if text in self.values:
            return text
        raise ValueError(f"{self.name} cannot be “{text[:40]}”.{did_you_mean(text, self.values)} {self.wanted}")


class Vocabulary(Mapping[str, Fact]):
    """All facts by name."""

    def __init__(self, facts: Mapping[str, Fact]):
        self._facts = facts

    @classmethod
    def of(cls, *facts: Fact) -> "Vocabulary":
        return cls({fact.name: fact for fact in facts})

    def __getitem__(self, name: str) -> Fact:
        try:
            return self._facts[name]
        except KeyError:
            raise KeyError(f"There is no fact called “{str(name)[:60]}”.{did_you_mean(name, self._facts)}") from None

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._facts)

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __len__(self) -> int:
        return len(self._facts)

    def hold(self, values: Mapping[str, Any]) -> dict[str, Value]:
        """Plain data turned into facts; None means unknown and is left out. KeyError or ValueError names what will not do."""
        return {name: self[name].hold(value) for name, value in values.items() if value is not None}

    def show(self, facts: Facts) -> dict[str, Any]:
        return {name: self[name].show(value) for name, value in facts.items()}
