"""What waits for somebody besides requests to work from home: legal requests, trips, reviews, doubts, duties, absences."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from .abroad.queries import abroad_for
from .deciders import stood_in_for
from .everyday.queries import absences_for, doubts_for, duties_for
from .flexible.queries import flexible_for
from .models import AbroadRequest, Doubt, DutiesAgreement, FlexibleRequest
from .queries import arrangements_for
from .states import AGREED

REVIEW_AHEAD = dt.timedelta(days=7)
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

    def waiting(self, name: str, code: object, state: str, day: dt.date | None) -> Waiting:
        tag = self.states(state).label if self.states else self.tag
        if self.day:
            tag = tag.format(day_in_words(day)) if day else TO_ANSWER  # the law of the nation may set no day
        return Waiting(self.words.format(name), reverse(self.page, args=[code] if self.is_page_each else []), tag)

    def columns(self, number: int, viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
        """The same columns for every kind, so that one query can ask for all of them; never about the viewer."""
        rows = self.rows(viewer).order_by()
        rows = rows.exclude(**{self.about: viewer.person}) if self.about else rows
        named = self.called or (f"{self.about}__name" if self.about else "")
        rows = rows.annotate(
            turn=Value(0 if self.goes_first else 1),
            waits_from=F(self.since),
            which=Value(number),
            named=F(named) if named else Value("", output_field=CharField()),
            goes_by=F(self.code),
            stands=F("state") if self.states else Value("", output_field=CharField()),
            day=F(self.day)
            if self.day
            else Cast(Value(None), DateField()),  # PostgreSQL asks what kind of nothing it is
        )
        return rows.values_list("turn", "waits_from", "which", "named", "goes_by", "stands", "day")


def also_waiting(viewer: Viewer | None) -> list[Waiting]:
    return waiting_among(KINDS, viewer)


def waiting_among(kinds: tuple[Kind, ...], viewer: Viewer | None, most: int = MOST) -> list[Waiting]:
    """Of these kinds the oldest first, in one query; nothing about the viewer themselves, and nothing that is done."""
    if viewer is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*_question(kinds, viewer, most, connection.vendor))
        found = cursor.fetchall()
    return [kinds[which].waiting(name, UUID(str(code)), *_told(*more)) for _, _, which, name, code, *more in found]


@lru_cache(maxsize=400)
def _question(kinds: tuple[Kind, ...], viewer: Viewer, most: int, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The question for one viewer on one day; the answer is new each time.

    Putting it together costs ten times what asking it does, and it is asked on every front page and inbox.
    """
    first, *others = (kind.columns(number, viewer) for number, kind in enumerate(kinds))
    rows = first.union(*others, all=True).order_by("turn", "waits_from", "which", "goes_by")[:most]
    text, given = rows.query.sql_with_params()
    return text, tuple(given)


def _told(stands: str, day: object) -> tuple[str, dt.date | None]:
    """As a database gives it: SQLite writes days out."""
    return stands, dt.date.fromisoformat(str(day)) if day else None


def _flexible(viewer: Viewer) -> QuerySet[Any]:
    states = (FlexibleRequest.State.RECEIVED, FlexibleRequest.State.APPEALED)
    return flexible_for(viewer).filter(state__in=states, organisation=viewer.organisation)


def _abroad(viewer: Viewer) -> QuerySet[Any]:
    return abroad_for(viewer).filter(state=AbroadRequest.State.ASKED, decider_kind__in=viewer.roles)


def _back(viewer: Viewer) -> QuerySet[Any]:
    """Equipment that should be back from abroad, for those who check it in."""
    out = abroad_for(viewer).filter(state=AbroadRequest.State.GIVEN, returns_on__lte=viewer.today).exclude(kit="")
    return out if viewer.has_role(Role.Kind.IT) else out.filter(decider_kind__in=viewer.roles)


def _reviews(viewer: Viewer) -> QuerySet[Any]:
    """Days at home that were to be looked at again, from a week before the day; not those that are over."""
    soon = viewer.today + REVIEW_AHEAD
    rows = arrangements_for(viewer).filter(state__in=AGREED, review_on__lte=soon, decider_kind__in=viewer.roles)
    return rows.exclude(ends_on__lt=viewer.today).exclude(ended_on__lt=viewer.today)


def _doubts(viewer: Viewer) -> QuerySet[Any]:
    mine = Q(state=Doubt.State.ASKED, line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    mine |= Q(state=Doubt.State.DISCUSSED, decider_kind__in=viewer.roles)
    return doubts_for(viewer).filter(mine)


def _duties(viewer: Viewer) -> QuerySet[Any]:
    open_ = Q(change=DutiesAgreement.Change.OTHER) | Q(instead=True)
    return duties_for(viewer).filter(open_, agreed_by=None, declined_by=None)


def _absences(viewer: Viewer) -> QuerySet[Any]:
    return absences_for(viewer).filter(seen_by=None)


KINDS = (
    Kind(_flexible, "{}: flexible working", "arrangements:flexible", "Answer by {}", day="last_day"),
    Kind(_abroad, "{}: going abroad", "arrangements:abroad", states=AbroadRequest.State),
    Kind(_back, "{}: equipment back from abroad", "arrangements:abroad", "Due {}", day="returns_on"),
    Kind(_reviews, "{}: look again at the days at home", "arrangements:look-again", "By {}", day="review_on"),
    Kind(_doubts, "{} is not sure", "arrangements:doubt", states=Doubt.State),
    Kind(_duties, "{}: work at home", "arrangements:agree-duties", "Not agreed yet", is_page_each=False),
    Kind(_absences, "{} cannot work", "arrangements:report-absence", "Not seen yet", is_page_each=False),
)
