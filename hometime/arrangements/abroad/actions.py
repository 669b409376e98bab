"""ask_abroad, decide_abroad, note_back, withdraw_abroad."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.notices.actions import queue
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_in_force

from .. import deciders
from ..access import may_ask
from ..models import AbroadRequest
from . import access
from .on_loan import on_loan_to, taken

State = AbroadRequest.State


@transaction.atomic
def ask_abroad(
    *,
    country: str,
    leaves_on: dt.date,
    returns_on: dt.date,
    works_there: bool,
    data: str,
    kit: str,
    loans: Sequence[str] = (),
    by: Viewer,
    at: dt.datetime,
) -> AbroadRequest:
    """Ask to work in another country, or to take school equipment there; before leaving. `loans` are codes of one’s own."""
    may_ask(by).insist()
    kit = taken(loans, kit, on_loan_to(by.person, by.organisation, at) if loans else ())
    _refuse_what_cannot_be(leaves_on, returns_on, works_there, kit, by.today)
    _refuse_twice(by, country=country.strip(), leaves_on=leaves_on, returns_on=returns_on, kit=kit)
    matter = "abroad" if works_there else "equipment-abroad"
    asked = AbroadRequest.objects.create(
        organisation=by.organisation,
        person=by.person,
        created_by=by.person,
        created_at=at,
        country=country.strip(),
        leaves_on=leaves_on,
        returns_on=returns_on,
        works_there=works_there,
        data=data if works_there else "",
        kit=kit,
        decider_kind=deciders.decider_kind(
            policy_in_force(by.organisation, by.today), by.organisation, by.person, by.today, matter
        ),
    )
    record("arrangements.abroad_asked", organisation=by.organisation, by=by, subject=asked, at=at)
    _tell("arrangements.abroad_asked", [asked.decider_kind], asked, by, at)
    return asked


@transaction.atomic
def decide_abroad(
    asked: AbroadRequest, *, is_yes: bool, is_insured: bool | None, reason: str, by: Viewer, at: dt.datetime
) -> AbroadRequest:
    """Yes or no. IT and the data protection officer are told either way, as a no may mean less access from there."""
    access.may_decide_abroad(by, asked).insist()
    if is_yes and asked.leaves_on < by.today:
        raise Refused(
            "The day of leaving has gone.", "A yes must come before that. Say no; they can ask for other days."
        )
    if not is_yes:
        insist_on_words(reason, "Say why the answer is no.")
    state = State.GIVEN if is_yes else State.REFUSED
    changes = {"reason": reason, "is_insured": is_insured if asked.kit else None}
    _move(asked, State.ASKED, state, decided_by=by.person, decided_at=at, **changes)
    record(
        "arrangements.abroad_decided",
        organisation=by.organisation,
        by=by,
        subject=asked,
        at=at,
        details={"state": str(state)},
    )
    context = {"who": asked.person.name, "answer": asked.get_state_display().lower(), "href": _page(asked)}
    queue("arrangements.abroad_decided", to=asked.person, organisation=by.organisation, context=context, at=at)
    _tell("arrangements.abroad_noted", [Role.Kind.IT, Role.Kind.DPO], asked, by, at)
    return asked


@transaction.atomic
def note_back(asked: AbroadRequest, *, by: Viewer, at: dt.datetime) -> AbroadRequest:
    """Person and equipment are back; equipment is checked in by somebody else."""
    access.may_check_back(by, asked).insist()
    _move(asked, State.GIVEN, State.RETURNED)
    record("arrangements.abroad_returned", organisation=by.organisation, by=by, subject=asked, at=at)
    return asked


@transaction.atomic
def withdraw_abroad(asked: AbroadRequest, *, by: Viewer, at: dt.datetime) -> AbroadRequest:
    """The person takes it back before it is decided, or does not go after all; then those who were told of it are told again."""
    access.may_withdraw_abroad(by, asked).insist()
    was = asked.state
    _move(asked, was, State.WITHDRAWN)
    record("arrangements.abroad_withdrawn", organisation=by.organisation, by=by, subject=asked, at=at)
    guards = [Role.Kind.IT, Role.Kind.DPO] if was == State.GIVEN else []
    _tell("arrangements.abroad_withdrawn", [asked.decider_kind, *guards], asked, by, at)
    return asked


def _refuse_twice(by: Viewer, **told: object) -> None:
    """The same trip sent again, as by pressing a button twice."""
    Person.objects.select_for_update().get(pk=by.person.pk)  # two at once must see each other
    if AbroadRequest.objects.filter(person=by.person, organisation=by.organisation, state=State.ASKED, **told).exists():
        raise Refused("You have asked for this trip already.", "It is under “So far”.")


def _refuse_what_cannot_be(leaves: dt.date, returns: dt.date, works: bool, kit: str, today: dt.date) -> None:
    if leaves < today:
        raise Refused("That day has already gone.", "Ask before you go abroad.")
    if returns < leaves:
        raise Refused("You would come back before you leave.", "Change one of the days.")
    if not works and not kit:
        raise Refused("Say what you will do there.", "Work there, take school equipment, or both.")


def _move(asked: AbroadRequest, before: str, after: str, **changes: object) -> None:
    if not AbroadRequest.objects.filter(pk=asked.pk, state=before).update(state=after, **changes):
        raise Refused("Somebody else has just done this.", "Read what has happened to it.")
    asked.refresh_from_db()


def _page(asked: AbroadRequest) -> str:
    return reverse("arrangements:abroad", args=[asked.code])


def _tell(kind: str, roles: list[str], asked: AbroadRequest, by: Viewer, at: dt.datetime) -> None:
    context = {"who": asked.person.name, "country": asked.country, "href": _page(asked)}
    told = {p.pk: p for role in roles for p in deciders.others_who_hold(role, by.organisation, asked.person, by.today)}
    told.pop(by.person.pk, None)
    for person in told.values():
        queue(kind, to=person, organisation=by.organisation, context=context, at=at)
