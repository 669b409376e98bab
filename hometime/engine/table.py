"""Many rows at once: columns of facts, read as bit sets with one bit a row."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Any

import numpy as np

from .months import month_threshold
from .program import COMPARE, Pair, Planes, Program
from .tree import Age, Compare, Const, Has, In, Is, Node, NotAfter, NotPast
from .vocabulary import NEVER, Fact, Value, Vocabulary

MISSING = -1
FEW_ROWS = 100_000
BLOCK_ROWS = 1 << 18  # a multiple of eight; with more, what one step writes has left the cache before the next reads it
Bits = Callable[[np.ndarray], Any]  # a bit a row that is not zero
SET_DTYPES = (np.uint8, np.uint16, np.uint32, np.uint64)


def dtype_of(fact: Fact) -> Any:
    """The narrowest type that holds the values of a fact: narrow columns are read faster."""
    if fact.kind == "set":
        return next(dtype for dtype in SET_DTYPES if len(fact.values) < np.iinfo(dtype).bits)
    if fact.kind == "enum":
        return np.int8 if len(fact.values) < 127 else np.int16
    return np.int8 if fact.kind == "bool" else np.int32


class Table:
    """Rows of facts as typed columns; a name without a column is unknown in every row.

    bool: 1, 0 or MISSING; int and date: the number or MISSING; enum: the place of its value in the vocabulary, or MISSING; set: bit 0
    where it is known, and a bit a member from bit 1 on, in the order of the vocabulary. The type of a column is `dtype_of` its fact.
    """

    def __init__(self, vocabulary: Vocabulary, columns: Mapping[str, np.ndarray], rows: int):
        self.vocabulary, self.columns, self.rows = vocabulary, columns, rows

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
        return self._whole.planes(program, today) if self.rows <= FEW_ROWS else self._in_blocks(program, today)

    def unknown(self, planes: Planes) -> Any:
        """The rows for which a test has no certain outcome."""
        return self._bits(np.ones(self.rows, bool)) & ~(planes.unmet | planes.settled)

    def count(self, plane: Any) -> int:
        return plane.bit_count() if isinstance(plane, int) else int(np.bitwise_count(plane).sum())

    def rows_of(self, plane: Any) -> np.ndarray:
        """Row numbers in a bit set."""
        if isinstance(plane, int):
            plane = np.frombuffer(plane.to_bytes(-(-self.rows // 8), "big"), np.uint8)
        return np.flatnonzero(np.unpackbits(plane)[: self.rows])

    @cached_property
    def _whole(self) -> "Block":
        return self._block(0, self.rows)

    def _block(self, start: int, end: int) -> "Block":
        columns = {name: column[start:end] for name, column in self.columns.items()}
        return Block(self.vocabulary, columns, end - start, self._bits)

    def _in_blocks(self, program: Program, today: int) -> list[Planes]:
        """Block by block, so that each reuses the memory of the last. A plane shared by several tests stays shared."""
        whole = None
        for start in range(0, self.rows, BLOCK_ROWS):
            planes = self._block(start, min(start + BLOCK_ROWS, self.rows)).planes(program, today)
            parts = {id(part): part for of_one_test in planes for part in of_one_test}
            if whole is None:  # one allocation for all, which the system backs with large pages
                whole = np.empty((len(parts), -(-self.rows // 8)), np.uint8)
            for plane, part in zip(whole, parts.values(), strict=True):
                plane[start // 8 : start // 8 + len(part)] = part
            places = dict(zip(parts, whole, strict=True))
        return [Planes(*(places[id(part)] for part in of_one_test)) for of_one_test in planes]

    @property
    def _bits(self) -> Bits:
        return one_integer if self.rows <= FEW_ROWS else np.packbits


class Block:
    """Some rows of a table, read as bit sets; each atom is read once."""

    def __init__(self, vocabulary: Vocabulary, columns: Mapping[str, np.ndarray], rows: int, bits: Bits):
        self.vocabulary, self.columns, self.rows, self.bits = vocabulary, columns, rows, bits
        self._timeless: dict[Node, Pair] = {}
        self._known: dict[str, Any] = {}
        self._chosen: dict[tuple[str, str], Any] = {}
        self._bytes: dict[tuple[str, int], np.ndarray] = {}

    def planes(self, program: Program, today: int) -> list[Planes]:
        return program.planes(lambda atom, later: self._pair(atom, today + later))

    def _pair(self, atom: Node, today: int) -> Pair:
        if isinstance(atom, Age | NotPast):
            return self._read(atom, today)
        if atom not in self._timeless:
            self._timeless[atom] = self._read(atom, today)
        return self._timeless[atom]

    def _read(self, atom: Node, today: int) -> Pair:
        if isinstance(atom, Const):
            pair = self.bits(np.ones(self.rows, bool)), self.bits(np.zeros(self.rows, bool))
            return pair if atom.value else pair[::-1]
        if isinstance(atom, NotAfter):
            first, second = self._column(atom.first), self._column(atom.second)
            known = self._knows(atom.first) & self._knows(atom.second)
            yes = known & self.bits((first != NEVER) & (first <= second))
        elif isinstance(atom, In):
            known = self._knows(atom.fact)
            yes = reduce(or_, [self._chose(atom.fact, member) for member in sorted(atom.members)])
        else:
            known = self._knows(atom.fact)  # type: ignore[union-attr]
            yes = known & self.bits(self._truth(atom, self._column(atom.fact), today))  # type: ignore[union-attr]
        return yes, known ^ yes

    def _knows(self, fact: str) -> Any:
        """The rows where a fact is known."""
        if fact not in self._known:
            column = self._column(fact)
            self._known[fact] = self.bits(column != (0 if self.vocabulary[fact].kind == "set" else MISSING))
        return self._known[fact]

    def _chose(self, fact: str, member: str) -> Any:
        """The rows where an enum has a value."""
        if (fact, member) not in self._chosen:
            self._chosen[fact, member] = self.bits(self._column(fact) == self._place(fact, member))
        return self._chosen[fact, member]

    def _truth(self, atom: Node, column: np.ndarray, today: int) -> Any:
        """Not zero in the rows where an atom holds; rows where its fact is missing may be among them."""
        match atom:
            case Is():
                return column == 1
            case Has(fact=fact, member=member):
                byte, bit = divmod(1 + self._place(fact, member), 8)
                return self._byte(fact, byte) & np.uint8(1 << bit)
            case Compare(op=op, limit=limit):
                return COMPARE[op](column, limit)
            case NotPast():
                return column >= today
            case Age(op="<=", count=count, unit=unit):
                return column >= (today - count if unit == "days" else month_threshold(today, count))
            case Age(count=count, unit=unit):
                return column < (today - count + 1 if unit == "days" else month_threshold(today + 1, count))
        raise TypeError(f"not an atom: {atom!r}")

    def _column(self, fact: str) -> np.ndarray:
        column = self.columns.get(fact)
        return column if column is not None else column_of(self.vocabulary[fact], [None] * self.rows)

    def _byte(self, fact: str, number: int) -> np.ndarray:
        """One byte of every value of a set, the one that holds eight of its members."""
        if (fact, number) not in self._bytes:
            column = self._column(fact)
            self._bytes[fact, number] = np.ascontiguousarray(column.view(np.uint8)[number :: column.itemsize])
        return self._bytes[fact, number]

    def _place(self, fact: str, member: str) -> int:
        """Where a member stands in the vocabulary."""
        return list(self.vocabulary[fact].values).index(member)


def one_integer(rows: np.ndarray) -> int:
    """A bit a row, the first row highest, in one integer: for few rows these combine faster than the bytes of `np.packbits`."""
    return int.from_bytes(np.packbits(rows).tobytes(), "big")


def column_of(fact: Fact, values: Iterable[Value | None]) -> np.ndarray:
    """Held values of one fact, None where unknown, as a column."""
    if fact.kind in ("enum", "set"):
        place = {member: index for index, member in enumerate(fact.values)}
    if fact.kind == "enum":
        coded: list[int] = [MISSING if v is None else place[v] for v in values]  # type: ignore[index]
    elif fact.kind == "set":
        coded = [0 if v is None else 1 + sum([2 << place[m] for m in v]) for v in values]  # type: ignore[union-attr, misc]
    else:
        coded = [MISSING if v is None else int(v) for v in values]  # type: ignore[arg-type]
    return np.array(coded, dtype_of(fact))
