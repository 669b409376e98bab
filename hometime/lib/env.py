"""Read settings from the environment; a name or value we do not know is an error, never a guess."""

import os
from collections.abc import Collection
from difflib import get_close_matches

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off", "")
PREFIX = "HOMETIME_"


class BadSetting(ValueError):
    """A setting that cannot have been meant; the message says which, and what is allowed."""


def switch(name: str, default: bool) -> bool:
    said = os.environ.get(name, str(default)).strip().lower()
    if said not in YES + NO:
        raise BadSetting(f"{name} is “{said}”. It must be true or false.")
    return said in YES


def one_of(name: str, choices: Collection[str], default: str) -> str:
    said = os.environ.get(name, default).strip()
    if said not in choices:
        raise BadSetting(f"{name} is “{said}”. It must be one of: {', '.join(choices)}.")
    return said


def words(name: str, default: str) -> list[str]:
    """A list written with commas."""
    return [word for part in os.environ.get(name, default).split(",") if (word := part.strip())]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def refuse_unknown(known: Collection[str]) -> None:
    """BadSetting for a name we do not know: a misspelt one would otherwise silently keep its default."""
    for name in os.environ:
        if name.startswith(PREFIX) and name not in known:
            close = get_close_matches(name, known, n=1)
            meant = f" Did you mean {close[0]}?" if close else ""
            raise BadSetting(f"There is no setting {name}.{meant} The settings are listed in .env.example.")
