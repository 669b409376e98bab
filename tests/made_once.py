"""What many tests begin with: made by the product’s own acts the first time, and after that the same rows are put in.

    make_once("cast", now, lambda: load_demo(at=now))

Every test still has them in a transaction, or until a flush, of its own. Where rows cannot simply be put in they are
made anew: on PostgreSQL, which counts records on by itself, and wherever something else has been written before.
"""

from django.apps import apps
from django.db import connection, transaction

STANDING = {"django_content_type", "auth_permission"}  # Django fills these with the tables themselves

_made = {}  # (what, when) → {statement: rows}
_last = None  # the database, what was made in it last, and how many rows had been written there by then


def make_once(what, when, make, *, after=None):
    """`after` names what `make` builds upon: nothing else may have been written since that."""
    global _last
    if connection.vendor != "sqlite" or not (_is_last(after, when) if after else _is_empty()):
        make()
        return
    if (what, when) in _made:
        _put(_made[what, when])
    else:
        before = _rows()
        make()
        _made[what, when] = _to_put(before, _rows())
    _last = _now(what, when)


def _now(what, when):
    return connection.connection, what, when, connection.connection.total_changes


def _is_last(what, when):
    return connection.connection is not None and _last == _now(what, when)


def _tables():
    """Each after the tables it points at, mostly: a row whose owner is not there yet has to be looked for again."""
    models = sorted(apps.get_models(include_auto_created=True), key=lambda model: len(model._meta.related_objects))
    return [model._meta.db_table for model in reversed(models) if model._meta.db_table not in STANDING]


def _is_empty():
    any_row = " UNION ALL ".join(f'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{table}")' for table in _tables())
    with connection.cursor() as cursor:
        return cursor.execute(any_row).fetchone() is None


def _rows():
    """table → its rows as SQLite keeps them: a bare column would come as a Python value of its type."""
    run = connection.connection.execute
    columns = {table: ", ".join(f"+{name}" for name in _names(table)) for table in _tables()}
    return {table: {tuple(row): None for row in run(f'SELECT {columns[table]} FROM "{table}"')} for table in columns}


def _names(table):
    """Those of its columns that are written, not what SQLite works out from them."""
    return [f'"{name}"' for _, name, *_ in connection.connection.execute(f'PRAGMA table_info("{table}")')]


def _to_put(before, after):
    """Statement → values. REPLACE is slow: it is only for a table that had rows, one of which may be another now."""
    return {
        f"INSERT {'OR REPLACE ' if before[table] else ''}INTO {table} ({', '.join(_names(table))}) "
        f"VALUES ({', '.join('?' * len(rows[0]))})": rows
        for table in after
        if (rows := [row for row in after[table] if row not in before[table]])
    }


def _put(made):
    with transaction.atomic():
        for put, rows in made.items():
            connection.connection.executemany(put, rows)
