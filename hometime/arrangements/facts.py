"""What requests to work from home tell the engine about people: only of those who asked here, or whose job was judged here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.together import People, keys_of, read_in_groups

from .abroad import facts as abroad
from .closure import facts as closure
from .conditions import is_met, known_to_others
from .everyday import facts as everyday
from .flexible import facts as flexible
from .measures import facts as measures
from .models import Arrangement, Condition, JobFit
from .states import OPEN, State

SOURCE = "request to work from home"
JOB = "job looked at"
REGISTERS = (everyday, abroad, flexible, measures)  # each says what it reads, and what that tells

Facts = dict[str, Known]


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Facts]:
    """One query for any number of people; where somebody’s yes has conditions, the other registers are asked whether they are met."""
    asked = (keys_of(people), organisation, on)
    registers = (*REGISTERS, closure)
    own, *others, closed = read_in_groups([_reads(*asked), *(each.reads(*asked) for each in registers)])
    requests, conditions, fits, jobs = own
    found: dict[int, Facts] = {person.pk: {} for person in people}
    held: dict[int, list[Arrangement]] = defaultdict(list)
    for row in requests:
        held[row.person_id].append(row)
    unmet = _with_unmet(requests, conditions, people, organisation, on)
    for key, rows in held.items():
        found[key].update(_of(rows, unmet, on))
    for key, known in _job_fits(fits, jobs, on):
        found[key]["arrangement.role_fit"] = known
    for register, read in zip(REGISTERS, others, strict=True):
        for key, facts in register.told(on, *read).items():
            found[key] = {**facts, **found[key]}  # a request itself is believed before a question about it
    for key, facts in closure.told(on, people, *closed).items():
        found[key] |= facts  # while a school is closed, what it directs is believed before any request
    return found


def _reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any, Any]]:
    """Requests made by that day, newest first, and their conditions; jobs that were judged here, oldest first, and whose they are."""
    end_of_day = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    requests = Arrangement.objects.filter(person__in=people, organisation=organisation, created_at__lt=end_of_day)
    fits = JobFit.objects.filter(organisation=organisation)
    posts = Post.objects.filter(person__in=people, organisation=organisation).on(on)
    return [
        requests.order_by("-created_at", "-pk"),
        Condition.objects.filter(arrangement__in=requests.filter(state=State.CONDITIONS)),
        fits.order_by("created_at", "pk"),
        posts.filter(job_title__in=fits.values("job_title")).values_list("person", "job_title"),
    ]


def _with_unmet(
    requests: Iterable[Arrangement],
    conditions: Iterable[Condition],
    people: Sequence[Person],
    organisation: Organisation,
    on: dt.date,
) -> set[int]:
    """Requests, by key, with a condition that is not met; looked up for all of these people at once."""
    waiting = {row.pk: row.person_id for row in requests if row.state == State.CONDITIONS}
    known = known_to_others(people, organisation, on) if waiting else {}
    return {
        each.arrangement_id for each in conditions if not is_met(each, known.get(waiting[each.arrangement_id], {}), on)
    }


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


def _job_fits(fits: Iterable[JobFit], jobs: Iterable[tuple[int, str]], on: dt.date) -> Iterable[tuple[int, Known]]:
    """The last judgement of each person’s job."""
    last = {row.job_title: row for row in fits}
    for person, title in jobs:
        yield person, Known(last[title].fit, JOB, min(timezone.localdate(last[title].created_at), on))
