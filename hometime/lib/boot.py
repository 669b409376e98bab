"""Starts Django for the commands that need it, so that the others stay quick."""

import os
import sqlite3
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType


def django() -> None:
    """Read the settings and load the parts; a bad setting ends the command with one plain line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hometime.settings")
    problems = import_module("django.core.exceptions")
    try:
        import_module("django").setup()
    except problems.ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)


def has_only_the_demo() -> bool:
    """Whether this folder holds the demonstration and no school’s own site."""
    if {"HOMETIME_DEMO", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & os.environ.keys() or Path(".env").exists():
        return False
    data = Path(os.environ.get("HOMETIME_DATA") or "hometime-data")
    return (data / "demo.sqlite3").exists() and not _has_tables(data / "hometime.sqlite3")


def _has_tables(path: Path) -> bool:
    """False where there is no file, or only the empty one that a command leaves when it finds no database."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def load(module: str) -> ModuleType:
    """Start Django, then load a module that could not have been loaded before it."""
    django()
    return import_module(module)
