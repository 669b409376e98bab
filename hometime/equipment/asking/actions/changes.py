"""ask_for_change, say_as, note_installed, withdraw_change: software, parts, better things, strange files and memory sticks."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ...models import ChangeRequest, ChangeStep, Device
from .. import access
from ..moving import QUICKER, holders, in_ledger, insist_on_a_post, move, tell, write
from ..policy import FINANCE, IT, approvals_needed, kind_for

State = ChangeRequest.State
PAGE = "equipment:change"
MATTERS = {"hardware": ["hardware"], "upgrade": ["hardware", "software"]}


@transaction.atomic
def ask_for_change(
    *,
    kind: str,
    what: str,
    why: str,
    device: Device | None = None,
    once: uuid.UUID | None = None,
    by: Viewer,
    at: dt.datetime,
) -> ChangeRequest:
    """Ask before anything is put on a device. IT answers first; where money is spent, whoever answers for it as well."""
    insist_on_a_post(by)
    insist_on_words(what, "Say what it is.")
    policy = policy_here(by.organisation, by.today)
    about: dict[str, Any] = {"organisation": by.organisation, "subject": by.person, "on": by.today}
    change, is_new = write(
        ChangeRequest,
        once=once,
        by=by,
        at=at,
        person=by.person,
        device=device,
        kind=kind,
        what=what.strip(),
        why=why,
        needs=approvals_needed(policy, kind, by.today),
        it_kind=kind_for(policy, MATTERS.get(kind, ["software"]), Role.Kind.IT, **about),
        money_kind=kind_for(policy, ["budget"], Role.Kind.BUSINESS_MANAGER, **about),
    )
    if is_new:
        _step(change, "ask", by, at)
        in_ledger("equipment.change_asked", change, by, at, kind=kind)
        _tell_next(change, by, at)
    return change


@transaction.atomic
def say_as(
    change: ChangeRequest, *, as_who: str, is_yes: bool, words: str, by: Viewer, at: dt.datetime
) -> ChangeRequest:
    """IT’s word, or the word on the money. A no from either is a no."""
    access.may_say_as(by, change, as_who).insist()
    if not is_yes:
        insist_on_words(words, "Say why the answer is no.")
    to_money = is_yes and as_who == IT and FINANCE in change.needs
    after = State.MONEY if to_money else State.AGREED if is_yes else State.REFUSED
    move(change, (State.ASKED if as_who == IT else State.MONEY,), after)
    try:
        with transaction.atomic():
            _step(change, as_who, by, at, is_yes=is_yes, words=words)
    except IntegrityError as twin:
        raise Refused(QUICKER.reason, QUICKER.next_step) from twin
    in_ledger("equipment.change_answered", change, by, at, answer=str(change.state), speaker=as_who)
    if to_money:
        _tell_next(change, by, at)
    else:
        _tell_answer(change, by, at)
    return change


@transaction.atomic
def note_installed(
    change: ChangeRequest, *, version: str, words: str = "", by: Viewer, at: dt.datetime
) -> ChangeRequest:
    """It is done: from now on it is part of the device’s record."""
    access.may_install(by, change).insist()
    move(change, (State.AGREED,), State.INSTALLED)
    _step(change, "install", by, at, version=version, words=words)
    in_ledger("equipment.change_installed", change, by, at, version=version)
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": change.code}
    tell("equipment.change_done", [change.person], what=change.what, **told)
    return change


@transaction.atomic
def withdraw_change(change: ChangeRequest, *, by: Viewer, at: dt.datetime) -> ChangeRequest:
    """The person wants it no longer."""
    access.may_take_back(by, change).insist()
    move(change, (State.ASKED, State.MONEY), State.WITHDRAWN)
    _step(change, "withdraw", by, at)
    in_ledger("equipment.change_withdrawn", change, by, at)
    return change


def _step(change: ChangeRequest, name: str, by: Viewer, at: dt.datetime, **given: object) -> None:
    ChangeStep.objects.create(
        change=change, name=name, state=change.state, at=at, by=by.person, subject=change.person, **given
    )


def _tell_next(change: ChangeRequest, by: Viewer, at: dt.datetime) -> None:
    kind = change.it_kind if change.state == State.ASKED else change.money_kind
    people = holders(kind, change.organisation, change.person, by.today)
    tell(
        "equipment.change_waiting",
        people,
        by=by,
        at=at,
        page=PAGE,
        code=change.code,
        who=change.person.name,
        what=change.what,
    )


def _tell_answer(change: ChangeRequest, by: Viewer, at: dt.datetime) -> None:
    """The person; and IT, where the last yes was for the money, as they make the change."""
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": change.code, "what": change.what}
    tell("equipment.change_answered", [change.person], answer=change.get_state_display().lower(), **told)
    if change.state == State.AGREED:
        keepers = holders(Role.Kind.IT, change.organisation, change.person, by.today)
        tell("equipment.change_to_do", keepers, who=change.person.name, **told)
