"""What waits for somebody besides requests to work from home: from legal requests and trips to doubts, closures and absences."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.people.waiting import Kind, Waiting, waiting_among

from .abroad.queries import abroad_for
from .deciders import stood_in_for
from .everyday.queries import absences_for, doubts_for, duties_for
from .flexible.queries import appeals_heard_by, flexible_for
from .held_up import too_long_before
from .models import AbroadRequest, Closure, Condition, Doubt, DutiesAgreement, FlexibleRequest, HurriedChoice
from .queries import arrangements_for
from .states import AGREED, State

REVIEW_AHEAD = dt.timedelta(days=7)


def also_waiting(viewer: Viewer | None) -> list[Waiting]:
    return waiting_among(KINDS, viewer)


def _flexible(viewer: Viewer) -> QuerySet[Any]:
    return flexible_for(viewer).filter(state=FlexibleRequest.State.RECEIVED, organisation=viewer.organisation)


def _appeals(viewer: Viewer) -> QuerySet[Any]:
    return appeals_heard_by(viewer)


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


def _conditions(viewer: Viewer) -> QuerySet[Any]:
    """Agreed with a condition in words, which begins only once the line manager or who decides says that it is met."""
    open_ = Condition.objects.filter(arrangement=OuterRef("pk"), fact="", met_on=None)
    mine = Q(line_manager__in=[viewer.person.pk, *stood_in_for(viewer)]) | Q(decider_kind__in=viewer.roles)
    rows = arrangements_for(viewer).filter(mine, Exists(open_), state=State.CONDITIONS)
    return rows.exclude(ends_on__lt=viewer.today)


def _choices(viewer: Viewer) -> QuerySet[Any]:
    """What was chosen in a hurry, once the closure comes to its end; for those who look at it, but not who chose it."""
    rows = HurriedChoice.objects.filter(closure__organisation=viewer.organisation, reviewed_by=None)
    rows = rows.exclude(closure__state=Closure.State.ACTIVE).exclude(chosen_by=viewer.person)
    return rows if viewer.has_role(Role.Kind.HEAD, Role.Kind.IT, Role.Kind.DPO) else rows.none()


def _closures(viewer: Viewer) -> QuerySet[Any]:
    """One that was to be over by now, or whose last day has passed."""
    over = Q(state=Closure.State.ACTIVE, expected_until__lt=viewer.today)
    over |= Q(state=Closure.State.WINDING_DOWN, ended_on__lt=viewer.today)
    rows = Closure.objects.filter(over, organisation=viewer.organisation)
    return rows if viewer.has_role(Role.Kind.HEAD) else rows.none()


def _doubts(viewer: Viewer) -> QuerySet[Any]:
    mine = Q(state=Doubt.State.ASKED, line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    mine |= Q(state=Doubt.State.DISCUSSED, decider_kind__in=viewer.roles)
    if since := too_long_before(viewer):
        mine |= Q(state=Doubt.State.ASKED, decider_kind__in=viewer.roles, created_at__lt=since)
    return doubts_for(viewer).filter(mine)


def _duties(viewer: Viewer) -> QuerySet[Any]:
    open_ = Q(change=DutiesAgreement.Change.OTHER) | Q(instead=True)
    return duties_for(viewer).filter(open_, agreed_by=None, declined_by=None)


def _absences(viewer: Viewer) -> QuerySet[Any]:
    return absences_for(viewer).filter(seen_by=None)


KINDS = (
    Kind(_flexible, "{}: flexible working", "arrangements:flexible", "Answer by {}", day="last_day"),
    Kind(_appeals, "{}: an appeal about flexible working", "arrangements:flexible", "Decide by {}", day="last_day"),
    Kind(_abroad, "{}: going abroad", "arrangements:abroad", states=AbroadRequest.State),
    Kind(_back, "{}: equipment back from abroad", "arrangements:abroad", "Due {}", day="returns_on"),
    Kind(_reviews, "{}: look again at the days at home", "arrangements:look-again", "By {}", day="review_on"),
    Kind(_conditions, "{}: a condition to confirm", "arrangements:arrangement", "Once it is met", since="decided_at"),
    Kind(
        _choices,
        "Chosen in a hurry: {}",
        "arrangements:closure",
        "To be looked at",
        is_page_each=False,
        about="",
        called="words",
        since="chosen_at",
        code="closure__code",
    ),
    Kind(_closures, "Is the closure over?", "arrangements:closure", "To be ended", is_page_each=False, about=""),
    Kind(_doubts, "{} is not sure", "arrangements:doubt", states=Doubt.State, turns_on=too_long_before),
    Kind(_duties, "{}: work at home", "arrangements:agree-duties", "Not agreed yet", is_page_each=False),
    Kind(_absences, "{} cannot work", "arrangements:report-absence", "Not seen yet", is_page_each=False),
)
