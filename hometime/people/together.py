"""Reads several tables in one query, and asks about many people at once: what the registers need to tell facts of a whole school."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Func, Model, QuerySet, Value

FEW = 100  # keys, which go into a query one by one; more of them go as one list, as a database takes only so many


def read_together(*asked: QuerySet[Any, Any]) -> list[list[Any]]:
    """What `list` gives of each of these, in one query and not in one for each.

    Django makes of each row what it always does; joins, annotations, orders and limits hold.
    """
    answered = [each.all() for each in asked]
    compilers = [each.query.get_compiler(using=each.db) for each in answered]
    found: list[list[Sequence[Any]]] = [[] for _ in asked]
    for number, columns in _rows_of(compilers):
        found[number].append(columns)
    for each, compiler, rows in zip(answered, compilers, found, strict=True):
        _answer(each, compiler, rows)
    return [list(each) for each in answered]


def read_in_groups(groups: Iterable[Sequence[QuerySet[Any, Any]]]) -> list[list[list[Any]]]:
    """The same for what several registers ask: of each the answers to its own."""
    groups = list(groups)
    answers = iter(read_together(*(each for group in groups for each in group)))
    return [list(islice(answers, len(group))) for group in groups]


def keys_of(rows: Iterable[Model | int]) -> "People":
    """For `person__in=`, of any number of people."""
    keys = [row if isinstance(row, int) else row.pk for row in rows]
    return keys if len(keys) <= FEW else Keys(keys)


class Keys(Func):
    """A list of keys as one parameter, whatever its length."""

    output_field = BigIntegerField()

    def __init__(self, keys: Iterable[int]) -> None:
        super().__init__(Value(json.dumps(list(keys))))

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="(SELECT value FROM json_each(%(expressions)s))", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "(SELECT value::bigint FROM json_array_elements_text(%(expressions)s::json))"
        return self.as_sql(compiler, connection, template=template, **more)


People = Sequence[int] | Keys  # what `keys_of` gives


def _rows_of(compilers: Sequence[Any]) -> Iterable[tuple[int, Sequence[Any]]]:
    """Each row with the number of the question it answers, its columns as the database’s own library would give them."""
    named, given = [], []
    for number, compiler in enumerate(compilers):
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:  # about nobody
            continue
        named.append((number, _names(compiler), _in_order(sql, compiler)))
        given += parameters
    if not named:
        return
    tables = ", ".join(f"r{number} ({', '.join(names)}) AS ({sql})" for number, names, sql in named)
    widest = max(len(names) for _, names, _ in named)
    arms = " UNION ALL ".join(_arm(number, names, widest) for number, names, _ in named)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {tables} {arms}", given)
        found = cursor.fetchall()
    readers = {number: _readers(compilers[number]) for number, *_ in named}
    width = {number: len(names) for number, names, _ in named}
    for number, *columns in found:
        is_text = connection.vendor == "postgresql"
        yield number, _read(columns[0], readers[number]) if is_text else columns[: width[number]]


def _names(compiler: Any) -> list[str]:
    return [f"c{place}" for place in range(len(compiler.select))]


def _arm(number: int, names: Sequence[str], widest: int) -> str:
    """To SQLite a column is a column; PostgreSQL wants each to be of one type, so that there a row travels as one JSON text.

    The plus does nothing but hide the type a column was declared with, by which Python would read that of the other tables.
    """
    padded = ", ".join([*(f"+{name}" for name in names), *["NULL"] * (widest - len(names))])
    row = f"row_to_json(r{number})::text" if connection.vendor == "postgresql" else padded
    return f"SELECT {number}, {row} FROM r{number}"


def _in_order(sql: str, compiler: Any) -> str:
    """SQLite keeps the order of a part of a query where that part has a limit, be it none."""
    return f"{sql} LIMIT -1" if connection.vendor == "sqlite" and not compiler.query.is_sliced else sql


# What PostgreSQL’s library would else tell from the type of a column.
READERS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": dt.datetime.fromisoformat,
    "DateField": dt.date.fromisoformat,
    "UUIDField": UUID,
    "JSONField": json.dumps,
}


def _readers(compiler: Any) -> list[tuple[int, Callable[[Any], Any]]]:
    kinds = [column.output_field.get_internal_type() for column, *_ in compiler.select]
    return [(place, READERS[kind]) for place, kind in enumerate(kinds) if kind in READERS]


def _read(text: str, readers: Iterable[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    columns = list(json.loads(text).values())
    for place, read in readers:
        columns[place] = None if columns[place] is None else read(columns[place])
    return columns


def _answer(rows: QuerySet[Any, Any], compiler: Any, found: list[Sequence[Any]]) -> None:
    """Lets a queryset find its answer where it would else ask for it."""
    compiler.execute_sql = lambda *args, **more: [found]
    rows.query.get_compiler = lambda *args, **more: compiler  # type: ignore[method-assign]
