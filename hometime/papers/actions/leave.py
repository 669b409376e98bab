"""request_papers, decide_papers, withdraw_request: leave to take papers out of school."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person
from hometime.people.queries import deciding_kind
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_in_force

from .. import access, telling
from .. import asking_the_policy as policy_says
from ..models import PaperRequest
from ..taking import Taking, refuse_what_cannot_be, refuse_what_the_policy_keeps
from .leaving import decider_named

State = PaperRequest.State
KINDS = {policy_says.PERMISSION: PaperRequest.Kind.PERMISSION, policy_says.EXCEPTION: PaperRequest.Kind.EXCEPTION}


@transaction.atomic
def request_papers(
    taking: Taking, *, once: UUID, by: Viewer, at: dt.datetime, is_lasting: bool = False
) -> PaperRequest:
    """Ask whether papers may leave; or, where papers stay, for an exception that is written down."""
    access.may_sign_out(by).insist()
    Person.objects.select_for_update().get(pk=by.person.pk)  # the same form twice at once: the second sees the first
    twin = PaperRequest.objects.filter(once=once, person=by.person).first()
    if twin:
        return twin
    policy = policy_in_force(by.organisation, by.today)
    refuse_what_cannot_be(taking, by.today)
    refuse_what_the_policy_keeps(taking, policy, by.today)
    asks = policy_says.demand(policy, taking.described, by.today)
    if asks.kind == policy_says.FORBIDDEN:
        raise Refused(asks.says[0].words, "Do the work at school, or with an electronic copy.", asks.cites)
    if asks.kind not in KINDS:
        raise Refused("You need not ask for these.", "Sign them out.", asks.cites)
    asked = PaperRequest.objects.create(
        organisation=by.organisation,
        person=by.person,
        created_by=by.person,
        created_at=at,
        kind=KINDS[asks.kind],
        items=list(taking.items),
        labels=[each.label for each in taking.labelled],
        is_lasting=is_lasting and taking.paper_set is not None,
        cites=asks.cites,
        policy_hash=policy.hash,
        decider_kind=deciding_kind(decider_named(policy), by.organisation, on=by.today, subject=by.person),
        once=once,
        **taking.kept,
    )
    _record("papers.leave_asked", asked, by, at, kind=str(asked.kind), items=len(taking.items))
    telling.deciders(asked, "papers.asked", at)
    return asked


@transaction.atomic
def decide_papers(asked: PaperRequest, *, is_yes: bool, reason: str, by: Viewer, at: dt.datetime) -> PaperRequest:
    """Yes or no, by somebody else than the asker. A no says why, and so does every exception."""
    access.may_decide(by, asked).insist()
    if not is_yes:
        insist_on_words(reason, "Say why the answer is no.")
    elif asked.kind == PaperRequest.Kind.EXCEPTION:
        insist_on_words(reason, "Say why these papers have to leave.")
    state = State.GIVEN if is_yes else State.REFUSED
    _move(asked, state, decided_by=by.person, decided_at=at, reason=reason.strip())
    _record("papers.leave_decided", asked, by, at, state=str(state), kind=str(asked.kind))
    telling.person_of(asked, at)
    return asked


@transaction.atomic
def withdraw_request(asked: PaperRequest, *, by: Viewer, at: dt.datetime) -> PaperRequest:
    """The person takes it back before it is answered."""
    access.may_withdraw(by, asked).insist()
    _move(asked, State.WITHDRAWN, withdrawn_at=at)
    _record("papers.leave_withdrawn", asked, by, at)
    telling.deciders(asked, "papers.withdrawn", at)
    return asked


def _move(asked: PaperRequest, after: str, **changes: Any) -> None:
    if not PaperRequest.objects.filter(pk=asked.pk, state=State.ASKED).update(state=after, **changes):
        raise Refused("Somebody else has just done this.", "Read what has happened to it.")
    asked.refresh_from_db()


def _record(act: str, asked: PaperRequest, by: Viewer, at: dt.datetime, **details: Any) -> None:
    record(act, organisation=by.organisation, by=by, subject=asked, at=at, details=details)
