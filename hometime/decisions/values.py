"""A held value in the words of its question."""

import datetime as dt

from hometime.engine.vocabulary import Fact, Value
from hometime.lib.text import day_in_words


def shown_value(fact: Fact, value: Value) -> str:
    """“Yes”, “My own”, “31 October 2026”."""
    if fact.kind == "bool":
        return "Yes" if value else "No"
    if fact.kind == "enum":
        return fact.values[str(value)]
    if isinstance(value, frozenset):
        return ", ".join(words for slug, words in fact.values.items() if slug in value) or "None of these"
    if fact.kind == "int":
        return f"{value} {fact.unit}".strip()
    shown = fact.show(value)
    return "Never" if shown == "never" else day_in_words(dt.date.fromisoformat(shown))
