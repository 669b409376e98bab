"""Start Django for commands that need it, so that those that do not stay quick."""

import os
import sys
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
    """True where the demonstration has been started here and no site of a school’s own."""
    if {"HOMETIME_DEMO", "DATABASE_URL"} & os.environ.keys() or Path(".env").exists():
        return False
    data = Path(os.environ.get("HOMETIME_DATA") or "hometime-data")
    own = data / "hometime.sqlite3"
    return (data / "demo.sqlite3").exists() and not (own.exists() and own.stat().st_size)


def load(module: str) -> ModuleType:
    """Start Django, then load a module that could not have been loaded before it."""
    django()
    return import_module(module)
