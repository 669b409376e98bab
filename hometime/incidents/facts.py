"""What this part tells the engine: whom somebody has told today by reporting, and where the reports of the school have got to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person, Role

from .models import Incident, Recipient

SOURCE = "incident reports"
TOLD = {
    Role.Kind.HEAD: "headteacher",
    Role.Kind.IT: "it_services",
    Role.Kind.DPO: "data_protection_officer",
    Role.Kind.DSL: "safeguarding_lead",
    Role.Kind.LINE_MANAGER: "school",
    "outside-body": "outside_body",
}


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """Three queries at most. What somebody told on another day says nothing of today’s mishap."""
    state = _state(organisation, on)
    shared = {"incident.state": state} if state else {}
    told = _told(people, organisation, on)
    return {person.pk: {**shared, **told.get(person.pk, {})} for person in people}


def _state(organisation: Organisation, on: dt.date) -> Known | None:
    """Of the report that is least far along: one that nobody has looked at counts more than ten that are closed."""
    rows = Incident.objects.filter(organisation=organisation, created_at__lt=_midnight_after(on))
    found = list(rows.order_by("-created_at").values_list("state", "created_at")[:200])
    if not found:
        return None
    states = {state for state, _ in found}
    order = {"reported": "reported", "looking": "being_looked_into", "closed": "closed_with_lessons"}
    value = next(value for state, value in order.items() if state in states)
    return Known(value, SOURCE, timezone.localdate(found[0][1]))


def _told(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    rows = Recipient.objects.filter(
        incident__organisation=organisation,
        incident__created_by__in=people,
        incident__created_at__gte=_midnight_after(on - dt.timedelta(days=1)),
        incident__created_at__lt=_midnight_after(on),
        told_at__isnull=False,
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person, role in rows.values_list("incident__created_by", "role"):
        found[person].add(TOLD.get(role, "school"))
    return {pk: {"incident.told": Known(sorted(told), SOURCE, on)} for pk, told in found.items()}


def _midnight_after(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
