"""One text for one thing, so that its hash can be worked out again years later, by anyone, in any language."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import rfc8785

START = "0" * 64  # what the first entry of a chain follows


def text_of(value: Mapping[str, Any]) -> str:
    """RFC 8785 JSON: keys in order, one way to write each number, no spare spaces."""
    return rfc8785.dumps(plain(value)).decode()


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond, however the database hands it back."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def plain(value: Any) -> Any:
    """The value as JSON types; TypeError for anything that could be written in more than one way."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"An act cannot keep a {type(value).__name__}: give a word, a number, a date or a list of them.")
