"""What requests to work from home tell the engine about people: only of those who asked here, or whose job was judged here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person, Post, Role

from .abroad.facts import facts_about as abroad
from .closure.facts import facts_about as closure
from .conditions import unmet_conditions
from .everyday.facts import facts_about as everyday
from .flexible.facts import facts_about as flexible
from .measures.facts import facts_about as measures
from .models import Arrangement, JobFit
from .states import OPEN, State

SOURCE = "request to work from home"
JOB = "job looked at"
REGISTERS = (everyday, abroad, flexible, measures)

Facts = dict[str, Known]


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Facts]:
    """A fixed number of queries for any number of people; conditions are looked up once for all."""
    found: dict[int, Facts] = {person.pk: {} for person in people}
    held = _by_person(people, organisation, on)
    waiting = [row for rows in held.values() for row in rows if row.state == State.CONDITIONS]
    unmet = unmet_conditions(waiting, on, among=people)
    for key, rows in held.items():
        found[key].update(_of(rows, {pk for pk, left in unmet.items() if left}, on))
    for key, known in _job_fits(people, organisation, on):
        found[key]["arrangement.role_fit"] = known
    for register in REGISTERS:
        for key, facts in register(people, organisation, on).items():
            found[key] = {**facts, **found[key]}  # a request itself is believed before a question about it
    for key, facts in closure(people, organisation, on).items():
        found[key] |= facts  # while a school is closed, what it directs is believed before any request
    return found


def _by_person(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, list[Arrangement]]:
    """Requests made by that day, newest first."""
    end_of_day = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    rows = Arrangement.objects.filter(person__in=people, organisation=organisation, created_at__lt=end_of_day)
    held: dict[int, list[Arrangement]] = defaultdict(list)
    for row in (
        rows.select_related("organisation", "person").prefetch_related("conditions").order_by("-created_at", "-pk")
    ):
        held[row.person_id].append(row)
    return held


def _of(rows: list[Arrangement], unmet: set[int], on: dt.date) -> Facts:
    """The facts of the request that counts: one in force, else the newest that was not taken back."""
    standing = {row.pk: status_of(row, row.pk in unmet, on) for row in rows}
    told = [row for row in rows if row.state != State.WITHDRAWN]
    row = next((row for row in told if standing[row.pk] == "approved"), told[0] if told else rows[0])
    seen = _seen_on(row, on)
    facts: dict[str, Any] = {"arrangement.status": standing[row.pk]}
    if row.state == State.WITHDRAWN:
        return {name: Known(value, SOURCE, seen) for name, value in facts.items()}
    facts |= {
        "arrangement.route": row.ground,
        "arrangement.manager_spoken": row.manager_spoken,
        "arrangement.tier_tests": sorted(row.helps),
        "arrangement.covers_sensitive": any(r.covers_sensitive and standing[r.pk] == "approved" for r in rows),
        "arrangement.private_need": _private_need(row),
        "arrangement.kit_agreed_by": _kit_agreed_by(row),
    }
    if row.kit:
        facts["arrangement.kit_advice"] = row.kit
    return {name: Known(value, SOURCE, seen) for name, value in facts.items()}


def status_of(row: Arrangement, has_unmet: bool, on: dt.date) -> str:
    """none, asked, approved, refused or ended; a yes whose conditions are not met yet, or that is paused, is still “asked”."""
    if row.state == State.WITHDRAWN:
        return "none"
    if row.state == State.REFUSED:
        return "refused"
    if row.state == State.ENDED and row.ended_on and row.ended_on >= on >= row.starts_on:
        return "approved"
    if row.state == State.ENDED or (row.is_agreed and row.is_over(on)):
        return "ended"
    if row.state in (*OPEN, State.SUSPENDED) or has_unmet or row.starts_on > on:
        return "asked"
    return "approved"


def _seen_on(row: Arrangement, on: dt.date) -> dt.date:
    when = row.decided_at or row.created_at
    return min(timezone.localdate(when), on)


def _private_need(row: Arrangement) -> str:
    if row.data not in ("personal", "sensitive"):
        return "none"
    return "looked_at" if row.data_looked_at else "not_looked_at"


def _kit_agreed_by(row: Arrangement) -> list[str]:
    """The head only where a head agreed in person: limits, or governors, decide nothing about equipment."""
    by_head = row.is_agreed and row.decided_by_id is not None and row.decider_kind == Role.Kind.HEAD
    agreed = {"it": row.kit == Arrangement.Kit.CAN_BE_DONE, "head": by_head, "budget": row.has_budget}
    return [name for name, so in agreed.items() if so]


def _job_fits(people: Sequence[Person], organisation: Organisation, on: dt.date) -> Iterable[tuple[int, Known]]:
    """The last judgement of each person’s job."""
    fits = {row.job_title: row for row in JobFit.objects.filter(organisation=organisation).order_by("created_at", "pk")}
    if not fits:
        return
    posts = Post.objects.filter(person__in=people, organisation=organisation, job_title__in=fits).on(on)
    for person, title in posts.values_list("person", "job_title"):
        yield person, Known(fits[title].fit, JOB, min(timezone.localdate(fits[title].created_at), on))
