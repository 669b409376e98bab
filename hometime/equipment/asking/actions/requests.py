"""ask_for_device, answer_request, withdraw_request: who gets a device, and how that was weighed."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ...models import DeviceRequest, RequestStep
from .. import access
from ..moving import holders, in_ledger, insist_on_a_post, move, tell, write
from ..policy import kind_for, ladder_of
from ..queries import place_of, stock_of

State = DeviceRequest.State
ANSWERS = {"agreed": State.AGREED, "waiting": State.WAITING, "refused": State.REFUSED}
PAGE = "equipment:device-request"


@transaction.atomic
def ask_for_device(
    *, kind: str, need: str, rung: int | None, once: uuid.UUID | None = None, by: Viewer, at: dt.datetime
) -> DeviceRequest:
    """State a need. Its place follows from the school’s ladder, and from who asked first."""
    insist_on_a_post(by)
    insist_on_words(need, "Say what you need it for.")
    policy = policy_here(by.organisation, by.today)
    ladder = ladder_of(policy, by.today)
    if ladder and (rung is None or not 1 <= rung <= len(ladder)):
        raise Refused("Choose which need comes nearest to yours.", "The school lends by need.")
    decider = kind_for(
        policy, ["hardware"], Role.Kind.HEAD, organisation=by.organisation, subject=by.person, on=by.today
    )
    told = {"kind": kind, "need": need, "ladder": ladder, "rung": rung if ladder else None, "decider_kind": decider}
    try:
        request, is_new = write(DeviceRequest, once=once, by=by, at=at, person=by.person, **told)
    except IntegrityError as twin:
        raise Refused("You have asked for one of these already.", "Wait for the answer, or take it back.") from twin
    if is_new:
        rank, of = place_of(request)
        _step(request, "ask", by, at, rank=rank, of=of)
        in_ledger("equipment.request_made", request, by, at, kind=kind, rank=rank, of=of)
        people = holders(decider, by.organisation, by.person, by.today)
        tell(
            "equipment.request_asked",
            people,
            by=by,
            at=at,
            page=PAGE,
            code=request.code,
            who=by.name,
            what=_what(request),
        )
    return request


@transaction.atomic
def answer_request(
    request: DeviceRequest, *, answer: str, reason: str, compared: str = "", by: Viewer, at: dt.datetime
) -> DeviceRequest:
    """Agree, put on the waiting list, or refuse. The place in the queue and the stock are kept with the answer.

    Whoever is helped before somebody further up, or when there is nothing to lend, is helped for a reason that is written down.
    """
    access.may_answer_request(by, request).insist()
    if answer not in ANSWERS:
        raise Refused("That is not an answer.", "Agree, put them on the waiting list, or refuse.")
    rank, of = place_of(request)
    in_stock = stock_of(request.organisation, request.kind, at).count()
    if answer != "agreed":
        insist_on_words(reason, "Say why they do not get one now.")
    elif rank > in_stock:
        insist_on_words(reason, "Others come first, or there is nothing to lend: say why they get one all the same.")
    if not request.ladder:
        insist_on_words(compared, "The school has no order of need: say how this need compares with the others.")
    move(request, (State.ASKED, State.WAITING), ANSWERS[answer])
    weighed = {"rank": rank, "of": of, "in_stock": in_stock}
    _step(request, "decide", by, at, words=reason, compared=compared, **weighed)
    in_ledger("equipment.request_answered", request, by, at, answer=answer, **weighed)
    answered = request.get_state_display().lower()
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": request.code, "what": _what(request)}
    tell("equipment.request_answered", [request.person], answer=answered, **told)
    if answer == "agreed":
        keepers = holders(Role.Kind.IT, request.organisation, request.person, by.today)
        tell("equipment.request_agreed", keepers, who=request.person.name, **told)
    return request


@transaction.atomic
def withdraw_request(request: DeviceRequest, *, by: Viewer, at: dt.datetime) -> DeviceRequest:
    """The person needs it no longer."""
    access.may_take_back(by, request).insist()
    move(request, (State.ASKED, State.WAITING), State.WITHDRAWN)
    _step(request, "withdraw", by, at)
    in_ledger("equipment.request_withdrawn", request, by, at)
    return request


def _step(request: DeviceRequest, name: str, by: Viewer, at: dt.datetime, **weighed: object) -> None:
    given = {"state": request.state, "at": at, "by": by.person, "subject": request.person}
    RequestStep.objects.create(request=request, name=name, **given, **weighed)


def _what(request: DeviceRequest) -> str:
    return request.get_kind_display().lower()
