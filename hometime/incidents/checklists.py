"""What to do about a kind of report, in words of our own: data/advice.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hometime.lib.data import read_data

FILE = Path(__file__).parent / "data" / "advice.yaml"


@dataclass(frozen=True)
class Item:
    slug: str
    words: str
    who: str


@cache
def _read() -> Mapping[str, Any]:
    read: Mapping[str, Any] = read_data(FILE)
    return read


def advice_for(kind: str, thing: str) -> list[str]:
    """What can be done at once."""
    return [str(line["words"]) for line in _read()["now"] if {kind, thing} & set(line["for"])]


def containment_for(kind: str, thing: str, who: Iterable[str] = ("reporter", "it", "lead")) -> list[Item]:
    rows = _read()["containment"].items()
    return [
        Item(str(slug), str(row["words"]), str(row["who"]))
        for slug, row in rows
        if {kind, thing} & set(row["for"]) and row["who"] in who
    ]


def containment_words(slug: str) -> str:
    row = _read()["containment"].get(slug)
    return str(row["words"]) if row else slug


def bodies() -> dict[str, str]:
    """Bodies besides the regulator that may have to know."""
    return {str(slug): str(words) for slug, words in _read()["bodies"].items()}
