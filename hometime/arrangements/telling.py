"""Whom an act tells: whoever is next, always; the person, once it is decided and never before; then their line manager.

Notices never say why, each person gets one, and nobody is told of what they did themselves.
"""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import day_in_words
from hometime.notices.actions import queue
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer

from .deciders import others_who_hold, with_stand_ins
from .models import Arrangement, JobFit
from .states import State


def next_one(arrangement: Arrangement, at: dt.datetime) -> None:
    """Those who can take the next step."""
    _tell("arrangements.waiting", who_is_next(arrangement, at), arrangement, at, next=State(arrangement.state).label)


def who_is_next(arrangement: Arrangement, at: dt.datetime) -> list[Person]:
    if arrangement.state == State.SUBMITTED and arrangement.line_manager:
        day = timezone.localdate(at)
        return with_stand_ins(arrangement.line_manager, arrangement.person, arrangement.organisation, day)
    if arrangement.state == State.REVIEW:
        kinds = [Role.Kind.IT] * arrangement.awaits_kit + [Role.Kind.DPO] * arrangement.awaits_data
        return list(dict.fromkeys(person for kind in kinds for person in holding(kind, arrangement, at)))
    return holding(arrangement.decider_kind, arrangement, at) if arrangement.state == State.DECISION else []


def decided(arrangement: Arrangement, by: Viewer, at: dt.datetime) -> None:
    """The person, of the decision itself; nothing is sent on the way to it. Their line manager, that there is one."""
    kind = {
        State.APPROVED: "arrangements.agreed",
        State.CONDITIONS: "arrangements.agreed_with_conditions",
        State.REFUSED: "arrangements.refused",
    }[State(arrangement.state)]
    _tell(kind, [arrangement.person], arrangement, at)
    answer = State(arrangement.state).label.lower()
    _tell("arrangements.team_decided", _manager(arrangement, by), arrangement, at, answer=answer)


def within_limits(arrangement: Arrangement, at: dt.datetime) -> None:
    """The person, and their line manager, of a yes that nobody gave in person."""
    _tell("arrangements.agreed", [arrangement.person], arrangement, at)
    _tell("arrangements.within_limits", _manager(arrangement, None), arrangement, at)


def withdrawn(arrangement: Arrangement, was_waiting: Iterable[Person], at: dt.datetime) -> None:
    _tell("arrangements.withdrawn", was_waiting, arrangement, at)


def changed(arrangement: Arrangement, what: str, by: Viewer, at: dt.datetime) -> None:
    """Paused, started again, ended: the person and their line manager."""
    last = day_in_words(arrangement.last_day) if what == "ended" and arrangement.last_day else ""
    people = [arrangement.person] if by.person.pk != arrangement.person_id else []
    people += _manager(arrangement, by)
    _tell("arrangements.changed", people, arrangement, at, what=what, last_day=last)


def confirmed(arrangement: Arrangement, at: dt.datetime) -> None:
    _tell("arrangements.condition_confirmed", [arrangement.person], arrangement, at)


def looked_at_again(arrangement: Arrangement, at: dt.datetime) -> None:
    following = day_in_words(arrangement.review_on) if arrangement.review_on else ""
    _tell("arrangements.reviewed", [arrangement.person], arrangement, at, review_on=following)


def head_that_it_cannot_be_done(arrangement: Arrangement, at: dt.datetime) -> None:
    _tell("arrangements.cannot_be_done", holding(Role.Kind.HEAD, arrangement, at), arrangement, at)


def head_of_a_job(judged: JobFit, by: Viewer, at: dt.datetime) -> None:
    people = others_who_hold(Role.Kind.HEAD, by.organisation, by.person, by.today)
    for person in people:
        queue(
            "arrangements.job_unsuitable",
            to=person,
            organisation=by.organisation,
            context={"job": judged.job_title, "href": reverse("arrangements:judge-role")},
            at=at,
        )


def _manager(arrangement: Arrangement, by: Viewer | None) -> list[Person]:
    """The line manager, unless it is they who act."""
    manager = arrangement.line_manager
    return [manager] if manager and (by is None or manager.pk != by.person.pk) else []


def holding(kind: str, arrangement: Arrangement, at: dt.datetime) -> list[Person]:
    return others_who_hold(kind, arrangement.organisation, arrangement.person, timezone.localdate(at))


def _tell(kind: str, people: Iterable[Person], arrangement: Arrangement, at: dt.datetime, **more: object) -> None:
    context = {
        "who": arrangement.person.name,
        "pattern": arrangement.pattern.words,
        "href": reverse("arrangements:arrangement", args=[arrangement.code]),
        **more,
    }
    for person in people:
        queue(kind, to=person, organisation=arrangement.organisation, context=context, at=at)
