"""A legal request for flexible working: ask_flexible, log_flexible, record_consultation, decide_flexible, appeal, more time, withdrawal."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.notices.actions import queue
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .. import deciders
from ..models import Consultation, Extension, FlexibleRequest
from . import access
from .lawful import insist_on_a_lawful_no, insist_on_terms, terms_of
from .making import Told, about_to_make
from .rules import rules_for

State = FlexibleRequest.State


@transaction.atomic
def ask_flexible(
    *,
    change: str,
    starts_on: dt.date,
    earlier: str,
    effect: str,
    reasons: str,
    for_disability: bool,
    by: Viewer,
    at: dt.datetime,
) -> FlexibleRequest:
    """Make a legal request. It counts as made today, and against the limit of the employer, a whole trust together."""
    told = Told(change, starts_on, earlier, effect, reasons, for_disability)
    asked, rules, others = about_to_make(by.person, told, FlexibleRequest.How.HERE, timezone.localdate(at), by, at)
    access.may_ask_flexible(by, rules, others).insist()
    asked.save(force_insert=True)
    record("arrangements.flexible_asked", **_about(asked, by, at, last_day=str(asked.last_day)))
    _tell("arrangements.flexible_asked", _deciders(asked, by), asked, at)
    _tell("arrangements.flexible_received", [asked.person], asked, at)
    return asked


@transaction.atomic
def log_flexible(
    person: Person, told: Told, *, how: str, received_on: dt.date, by: Viewer, at: dt.datetime
) -> FlexibleRequest:
    """Put a request on record that came on paper, by post or by email. It counts as made on the day it came, not today."""
    asked, rules, others = about_to_make(person, told, FlexibleRequest.How(how), received_on, by, at)
    access.may_log_for(by, person, asked.decider_kind, received_on, rules, others).insist()
    asked.save(force_insert=True)
    details = {"last_day": str(asked.last_day), "received_on": str(received_on), "how": how}
    record("arrangements.flexible_logged", **_about(asked, by, at, **details))
    _tell("arrangements.flexible_asked", [each for each in _deciders(asked, by) if each != by.person], asked, at)
    _tell("arrangements.flexible_logged", [asked.person], asked, at)
    return asked


@transaction.atomic
def record_consultation(
    request: FlexibleRequest,
    *,
    invited_on: dt.date,
    held_on: dt.date,
    was_missed: bool,
    had_good_reason: bool,
    who_present: str,
    alternatives: str,
    note: str,
    by: Viewer,
    at: dt.datetime,
) -> Consultation:
    """Write down a meeting, held or missed: who was there, what else was talked over, and a note."""
    locked = _locked(request)
    access.may_consult(by, locked).insist()
    if invited_on > held_on or held_on > by.today:
        raise Refused("Those days cannot be right.", "Give the day of the invitation, then the day of the meeting.")
    if held_on < locked.received_on:
        raise Refused("That was before the request came.", "Write down a meeting about this request.", ["FW-08"])
    if not was_missed:
        insist_on_words(note, "Write a short note of the meeting.")
    meeting = Consultation.objects.create(
        request=locked,
        invited_on=invited_on,
        held_on=held_on,
        was_missed=was_missed,
        had_good_reason=had_good_reason,
        who_present=who_present,
        alternatives=alternatives,
        note=note,
        by=by.person,
        at=at,
    )
    record(
        "arrangements.flexible_consulted", **_about(locked, by, at, held_on=str(held_on), was_missed=str(was_missed))
    )
    return meeting


@transaction.atomic
def decide_flexible(
    request: FlexibleRequest,
    *,
    answer: str,
    grounds: Sequence[str],
    explanation: str,
    why_reasonable: str,
    lasting: str,
    agreed_from: dt.date | None,
    agreed_until: dt.date | None,
    by: Viewer,
    at: dt.datetime,
) -> FlexibleRequest:
    """Agreed, partly or declined. Nothing is turned down, even in part, before a meeting is on record, nor without a ground."""
    locked = _locked(request)
    access.may_decide_flexible(by, locked).insist()
    if answer in (State.DECLINED, State.PARTLY):
        insist_on_a_lawful_no(locked, grounds, explanation, why_reasonable, rules_for(locked.nation, by.today))
    if answer in (State.AGREED, State.PARTLY):
        insist_on_terms(lasting, agreed_from, agreed_until)
    changes: dict[str, Any] = {
        "grounds": list(grounds) if answer != State.AGREED else [],
        "explanation": explanation,
        "why_reasonable": why_reasonable,
        **(terms_of(lasting, agreed_from, agreed_until) if answer != State.DECLINED else {}),
        "decided_by": by.person,
        "decided_at": at,
    }
    _move(locked, (State.RECEIVED,), State(answer), **changes)
    record("arrangements.flexible_decided", **_about(locked, by, at, answer=answer, grounds=",".join(grounds)))
    _tell("arrangements.flexible_decided", [locked.person], locked, at)
    return locked


@transaction.atomic
def appeal_flexible(request: FlexibleRequest, *, words: str, by: Viewer, at: dt.datetime) -> FlexibleRequest:
    """The person asks for the answer to be looked at again; its outcome falls inside the same period."""
    locked = _locked(request)
    access.may_appeal(by, locked).insist()
    insist_on_words(words, "Say what should be looked at again.")
    _move(locked, (State.DECLINED, State.PARTLY), State.APPEALED, appeal=words, appealed_at=at)
    record("arrangements.flexible_appealed", **_about(locked, by, at, last_day=str(locked.last_day)))
    _tell("arrangements.flexible_appealed", access.hears_appeal(locked, by.today), locked, at)
    return locked


@transaction.atomic
def decide_appeal(
    request: FlexibleRequest,
    *,
    is_yes: bool,
    words: str,
    lasting: str = "",
    agreed_from: dt.date | None = None,
    agreed_until: dt.date | None = None,
    by: Viewer,
    at: dt.datetime,
) -> FlexibleRequest:
    """The answer to an appeal, by somebody new where there is somebody. A yes says from when and for how long."""
    locked = _locked(request)
    access.may_decide_appeal(by, locked).insist()
    insist_on_words(words, "Explain the answer.")
    changes: dict[str, Any] = {"appeal_answer": words, "appeal_decided_by": by.person, "appeal_decided_at": at}
    if is_yes:
        insist_on_terms(lasting, agreed_from, agreed_until)
        changes |= terms_of(lasting, agreed_from, agreed_until)
    after = State.AGREED if is_yes else State.UPHELD
    _move(locked, (State.APPEALED,), after, **changes)
    record("arrangements.flexible_appeal_decided", **_about(locked, by, at, answer=str(after)))
    _tell("arrangements.flexible_decided", [locked.person], locked, at)
    return locked


@transaction.atomic
def propose_extension(request: FlexibleRequest, *, new_last_day: dt.date, by: Viewer, at: dt.datetime) -> Extension:
    """Either side puts more time forward; nothing changes until the other agrees."""
    locked = _locked(request)
    access.may_propose_extension(by, locked, rules_for(locked.nation, by.today)).insist()
    if locked.last_day and new_last_day <= locked.last_day:
        raise Refused("That is not more time.", "Give a later day.")
    is_person = by.person.pk == locked.person_id
    extension = Extension.objects.create(
        request=locked, new_last_day=new_last_day, by_employer=not is_person, proposed_by=by.person, proposed_at=at
    )
    record("arrangements.flexible_extension_proposed", **_about(locked, by, at, new_last_day=str(new_last_day)))
    _tell("arrangements.flexible_more_time", _deciders(locked, by) if is_person else [locked.person], locked, at)
    return extension


@transaction.atomic
def agree_extension(extension: Extension, *, by: Viewer, at: dt.datetime) -> FlexibleRequest:
    """The other side agrees: now there is more time."""
    extension.request = locked = _locked(
        extension.request
    )  # as it stands, should the other have agreed to more meanwhile
    access.may_agree_extension(by, extension, rules_for(locked.nation, by.today)).insist()
    if not Extension.objects.filter(pk=extension.pk, agreed_by=None).update(agreed_by=by.person, agreed_at=at):
        raise Refused("More time was agreed already.", "There is nothing to do.")
    FlexibleRequest.objects.filter(pk=locked.pk).update(last_day=extension.new_last_day)
    locked.refresh_from_db()
    record("arrangements.flexible_extended", **_about(locked, by, at, new_last_day=str(extension.new_last_day)))
    others = _deciders(locked, by) if by.person.pk == locked.person_id else [locked.person]
    _tell("arrangements.flexible_extended", others, locked, at)
    return locked


@transaction.atomic
def withdraw_flexible(request: FlexibleRequest, *, by: Viewer, at: dt.datetime) -> FlexibleRequest:
    """The person takes it back, or their appeal. The request still counts towards the limit."""
    locked = _locked(request)
    access.may_withdraw_flexible(by, locked).insist()
    _take_back(locked)
    record("arrangements.flexible_withdrawn", **_about(locked, by, at))
    _tell("arrangements.flexible_withdrawn", _deciders(locked, by), locked, at)
    return locked


@transaction.atomic
def treat_as_withdrawn(request: FlexibleRequest, *, by: Viewer, at: dt.datetime) -> FlexibleRequest:
    """Close it after missed meetings, and tell the person so."""
    locked = _locked(request)
    access.may_treat_as_withdrawn(by, locked, rules_for(locked.nation, by.today)).insist()
    _take_back(locked)
    record("arrangements.flexible_treated_as_withdrawn", **_about(locked, by, at))
    _tell("arrangements.flexible_closed", [locked.person], locked, at)
    return locked


def _locked(request: FlexibleRequest) -> FlexibleRequest:
    return FlexibleRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)


def _move(request: FlexibleRequest, before: Sequence[str], after: str, **changes: Any) -> None:
    if not FlexibleRequest.objects.filter(pk=request.pk, state__in=before).update(state=after, **changes):
        raise Refused("Somebody else has just done this.", "Read what was said.")
    request.refresh_from_db()


def _take_back(request: FlexibleRequest) -> None:
    """The request; or, where it was answered, the appeal alone: then the answer stands."""
    after = request.before_appeal if request.state == State.APPEALED else State.WITHDRAWN
    _move(request, (request.state,), after)


def _deciders(request: FlexibleRequest, by: Viewer) -> list[Person]:
    return deciders.others_who_hold(request.decider_kind, request.organisation, request.person, by.today)


def _about(request: FlexibleRequest, by: Viewer, at: dt.datetime, **details: str) -> dict[str, Any]:
    return {"organisation": request.organisation, "by": by, "subject": request, "at": at, "details": details}


def _tell(kind: str, people: Iterable[Person], request: FlexibleRequest, at: dt.datetime) -> None:
    href = reverse("arrangements:flexible", args=[request.code])
    context = {"who": request.person.name, "last_day": request.last_day, "href": href}
    context |= {"received": request.received_on}
    for person in people:
        queue(kind, to=person, organisation=request.organisation, context=context, at=at)
