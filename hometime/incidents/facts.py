"""What this part tells the engine: whom somebody has told today by reporting, and where the reports of the school have got to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person, Role
from hometime.people.together import keys_of, read_together

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
    """One query. What somebody told on another day says nothing of today’s mishap."""
    day = (_midnight_after(on - dt.timedelta(days=1)), _midnight_after(on))
    reports = Incident.objects.filter(organisation=organisation, created_at__lt=day[1]).order_by("-created_at")
    recipients = Recipient.objects.filter(
        incident__organisation=organisation,
        incident__created_by__in=keys_of(people),
        incident__created_at__gte=day[0],
        incident__created_at__lt=day[1],
        told_at__isnull=False,
    )
    newest, to_whom = read_together(
        reports.values_list("state", "created_at")[:200], recipients.values_list("incident__created_by", "role")
    )
    state = _state(newest)
    shared = {"incident.state": state} if state else {}
    told = _told(to_whom, on)
    return {person.pk: {**shared, **told.get(person.pk, {})} for person in people}


def _state(found: Sequence[tuple[str, dt.datetime]]) -> Known | None:
    """Of the report that is least far along: one that nobody has looked at counts more than ten that are closed."""
    if not found:
        return None
    states = {state for state, _ in found}
    order = {"reported": "reported", "looking": "being_looked_into", "closed": "closed_with_lessons"}
    value = next(value for state, value in order.items() if state in states)
    return Known(value, SOURCE, timezone.localdate(found[0][1]))


def _told(to_whom: Iterable[tuple[int, str]], on: dt.date) -> dict[int, dict[str, Known]]:
    found: dict[int, set[str]] = defaultdict(set)
    for person, role in to_whom:
        found[person].add(TOLD.get(role, "school"))
    return {pk: {"incident.told": Known(sorted(told), SOURCE, on)} for pk, told in found.items()}


def _midnight_after(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
