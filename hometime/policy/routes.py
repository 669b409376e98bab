"""The names of the pages that exist, so that a link is only shown where it leads somewhere."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse


@cache
def page_names() -> frozenset[str]:
    """Every URL name there is, with its part: `policy:glossary`."""
    return frozenset(_names(get_resolver().url_patterns, ""))


def address_of(name: str) -> str:
    """The address of a page by its name; empty while it does not exist, or needs to be told which record."""
    try:
        return reverse(name) if name in page_names() else ""
    except NoReverseMatch:
        return ""


def _names(patterns: Iterable[Any], part: str) -> Iterator[str]:
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            yield from _names(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else part)
        elif entry.name:
            yield f"{part}{entry.name}"
