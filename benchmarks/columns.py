"""The same policy for polars and DuckDB: for each rule four columns of true or false, from columns of facts with nulls."""

from functools import reduce
from operator import and_, or_

from hometime.engine.months import month_threshold
from hometime.engine.program import COMPARE
from hometime.engine.table import MISSING
from hometime.engine.tree import Age, And, Compare, Const, Has, In, Is, Not, NotAfter, NotPast, Or


def frame(polars, vocabulary, given):
    """A frame with nulls where a fact is missing, enums and sets as the numbers they already are."""
    series = []
    for name, column in given.items():
        known = column > 0 if vocabulary[name].kind == "set" else column != MISSING
        values = polars.Series(name, column == 1 if vocabulary[name].kind == "bool" else column)
        series.append(
            polars.select(polars.when(polars.Series(known)).then(values).otherwise(None).alias(name)).to_series()
        )
    return polars.DataFrame(series)


def polars_expressions(polars, compiled, vocabulary, today):
    def read(node, on):
        match node:
            case Const(value=value):
                return polars.lit(value)
            case Not(part=part):
                return ~read(part, on)
            case And(parts=parts) | Or(parts=parts):
                return reduce(and_ if isinstance(node, And) else or_, (read(part, on) for part in parts))
            case NotAfter(first=first, second=second):
                return (
                    (polars.col(first) != 0)
                    & (polars.col(first) <= polars.col(second))
                    & polars.col(second).is_not_null()
                )
        return polars_atom(polars, node, vocabulary, on)

    named = {}
    for number, test in enumerate(compiled.program.tests):
        named |= planes(
            number, read(test.when, today), read(test.need, today), read(test.need, today + test.warn_days + 1)
        )
    return [expression.alias(name) for name, expression in named.items()]


def planes(number, when, need, later):
    met = need.fill_null(False) & when.fill_null(True)
    return {
        f"out{number}": when.not_().fill_null(False),
        f"met{number}": met,
        f"expiring{number}": met & ~later.fill_null(False),
        f"unmet{number}": (when & ~need).fill_null(False),
    }


def polars_atom(polars, node, vocabulary, today):
    column = polars.col(node.fact)
    match node:
        case Is():
            return column
        case Compare(op=op, limit=limit):
            return COMPARE[op](column, limit)
        case In(fact=fact, members=members):
            return column.is_in([list(vocabulary[fact].values).index(member) for member in sorted(members)])
        case Has(fact=fact, member=member):
            return (column & (2 << list(vocabulary[fact].values).index(member))) != 0
        case NotPast():
            return column >= today
        case Age(op="<=", count=count, unit=unit):
            return column >= (today - count if unit == "days" else month_threshold(today, count))
        case Age(count=count, unit=unit):
            return column < (today - count + 1 if unit == "days" else month_threshold(today + 1, count))
    raise TypeError(node)


def into_duckdb(connection, vocabulary, given):
    """A table of facts with nulls where a fact is missing."""
    connection.register("given", given)
    asked = (
        f'CASE WHEN "{name}" >= {1 if vocabulary[name].kind == "set" else 0} THEN {value} END AS "{name}"'
        for name in given
        for value in ([f'"{name}" = 1'] if vocabulary[name].kind == "bool" else [f'"{name}"'])
    )
    connection.execute(f"CREATE TABLE facts AS SELECT {', '.join(asked)} FROM given")


def sql_of(compiled, vocabulary, today):
    """One SELECT of every rule’s four columns."""
    asked = []
    for number, test in enumerate(compiled.program.tests):
        when, need = sql(test.when, vocabulary, today), sql(test.need, vocabulary, today)
        later = sql(test.need, vocabulary, today + test.warn_days + 1)
        met = f"(coalesce({need}, false) AND coalesce({when}, true))"
        asked += [
            f"coalesce(NOT {when}, false) AS out{number}",
            f"{met} AS met{number}",
            f"({met} AND NOT coalesce({later}, false)) AS expiring{number}",
            f"coalesce({when} AND NOT {need}, false) AS unmet{number}",
        ]
    return f"SELECT {', '.join(asked)} FROM facts"


def sql(node, vocabulary, today):
    match node:
        case Const(value=value):
            return str(value)
        case Not(part=part):
            return f"(NOT {sql(part, vocabulary, today)})"
        case And(parts=parts) | Or(parts=parts):
            return f"({(' AND ' if isinstance(node, And) else ' OR ').join(sql(part, vocabulary, today) for part in parts)})"
        case NotAfter(first=first, second=second):
            return f'("{first}" <> 0 AND "{first}" <= "{second}")'
        case Is(fact=fact):
            return f'"{fact}"'
        case Compare(fact=fact, op=op, limit=limit):
            return f'("{fact}" {op} {limit})'
        case In(fact=fact, members=members):
            places = (str(list(vocabulary[fact].values).index(member)) for member in sorted(members))
            return f'("{fact}" IN ({", ".join(places)}))'
        case Has(fact=fact, member=member):
            return f'(("{fact}" & {2 << list(vocabulary[fact].values).index(member)}) <> 0)'
        case NotPast(fact=fact):
            return f'("{fact}" >= {today})'
        case Age(fact=fact, op="<=", count=count, unit=unit):
            return f'("{fact}" >= {today - count if unit == "days" else month_threshold(today, count)})'
        case Age(fact=fact, count=count, unit=unit):
            return f'("{fact}" < {today - count + 1 if unit == "days" else month_threshold(today + 1, count)})'
    raise TypeError(node)
