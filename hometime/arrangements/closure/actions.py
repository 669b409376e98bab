"""declare_closure, send_more_home, start_remote_learning, note_choice, review_choice, wind_down, end_closure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.notices.actions import queue
from hometime.people.models import Organisation, Person, Post, Role, WorkingHours
from hometime.people.viewer import Viewer

from .. import deciders
from ..everyday.actions import Hours
from ..models import Closure, HoursNotice, HurriedChoice, SentHome
from . import access

State = Closure.State
EVERY_DAY = [True] * 5


@transaction.atomic
def declare_closure(
    *,
    cause: str,
    words: str,
    starts_on: dt.date,
    expected_until: dt.date | None,
    people: Sequence[Person],
    hours: Hours | None,
    by: Viewer,
    at: dt.datetime,
) -> Closure:
    """Send the named staff home, all at once and without a request; tell them, their hours, and those who guard data and pupils."""
    access.may_declare(by).insist()
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)  # of two who declare, the second sees the first
    if Closure.objects.filter(organisation=by.organisation).exclude(state=State.CLOSED).exists():
        raise Refused("A closure has already been declared.", "End that one first.")
    staff = _staff(people, by)
    if not staff:
        raise Refused("Nobody is named.", "Choose who works from home.")
    if expected_until and expected_until < starts_on:
        raise Refused("The last day comes before the first.", "Change one of them.")
    closure = Closure.objects.create(
        organisation=by.organisation,
        cause=cause,
        words=words,
        starts_on=starts_on,
        expected_until=expected_until,
        created_by=by.person,
        created_at=at,
    )
    SentHome.objects.bulk_create(SentHome(closure=closure, person=person) for person in staff)
    if hours:
        _tell_hours(staff, hours, by, at)
    record("arrangements.closure_declared", **_about(closure, by, at, people=len(staff), cause=cause))
    _tell("arrangements.closure_declared", staff, closure, at, by, urgent=True)
    _tell("arrangements.closure_noted", [p for p in _guards(by) if p not in staff], closure, at, by, urgent=True)
    return closure


@transaction.atomic
def send_more_home(
    closure: Closure, *, people: Sequence[Person], hours: Hours | None, by: Viewer, at: dt.datetime
) -> list[Person]:
    """Those who were forgotten, or are new, follow; they alone are told."""
    access.may_change(by, closure).insist()
    Closure.objects.select_for_update().get(pk=closure.pk)  # of two who send the same, the second finds nobody left
    if closure.ended_on and closure.ended_on < by.today:
        raise Refused("The last day at home has passed.", "Change the last day first.")
    sent = set(closure.sent_home.values_list("person", flat=True))
    staff = [person for person in _staff(people, by) if person.pk not in sent]
    if not staff:
        raise Refused("Nobody new is named.", "Choose who else works from home.")
    SentHome.objects.bulk_create(SentHome(closure=closure, person=person) for person in staff)
    if hours:
        _tell_hours(staff, hours, by, at)
    record("arrangements.more_sent_home", **_about(closure, by, at, people=len(staff)))
    _tell("arrangements.closure_declared", staff, closure, at, by, urgent=True)
    return staff


@transaction.atomic
def start_remote_learning(closure: Closure, *, by: Viewer, at: dt.datetime) -> Closure:
    """The remote learning procedure is put into effect."""
    access.may_change(by, closure).insist()
    if not Closure.objects.filter(pk=closure.pk, remote_learning_on=None).update(remote_learning_on=by.today):
        raise Refused("Remote learning has begun already.", "There is nothing to do.")
    closure.refresh_from_db()
    record("arrangements.remote_learning_started", **_about(closure, by, at))
    return closure


@transaction.atomic
def note_choice(closure: Closure, *, words: str, by: Viewer, at: dt.datetime) -> HurriedChoice:
    """Mark a tool or a way of working that was chosen in a hurry, so that it is looked at later."""
    access.may_note_choice(by).insist()
    insist_on_words(words, "Say what was chosen.")
    choice = HurriedChoice.objects.create(closure=closure, words=words, chosen_by=by.person, chosen_at=at)
    record("arrangements.hurried_choice_noted", **_about(closure, by, at, words=words))
    return choice


@transaction.atomic
def review_choice(choice: HurriedChoice, *, words: str, by: Viewer, at: dt.datetime) -> HurriedChoice:
    """Somebody who did not choose it looks at it."""
    access.may_review_choice(by, choice).insist()
    insist_on_words(words, "Say what you found.")
    done = HurriedChoice.objects.filter(pk=choice.pk, reviewed_by=None)
    if not done.update(review=words, reviewed_by=by.person, reviewed_at=at):
        raise Refused("This was looked at already.", "There is nothing to do.")
    record("arrangements.hurried_choice_reviewed", **_about(choice.closure, by, at))
    return choice


@transaction.atomic
def wind_down(closure: Closure, *, last_day: dt.date, by: Viewer, at: dt.datetime) -> Closure:
    """Name the last day at home; everybody is told, and to bring equipment back."""
    access.may_change(by, closure).insist()
    if last_day < closure.starts_on:
        raise Refused("That is before it began.", "Give a later day.")
    _move(closure, (State.ACTIVE, State.WINDING_DOWN), State.WINDING_DOWN, ended_on=last_day)
    record("arrangements.closure_winding_down", **_about(closure, by, at, last_day=str(last_day)))
    people = Person.objects.filter(pk__in=closure.sent_home.values("person")).order_by("name")
    _tell("arrangements.closure_ending", people, closure, at, by)
    return closure


@transaction.atomic
def end_closure(closure: Closure, *, by: Viewer, at: dt.datetime) -> Closure:
    """It is over: the last day has passed."""
    access.may_change(by, closure).insist()
    if closure.ended_on is None or closure.ended_on >= by.today:
        raise Refused("The last day has not passed yet.", "Name the last day, and end it after that.")
    _move(closure, (State.WINDING_DOWN,), State.CLOSED)
    record("arrangements.closure_ended", **_about(closure, by, at))
    return closure


def _staff(people: Sequence[Person], by: Viewer) -> list[Person]:
    """Those of them who have a post here now."""
    posts = Post.objects.filter(organisation=by.organisation, person__in=people).on(by.today)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("name"))


def _guards(by: Viewer) -> list[Person]:
    """Those who look after pupils, data and equipment, each once."""
    kinds = (Role.Kind.DSL, Role.Kind.DPO, Role.Kind.IT)
    holders = [p for kind in kinds for p in deciders.others_who_hold(kind, by.organisation, by.person, by.today)]
    return list(dict.fromkeys(holders))


def _tell_hours(staff: Sequence[Person], hours: Hours, by: Viewer, at: dt.datetime) -> None:
    """The same hours for all, on the days each works: whoever works part of the week is not made to work the rest."""
    works = _days_worked(staff, by.organisation)
    HoursNotice.objects.bulk_create(
        HoursNotice(
            organisation=by.organisation,
            person=person,
            hours=[span if works.get(person.pk, EVERY_DAY)[day] else None for day, span in enumerate(hours)],
            created_by=by.person,
            created_at=at,
        )
        for person in staff
        if person.pk != by.person.pk
    )


def _days_worked(staff: Sequence[Person], organisation: Organisation) -> dict[int, list[bool]]:
    """From Monday to Friday, of those who are known to keep some days: as they were last told, else as they say."""
    said = WorkingHours.objects.filter(organisation=organisation, person__in=staff).values_list("person", "days")
    told = HoursNotice.objects.filter(organisation=organisation, person__in=staff).order_by("created_at", "pk")
    rows = [*said, *told.values_list("person", "hours")]
    return {person: [bool(span) for span in week[:5]] for person, week in rows if week and any(week[:5])}


def _move(closure: Closure, before: Sequence[str], after: str, **changes: Any) -> None:
    if not Closure.objects.filter(pk=closure.pk, state__in=before).update(state=after, **changes):
        raise Refused("This cannot be done now.", "Look at the closure again.")
    closure.refresh_from_db()


def _about(closure: Closure, by: Viewer, at: dt.datetime, **details: str | int) -> dict[str, Any]:
    return {"organisation": closure.organisation, "by": by, "subject": closure, "at": at, "details": details}


def _tell(
    kind: str, people: Iterable[Person], closure: Closure, at: dt.datetime, by: Viewer, urgent: bool = False
) -> None:
    context = {"first": closure.starts_on, "last": closure.ended_on, "href": reverse("arrangements:closure")}
    for person in people:
        if person.pk != by.person.pk:
            queue(kind, to=person, organisation=closure.organisation, context=context, at=at, urgent=urgent)
