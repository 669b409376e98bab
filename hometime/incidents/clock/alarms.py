"""What must be said at its hour and not with the daily mail: hours that run out, and reports nobody has looked at."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from hometime.lib.clock import hours_between
from hometime.lib.text import counted
from hometime.notices.reminders import Reminder
from hometime.people.models import Person, Role

from ..models import Incident, Recipient
from ..reporting.routing import above, holding, reachable
from ..telling import context_of
from .running import Clock, clock_of, most_hours, warn_at

CHASE_DSL = (1, 2, 4, 8, 12, 24, 36, 48, 60, 72)  # hours without anybody having looked
CHASE_LEADS = (2, 8, 24, 48)
LEADS = (Role.Kind.DPO, Role.Kind.HEAD)


def due(at: dt.datetime) -> Iterator[Reminder]:
    """Everything that is due by this moment. The keys are the same each time, so it may be asked as often as one likes."""
    rows = Incident.objects.exclude(state=Incident.State.CLOSED).select_related(
        "organisation", "organisation__parent", "created_by", "concerns"
    )
    for incident in rows.prefetch_related("recipients__person", "decisions", "regulator_notices"):
        yield from _clock(incident, at)
        yield from _chase(incident, at)


def _clock(incident: Incident, at: dt.datetime) -> Iterator[Reminder]:
    """The last hour that was reached. Days on which nothing ran are not told one after the other."""
    clock = clock_of(incident, at)
    step = reached((*warn_at(), clock.most), clock.hours)
    if not clock.is_running or step is None or not incident.may_touch_people:
        return
    context = _clock_words(incident, clock, step)
    for person in on_call(incident, LEADS, timezone.localdate(at)):
        key = f"incident:{incident.code}:clock:{incident.aware_at:%Y%m%d%H%M}:{step}:{person.code}"
        yield Reminder(key, "incidents.clock", person, incident.organisation, context)


def _clock_words(incident: Incident, clock: Clock, step: int) -> dict[str, Any]:
    return context_of(incident, hours=step, most=clock.most, ends=clock.ends_words, is_over=step >= most_hours())


def _chase(incident: Incident, at: dt.datetime) -> Iterator[Reminder]:
    rows = list(incident.recipients.all())
    if incident.may_be_looked_after:
        yield from _unseen(
            incident, [row for row in rows if row.role == Role.Kind.DSL], (Role.Kind.DSL,), CHASE_DSL, at
        )
    leads = [row for row in rows if row.role in LEADS]
    yield from _unseen(incident, leads, tuple(row.role for row in leads), CHASE_LEADS, at)


def _unseen(
    incident: Incident, rows: list[Recipient], kinds: tuple[str, ...], steps: tuple[int, ...], at: dt.datetime
) -> Iterator[Reminder]:
    """One of them is enough. From the first step on, whoever is above them is asked as well."""
    told = [row.told_at for row in rows if row.told_at]
    if any(row.seen_at for row in rows) or not told:
        return
    passed = hours_between(min(told), at)
    step = reached(steps, passed)
    if step is None:
        return
    context = context_of(incident, waited=counted(step, "hour"))
    for person in on_call(incident, dict.fromkeys(kinds), timezone.localdate(at), also_above=True):
        key = f"incident:{incident.code}:chase:{kinds[0]}:{step}:{person.code}"
        yield Reminder(key, "incidents.chase", person, incident.organisation, context)


def reached(steps: Iterable[int], hours: float) -> int | None:
    return max((step for step in steps if step <= hours), default=None)


def on_call(incident: Incident, kinds: Iterable[str], on: dt.date, also_above: bool = False) -> list[Person]:
    """Who holds these roles now, with those who stand in; and who is above them, where they are away or did not answer."""
    found: dict[int, Person] = {}
    for kind in kinds:
        people = holding(kind, incident.organisation, incident.concerns, on)
        if also_above or not reachable(people, incident.organisation, on):
            people = [*people, *above(kind, incident.organisation, incident.concerns, on)]
        found.update((person.pk, person) for person in people)
    return list(found.values())
