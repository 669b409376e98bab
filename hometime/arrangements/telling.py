"""Whom an act tells: whoever is next, always; the person, once it is decided and never before. Notices never say why."""

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
        return [person for kind in kinds for person in holding(kind, arrangement, at)]
    return holding(arrangement.decider_kind, arrangement, at) if arrangement.state == State.DECISION else []


def decided(arrangement: Arrangement, at: dt.datetime) -> None:
    """The person, of the decision itself; nothing is sent on the way to it."""
    kind = {
        State.APPROVED: "arrangements.agreed",
        State.CONDITIONS: "arrangements.agreed_with_conditions",
        State.REFUSED: "arrangements.refused",
    }[State(arrangement.state)]
    _tell(kind, [arrangement.person], arrangement, at)


def manager_of_limits(arrangement: Arrangement, at: dt.datetime) -> None:
    if arrangement.line_manager:
        _tell("arrangements.within_limits", [arrangement.line_manager], arrangement, at)


def withdrawn(arrangement: Arrangement, was_waiting: Iterable[Person], at: dt.datetime) -> None:
    _tell("arrangements.withdrawn", was_waiting, arrangement, at)


def changed(arrangement: Arrangement, what: str, at: dt.datetime) -> None:
    _tell("arrangements.changed", [arrangement.person], arrangement, at, what=what)


def looked_at_again(arrangement: Arrangement, at: dt.datetime) -> None:
    following = day_in_words(arrangement.review_on) if arrangement.review_on else ""
    _tell("arrangements.reviewed", [arrangement.person], arrangement, at, review_on=following)


def ended(arrangement: Arrangement, by: Viewer, at: dt.datetime) -> None:
    """The person, and their line manager; not whoever ended it."""
    people = [p for p in (arrangement.person, arrangement.line_manager) if p and p.pk != by.person.pk]
    _tell("arrangements.changed", people, arrangement, at, what="ended")


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
