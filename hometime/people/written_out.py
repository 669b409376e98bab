"""A question that is asked all day long, put together once and kept with its values written into it."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def written_out(rows: QuerySet[Any, Any]) -> str:
    """The SQL of these rows without parameters; empty where there can be none. Only for values the product gives itself.

    SQLite plans a question with parameters anew each time it is asked, as its indexes of what is open hold for some values
    and not for others: for a long one that costs four times the answer. Never for what somebody typed.
    """
    try:
        text, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return ""
    if connection.vendor == "postgresql":
        return str(connection.ops.compose_sql(text, given))  # type: ignore[attr-defined]
    quote = connection.SchemaEditorClass(connection).quote_value
    return text % tuple(quote(each) for each in given)


def answers(text: str) -> list[tuple[Any, ...]]:
    """The rows there are now; none to no question."""
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text)
        return list(cursor.fetchall())
