"""A report as it stood at a past moment: what had been done, who had been told and had looked, what was decided by then."""

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from ..models import Incident, Recipient, RegulatorNotice, RiskDecision, Step

State, Kind = Incident.State, Step.Kind


def known_by(rows: QuerySet[Incident], at: dt.datetime) -> QuerySet[Incident]:
    """Reports there were by a moment, each with what was on record of it by then."""
    told = Recipient.objects.filter(Q(person=None) | Q(told_at__lte=at)).select_related("person")
    return rows.filter(created_at__lte=at).prefetch_related(
        "items",
        Prefetch("recipients", told),
        Prefetch("decisions", RiskDecision.objects.filter(decided_at__lte=at)),
        Prefetch("regulator_notices", RegulatorNotice.objects.filter(created_at__lte=at)),
        Prefetch("steps", Step.objects.filter(at__lte=at).select_related("by")),
        Prefetch("steps", Step.objects.filter(at__gt=at, kind=Kind.CLOCK), to_attr="moved_since"),
    )


def as_it_stood(incident: Incident, at: dt.datetime) -> Incident:
    """One of those, with its own fields as they were. For showing: it is never saved."""
    moved = next((step for step in incident.moved_since if step.what), None)  # type: ignore[attr-defined]
    if moved:
        incident.aware_at = dt.datetime.fromisoformat(moved.what)
    for row in incident.recipients.all():
        row.told_at = row.told_at if row.told_at and row.told_at <= at else None
        row.seen_at = row.seen_at if row.seen_at and row.seen_at <= at else None
    ends = [step for step in incident.steps.all() if step.kind in (Kind.CLOSED, Kind.REOPENED)]
    closed = ends[-1] if ends and ends[-1].kind == Kind.CLOSED else None
    incident.state = State.CLOSED if closed else _state(incident)
    incident.ending, incident.closed_at = (closed.what, closed.at) if closed else ("", None)
    return incident


def _state(incident: Incident) -> str:
    begun = any(
        step.kind in (Kind.DECIDED, Kind.REOPENED) or (step.kind == Kind.SEEN and step.what == State.LOOKING)
        for step in incident.steps.all()
    )
    return State.LOOKING if begun else State.REPORTED
