"""report_fault, note_call, move_fault: something does not work, and whom the policy wants told of it."""

import datetime as dt
import uuid
from dataclasses import asdict
from typing import Any

from django.db import transaction

from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ...models import Device, Fault, FaultStep
from .. import access
from ..moving import holders, in_ledger, insist_on_a_post, move, tell, write
from ..policy import own_is_owners, route_of

State = Fault.State
PAGE = "equipment:fault"
MOVES = {
    "start": ((State.REPORTED,), State.STARTED),
    "fix": ((State.REPORTED, State.STARTED, State.OWN), State.FIXED),
    "close": ((State.REPORTED, State.STARTED, State.OWN, State.FIXED), State.CLOSED),
}


@transaction.atomic
def report_fault(
    *,
    about: str,
    words: str,
    noticed_at: dt.datetime,
    is_own: bool = False,
    is_data_at_risk: bool = False,
    device: Device | None = None,
    once: uuid.UUID | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Fault:
    """Report a fault. Those here are told at once; those outside the school are named, for the reporter to call."""
    insist_on_a_post(by)
    insist_on_words(words, "Say what does not work.")
    if noticed_at > at:
        raise Refused("That moment has not come yet.", "Say when you first saw it.")
    policy = policy_here(by.organisation, by.today)
    is_own = is_own or (device is not None and device.owner == Device.Owner.MINE)
    route = route_of(policy, about, is_own=is_own, on=by.today)
    is_owners = is_own and own_is_owners(policy)
    fault, is_new = write(
        Fault,
        once=once,
        by=by,
        at=at,
        person=by.person,
        device=device,
        about=about,
        is_own=is_own,
        words=words,
        noticed_at=noticed_at,
        is_data_at_risk=is_data_at_risk,
        route=[asdict(each) for each in route],
        state=State.OWN if is_owners else State.REPORTED,
    )
    if is_new:
        _step(fault, "report", by, at)
        in_ledger("equipment.fault_reported", fault, by, at, about=about, at_risk=is_data_at_risk)
        if any(each.is_here for each in route) or is_data_at_risk:
            _tell_it(fault, by, at)
    return fault


def _tell_it(fault: Fault, by: Viewer, at: dt.datetime) -> None:
    people = holders(Role.Kind.IT, by.organisation, by.person, by.today)
    urgent = fault.is_data_at_risk or fault.about == Fault.About.MESSAGE
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": fault.code, "urgent": urgent}
    tell("equipment.fault_reported", people, who=by.name, what=fault.get_about_display().lower(), **told)


@transaction.atomic
def note_call(fault: Fault, *, recipient: str, by: Viewer, at: dt.datetime) -> Fault:
    """Somebody outside the school was called, as the policy asks."""
    access.may_note_call(by, fault).insist()
    if recipient not in {each["recipient"] for each in fault.route}:
        raise Refused("The policy does not name them for this.", "Call whoever is named.")
    if fault.steps.filter(told=recipient).exists():
        raise Refused("That call is noted already.", "There is nothing to do.")
    _step(fault, "call", by, at, told=recipient)
    in_ledger("equipment.fault_called", fault, by, at, recipient=recipient)
    return fault


@transaction.atomic
def move_fault(fault: Fault, *, name: str, words: str, by: Viewer, at: dt.datetime) -> Fault:
    """Somebody is on it; it is fixed; it is closed."""
    access.may_move_fault(by, fault).insist()
    if name not in MOVES:
        raise Refused("That cannot be done with a fault.", "Choose another.")
    if name == "close" and fault.state not in (State.FIXED, State.OWN):
        insist_on_words(words, "Say why it is closed without being fixed.")
    before, after = MOVES[name]
    move(fault, before, after)
    _step(fault, name, by, at, words=words)
    in_ledger("equipment.fault_moved", fault, by, at, state=str(after))
    told: dict[str, Any] = {"by": by, "at": at, "page": PAGE, "code": fault.code}
    what = fault.get_about_display().lower()
    tell("equipment.fault_moved", [fault.person], what=what, state=fault.get_state_display().lower(), **told)
    return fault


def _step(fault: Fault, name: str, by: Viewer, at: dt.datetime, words: str = "", told: str = "") -> None:
    FaultStep.objects.create(fault=fault, name=name, state=fault.state, at=at, by=by.person, words=words, told=told)
