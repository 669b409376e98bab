"""What waits for somebody besides requests to work from home: legal requests, trips, doubts, duties, absences."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.people.viewer import Viewer

from .abroad.queries import abroad_for
from .deciders import stood_in_for
from .everyday.queries import absences_for, doubts_for, duties_for
from .flexible.queries import flexible_for
from .models import AbroadRequest, Doubt, DutiesAgreement, FlexibleRequest
from .queries import arrangements_for
from .states import AGREED

REVIEW_AHEAD = dt.timedelta(days=7)
MOST = 20  # of each kind; the rest follow when these are done


@dataclass(frozen=True)
class Waiting:
    words: str
    href: str
    tag: str


def also_waiting(viewer: Viewer | None) -> list[Waiting]:
    """A fixed number of queries; nothing about the viewer themselves, and nothing that is done."""
    if viewer is None:
        return []
    kinds = (_flexible, _abroad, _reviews, _doubts, _duties, _absences)
    return [row for each in kinds for row in each(viewer)]


def _flexible(viewer: Viewer) -> list[Waiting]:
    states = (FlexibleRequest.State.RECEIVED, FlexibleRequest.State.APPEALED)
    rows = flexible_for(viewer).filter(state__in=states, organisation=viewer.organisation).exclude(person=viewer.person)
    rows = rows.order_by(F("last_day").asc(nulls_last=True), "pk")
    return [
        Waiting(
            f"{row.person.name}: flexible working",
            reverse("arrangements:flexible", args=[row.code]),
            row.get_state_display(),
        )
        for row in rows[:MOST]
    ]


def _abroad(viewer: Viewer) -> list[Waiting]:
    rows = abroad_for(viewer).filter(state=AbroadRequest.State.ASKED, decider_kind__in=viewer.roles)
    return [
        Waiting(
            f"{row.person.name}: going abroad", reverse("arrangements:abroad", args=[row.code]), row.get_state_display()
        )
        for row in rows.exclude(person=viewer.person).order_by("leaves_on", "pk")[:MOST]
    ]


def _reviews(viewer: Viewer) -> list[Waiting]:
    """Days at home that were to be looked at again, from a week before the day."""
    soon = viewer.today + REVIEW_AHEAD
    rows = arrangements_for(viewer).filter(state__in=AGREED, review_on__lte=soon, decider_kind__in=viewer.roles)
    return [
        Waiting(
            f"{row.person.name}: look again at the days at home",
            reverse("arrangements:look-again", args=[row.code]),
            f"By {day_in_words(row.review_on)}" if row.review_on else "",
        )
        for row in rows.exclude(person=viewer.person).order_by("review_on", "pk")[:MOST]
        if not row.is_over(viewer.today)
    ]


def _doubts(viewer: Viewer) -> list[Waiting]:
    mine = Q(state=Doubt.State.ASKED, line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    mine |= Q(state=Doubt.State.DISCUSSED, decider_kind__in=viewer.roles)
    rows = doubts_for(viewer).filter(mine).exclude(person=viewer.person).order_by("created_at", "pk")
    return [
        Waiting(
            f"{row.person.name} is not sure", reverse("arrangements:doubt", args=[row.code]), row.get_state_display()
        )
        for row in rows[:MOST]
    ]


def _duties(viewer: Viewer) -> list[Waiting]:
    open_ = Q(change=DutiesAgreement.Change.OTHER) | Q(instead=True)
    rows = duties_for(viewer).filter(open_, agreed_by=None).exclude(person=viewer.person).order_by("created_at", "pk")
    return [
        Waiting(f"{row.person.name}: work at home", reverse("arrangements:agree-duties"), "Not agreed yet")
        for row in rows[:MOST]
    ]


def _absences(viewer: Viewer) -> list[Waiting]:
    rows = absences_for(viewer).filter(seen_by=None).exclude(person=viewer.person).order_by("on", "pk")
    return [
        Waiting(f"{row.person.name} cannot work", reverse("arrangements:report-absence"), "Not seen yet")
        for row in rows[:MOST]
    ]
