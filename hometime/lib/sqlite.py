"""Which SQLite we run on. Versions before 3.51.3 can corrupt a database in WAL mode when two connections write."""

import importlib.util
import sqlite3
import sys

SOUND = (3, 51, 3)


def use_a_sound_sqlite() -> None:
    """Swap an unsound SQLite for the bundled one. Works only before Django opens its first connection."""
    if sqlite3.sqlite_version_info >= SOUND or importlib.util.find_spec("pysqlite3") is None:
        return
    bundled = importlib.import_module("pysqlite3")
    if bundled.sqlite_version_info >= SOUND:
        sys.modules["sqlite3"] = bundled
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def linked_version() -> tuple[int, ...]:
    """The version in use, after any swap."""
    version: tuple[int, ...] = sys.modules["sqlite3"].sqlite_version_info
    return version


def journal_mode() -> str:
    """WAL where it is safe; else the rollback journal, which is slower and sound everywhere."""
    return "WAL" if linked_version() >= SOUND else "DELETE"
