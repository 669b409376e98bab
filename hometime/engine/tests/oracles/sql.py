"""Expressions as SQL, read by DuckDB: a fact that is missing is NULL there, and its logic is Kleene’s too."""

import duckdb

from hometime.engine.months import month_threshold
from hometime.engine.tree import Age, And, Compare, Const, Has, In, Is, Not, NotAfter, NotPast, Or

from .cel import outcome

TYPES = {"bool": "BOOLEAN", "int": "INTEGER", "date": "INTEGER", "enum": "VARCHAR", "set": "VARCHAR[]"}


def text_of(node, today):
    """An expression of SQL over columns named as the facts are; days are day numbers."""
    match node:
        case Const(value=value):
            return str(value)
        case Is(fact=fact):
            return f'"{fact}"'
        case Compare(fact=fact, op=op, limit=limit):
            return f'"{fact}" {op} {limit}'
        case In(fact=fact, members=members):
            return f'"{fact}" IN ({", ".join(map(repr, sorted(members)))})'
        case Has(fact=fact, member=member):
            return f"list_contains(\"{fact}\", '{member}')"
        case NotPast(fact=fact):
            return f'"{fact}" >= {today}'
        case NotAfter(first=first, second=second):
            return f'CASE WHEN "{first}" IS NULL OR "{second}" IS NULL THEN NULL ELSE "{first}" <> 0 AND "{first}" <= "{second}" END'
        case Age(fact=fact, op="<=", count=count, unit=unit):
            return f'"{fact}" >= {today - count if unit == "days" else month_threshold(today, count)}'
        case Age(fact=fact, count=count, unit=unit):
            return f'"{fact}" < {today - count + 1 if unit == "days" else month_threshold(today + 1, count)}'
        case Not(part=part):
            return f"NOT ({text_of(part, today)})"
    sign = {And: " AND ", Or: " OR "}[type(node)]
    return sign.join(f"({text_of(part, today)})" for part in node.parts)


def outcomes(tests, rows, today, vocabulary):
    """Outcome codes, a list a row, from one query."""
    names = sorted({name for test in tests for name in test.facts})
    with duckdb.connect() as connection:
        columns = "".join(f', "{name}" {TYPES[vocabulary[name].kind]}' for name in names)
        connection.execute(f"CREATE TABLE rows (place INTEGER{columns})")
        for place, row in enumerate(rows):
            values = [sorted(v) if isinstance(v := row.get(name), frozenset) else v for name in names]
            connection.execute(f"INSERT INTO rows VALUES ({', '.join('?' * (len(names) + 1))})", [place, *values])
        asked = ", ".join(
            f"({text_of(node, today + later)})"
            for t in tests
            for node, later in ((t.when, 0), (t.need, 0), (t.need, t.warn_days + 1))
        )
        answers = connection.execute(f"SELECT {asked} FROM rows ORDER BY place").fetchall()
    return [[outcome(*row[at : at + 3]) for at in range(0, len(row), 3)] for row in answers]
