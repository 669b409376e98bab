"""A report as it stood at a past moment: what had been done, who had been told and had looked, what was decided by then."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Prefetch, Q, QuerySet

from ..clock.actions import to_moment
from ..models import Incident, Recipient, RegulatorNotice, RiskDecision, Step
from ..queries import LEADS

State, Kind = Incident.State, Step.Kind


def known_by(rows: QuerySet[Incident], at: dt.datetime) -> QuerySet[Incident]:
    """Reports there were by a moment, each with what was on record of it by then. Nothing that is dated later is read."""
    told = Recipient.objects.filter(Q(person=None) | Q(told_at__lte=at)).select_related("person")
    return rows.filter(created_at__lte=at).prefetch_related(
        "items",
        Prefetch("recipients", told),
        Prefetch("decisions", RiskDecision.objects.filter(decided_at__lte=at)),
        Prefetch("regulator_notices", RegulatorNotice.objects.filter(created_at__lte=at)),
        Prefetch("steps", Step.objects.filter(at__lte=at).select_related("by")),
    )


def as_it_stood(incident: Incident, at: dt.datetime) -> Incident:
    """One of those, with its own fields as its steps by then say. For showing: it is never saved."""
    steps = list(incident.steps.all())
    incident.aware_at = next(
        (to_moment(each) for each in reversed(steps) if each.kind == Kind.CLOCK), incident.noticed_at
    )
    looked: dict[int | None, Step] = {}
    for each in steps:
        if each.kind == Kind.SEEN:
            looked.setdefault(each.by_id, each)
    for row in incident.recipients.all():
        row.told_at = row.told_at if row.told_at and row.told_at <= at else None
        row.seen_at = _seen(row, incident, looked)
    ends = [step for step in steps if step.kind in (Kind.CLOSED, Kind.REOPENED)]
    closed = ends[-1] if ends and ends[-1].kind == Kind.CLOSED else None
    incident.state = State.CLOSED if closed else _state(incident, steps)
    incident.ending, incident.closed_at = (closed.what, closed.at) if closed else ("", None)
    return incident


def _seen(row: Recipient, incident: Incident, looked: Mapping[int | None, Step]) -> dt.datetime | None:
    """When they said that they looked; whoever reported it knew from the start."""
    if row.person_id is None:
        return None
    if row.person_id == incident.created_by_id:
        return incident.created_at
    return looked[row.person_id].at if row.person_id in looked else None


def _state(incident: Incident, steps: list[Step]) -> str:
    """It is looked into once somebody who leads has looked, or it was judged or opened again."""
    leads = {row.person_id for row in incident.recipients.all() if row.role in LEADS}
    begun = any(
        step.kind in (Kind.DECIDED, Kind.REOPENED)
        or (step.kind == Kind.SEEN and (step.what == State.LOOKING or step.by_id in leads))
        for step in steps
    )
    return State.LOOKING if begun else State.REPORTED
