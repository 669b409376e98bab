"""What waits for somebody to decide or answer: each part names its kinds of it, and one query asks for any of them together."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to

from .viewer import Viewer
from .written_out import answers, written_out

TO_ANSWER = "To answer"
MOST = 20  # the rest follow when these are done


@dataclass(frozen=True)
class Waiting:
    words: str
    href: str
    tag: str


@dataclass(frozen=True)
class Kind:
    """One register of things that wait: which rows, in what words, on what page, and where each stands.

    `about` is the person it concerns, whose name is said; empty for what is said without a name, or with what it is `called`.
    """

    rows: Callable[[Viewer], QuerySet[Any]]
    words: str
    page: str
    tag: str = ""
    states: Any = None
    day: str = ""
    is_page_each: bool = True
    about: str = "person"
    called: str = ""
    since: str = "created_at"
    code: str = "code"
    goes_first: bool = False
    turns_on: Callable[[Viewer], object] | None = None  # what a school may change during the day, where rows turn on it

    def waiting(self, name: str, code: UUID, state: str, day: dt.date | None) -> Waiting:
        tag = self.states(state).label if self.states else self.tag
        if self.day:
            tag = tag.format(day_in_words(day)) if day else TO_ANSWER  # the law of the nation may set no day
        return Waiting(
            self.words.format(name), link_to(self.page, code) if self.is_page_each else reverse(self.page), tag
        )

    def columns(self, viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
        """The same columns for every kind, so that one query can ask for all of them; never about the viewer."""
        rows = self.rows(viewer).order_by()
        rows = rows.exclude(**{self.about: viewer.person}) if self.about else rows
        named = self.called or (f"{self.about}__name" if self.about else "")
        rows = rows.annotate(
            waits_from=F(self.since),
            named=F(named) if named else Value("", output_field=CharField()),
            goes_by=F(self.code),
            stands=F("state") if self.states else Value("", output_field=CharField()),
            day=F(self.day)
            if self.day
            else Cast(Value(None), DateField()),  # PostgreSQL asks what kind of nothing it is
        )
        told = rows.values_list("waits_from", "named", "goes_by", "stands", "day")
        return told.order_by("waits_from", "goes_by")


def waiting_among(kinds: tuple[Kind, ...], viewer: Viewer | None, most: int = MOST) -> list[Waiting]:
    """Of these kinds the oldest first, in one query; nothing about the viewer themselves, and nothing that is done."""
    if viewer is None:
        return []
    turns_on = tuple(kind.turns_on(viewer) for kind in kinds if kind.turns_on)
    found = answers(_question(kinds, viewer, most, connection.vendor, turns_on))
    return [kinds[which].waiting(name, UUID(str(code)), *_told(*more)) for _, which, _, name, code, *more in found]


@lru_cache(maxsize=400)
def _question(kinds: tuple[Kind, ...], viewer: Viewer, most: int, vendor: str, turns_on: object) -> str:
    """The question for one viewer on one day, and of what it turns on; the answer is new each time.

    Putting it together costs ten times what asking it does, and it is asked on every front page and inbox. Each kind is
    cut off by itself: its oldest come from its index, and a long register is not put in order for the sake of twenty.
    """
    arms = []
    for number, kind in enumerate(kinds):
        turn = 0 if kind.goes_first else 1
        if text := written_out(kind.columns(viewer)[:most]):  # else it is not for them, whatever there is
            arms.append(f"SELECT {turn} AS turn, {number} AS which, arm{number}.* FROM ({text}) AS arm{number}")
    return f"{' UNION ALL '.join(arms)} ORDER BY turn, waits_from, which, goes_by LIMIT {most}" if arms else ""


def _told(stands: str, day: object) -> tuple[str, dt.date | None]:
    """As a database gives it: SQLite writes days out."""
    return stands, dt.date.fromisoformat(str(day)) if day else None
