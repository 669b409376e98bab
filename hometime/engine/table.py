"""Many rows at once: columns of facts, read as bit sets with one bit a row."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .months import month_threshold
from .program import COMPARE, Pair, Planes, Program
from .tree import Age, Compare, Const, Has, In, Is, Node, NotAfter, NotPast
from .vocabulary import NEVER, Fact, Value, Vocabulary

MISSING = -1
KNOWN = np.uint64(1 << 63)
DTYPES = {"bool": np.int8, "int": np.int32, "date": np.int32, "enum": np.int16, "set": np.uint64}


class Table:
    """Rows of facts as typed columns; a name without a column is unknown in every row.

    bool: int8 1, 0 or MISSING; int and date: int32 or MISSING; enum: int16, the place of its value in the vocabulary, or MISSING;
    set: uint64, a bit a member in the order of the vocabulary, and KNOWN where the value is known.
    """

    def __init__(self, vocabulary: Vocabulary, columns: Mapping[str, np.ndarray], rows: int):
        self.vocabulary, self.columns, self.rows = vocabulary, columns, rows
        self._timeless: dict[Node, Pair] = {}

    @classmethod
    def of(cls, vocabulary: Vocabulary, rows: Sequence[Mapping[str, Value]]) -> "Table":
        """From a list of fact sets; for tests and small lists, as it loops in Python."""
        names = sorted({name for row in rows for name in row})
        return cls(
            vocabulary,
            {name: column_of(vocabulary[name], [row.get(name) for row in rows]) for name in names},
            len(rows),
        )

    def planes(self, program: Program, on: dt.date) -> list[Planes]:
        """Outcomes of every test for every row on a day."""
        today = on.toordinal()
        return program.planes(lambda atom, later: self._pair(atom, today + later))

    def count(self, plane: Any) -> int:
        return int(np.bitwise_count(plane).sum())

    def rows_of(self, plane: Any) -> np.ndarray:
        """Row numbers in a bit set."""
        return np.flatnonzero(np.unpackbits(plane)[: self.rows])

    def _pair(self, atom: Node, today: int) -> Pair:
        if isinstance(atom, Age | NotPast):
            return self._read(atom, today)
        if atom not in self._timeless:
            self._timeless[atom] = self._read(atom, today)
        return self._timeless[atom]

    def _read(self, atom: Node, today: int) -> Pair:
        if isinstance(atom, Const):
            yes, known = np.full(self.rows, atom.value), np.ones(self.rows, bool)
        elif isinstance(atom, NotAfter):
            yes, known = self._not_after(atom)
        else:
            column = self._column(atom.fact)  # type: ignore[union-attr]
            known = column >= KNOWN if column.dtype == np.uint64 else column != MISSING
            yes = self._truth(atom, column, today) & known
        return np.packbits(yes), np.packbits(known & ~yes)

    def _truth(self, atom: Node, column: np.ndarray, today: int) -> Any:
        match atom:
            case Is():
                return column == 1
            case In(fact=fact, members=members):
                wanted = np.zeros(len(self.vocabulary[fact].values) + 1, bool)
                wanted[[self._place(fact, member) for member in members]] = True
                return wanted[column]
            case Has(fact=fact, member=member):
                return (column & np.uint64(1 << self._place(fact, member))) != 0
            case Compare(op=op, limit=limit):
                return np.asarray(COMPARE[op](column, limit))
            case NotPast():
                return column >= today
            case Age(op="<=", count=count, unit=unit):
                return column >= (today - count if unit == "days" else month_threshold(today, count))
            case Age(count=count, unit=unit):
                return column < (today - count + 1 if unit == "days" else month_threshold(today + 1, count))
        raise TypeError(f"not an atom: {atom!r}")

    def _not_after(self, atom: NotAfter) -> tuple[np.ndarray, np.ndarray]:
        first, second = self._column(atom.first), self._column(atom.second)
        known = (first != MISSING) & (second != MISSING)
        return known & (first != NEVER) & (first <= second), known

    def _column(self, fact: str) -> np.ndarray:
        column = self.columns.get(fact)
        return column if column is not None else column_of(self.vocabulary[fact], [None] * self.rows)

    def _place(self, fact: str, member: str) -> int:
        return list(self.vocabulary[fact].values).index(member)


def column_of(fact: Fact, values: Iterable[Value | None]) -> np.ndarray:
    """Held values of one fact, None where unknown, as a column."""
    if fact.kind in ("enum", "set"):
        place = {member: index for index, member in enumerate(fact.values)}
    if fact.kind == "enum":
        coded: list[int] = [MISSING if v is None else place[v] for v in values]  # type: ignore[index]
    elif fact.kind == "set":
        coded = [0 if v is None else int(KNOWN) | sum([1 << place[m] for m in v]) for v in values]  # type: ignore[union-attr, misc]
    else:
        coded = [MISSING if v is None else int(v) for v in values]  # type: ignore[arg-type]
    return np.array(coded, DTYPES[fact.kind])
