"""What an uploaded list would do, line by line, for previews. `words` gives each kind of step its heading, in order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from . import csv


class Step(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def says(self) -> str: ...


@dataclass(frozen=True)
class Group:
    """The steps of one kind: how many there are, and as many as fit on the page."""

    words: str
    count: int
    rows: list[tuple[int, str, str]]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def counts_of(steps: Iterable[Step], words: Mapping[str, str]) -> dict[str, int]:
    found = Counter(step.kind for step in steps)
    return {kind: found[kind] for kind in words}


def groups_of(steps: Sequence[Step], words: Mapping[str, str], most: int) -> list[Group]:
    """Steps by kind; a kind with no steps is left out."""
    told: dict[str, list[tuple[int, str, str]]] = {kind: [] for kind in words}
    for step in steps:
        if step.kind in told:
            told[step.kind].append((step.number, step.title, step.says))
    return [Group(words[kind], len(rows), rows[:most]) for kind, rows in told.items() if rows]


def not_taken(head: str, steps: Iterable[Step], words: Mapping[str, str]) -> str:
    """A CSV of the lines that were not taken, with reasons, to set beside the original spreadsheet."""
    return csv.table(("Line", head, "What", "Why"), [(s.number, s.title, words[s.kind], s.says) for s in steps])
