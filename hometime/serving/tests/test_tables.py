"""An empty database gets its tables at once, and they are those of the chain of migrations."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from hometime.serving import tables


@pytest.fixture
def made_at_once(sqlite_site):
    made = sqlite3.connect(sqlite_site.removeprefix("sqlite:///"))
    yield made.execute
    made.close()


def shape_of(ask):
    """Columns, keys and checks of each table, whatever order they came in; indexes and triggers as they are.

    Not the table of the cache, which no migration makes.
    """
    found = {}
    ours = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'hometime_cache%'"
    for kind, name, text in list(ask(ours)):
        words = "".join(" " if letter in "\"(),'" else letter for letter in text or "").split()
        found[kind, name] = Counter(words) if kind == "table" else words
    return found


def test_nothing_is_left_for_the_chain_to_do(sqlite_site, tmp_path):
    told = {"DATABASE_URL": sqlite_site, "HOMETIME_DATA": str(tmp_path), "HOMETIME_DEMO": "0"}
    command = [sys.executable, "manage.py", "migrate", "--check"]
    assert subprocess.run(command, cwd=settings.PACKAGE.parent, env=os.environ | told, check=False).returncode == 0


def test_the_ledger_refuses_change(made_at_once):
    triggers = {name for kind, name in shape_of(made_at_once) if kind == "trigger"}
    assert len(triggers) >= 2


def test_both_ways_lead_to_the_same_tables(request, db, made_at_once):
    if request.config.getoption("--no-migrations") or connection.vendor != "sqlite":
        pytest.skip("`make test-migrations` builds the chain, on SQLite")
    with connection.cursor() as cursor:
        by_the_chain = shape_of(lambda text: cursor.execute(text).fetchall())
    assert shape_of(made_at_once) == by_the_chain


def test_a_database_that_holds_something_goes_through_the_chain(db, monkeypatch):
    called = []
    monkeypatch.setattr(tables, "call_command", lambda name, **how: called.append(name))
    tables.make_tables()
    assert called == ["migrate"]
