"""Start Django for commands that need it, so that those that do not stay quick."""

import os
import sys
from importlib import import_module
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


def load(module: str) -> ModuleType:
    """Start Django, then load a module that could not have been loaded before it."""
    django()
    return import_module(module)
