"""Who may ask, answer and act on requests about devices, each with a reason. Nobody answers their own."""

from hometime.arrangements.deciders import stood_in_for
from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.access import may_decide_about
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer

from ..models import ChangeRequest, DeviceRequest, Fault, InsuranceQuery, Restriction, SetUp
from .policy import FINANCE, IT

LOOK_AFTER = (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER)
LIMIT = (Role.Kind.IT, Role.Kind.HEAD)
AS_WHO = {"it": Role.Kind.IT, "head": Role.Kind.HEAD, "budget": Role.Kind.BUSINESS_MANAGER}
ABOUT_YOU = "This is about you, so somebody else must do it."


def may_see_need(viewer: Viewer, request: DeviceRequest) -> bool:
    """Read why somebody needs a device: people write about their health there."""
    return (
        viewer.person.pk == request.person_id
        or request.decider_kind in viewer.holds_about(request.person)
        or Role.Kind.DPO in viewer.holds_about(request.person)
    )


def may_answer_request(viewer: Viewer, request: DeviceRequest) -> Answer:
    """Agree to a device, put somebody on the waiting list, or refuse."""
    if not request.is_open:
        return Refused("This request was answered already.", "Read what was said.")
    return may_decide_about(viewer, request.person, request.decider_kind, request.organisation)


def may_take_back(viewer: Viewer, row: DeviceRequest | ChangeRequest) -> Answer:
    """Take back what one asked for, while it waits."""
    if viewer.person.pk != row.person_id:
        return Refused("Only the person who asked can take it back.", "You can say no instead, if you decide.")
    if row.state not in ("asked", "waiting", "money"):
        return Refused("This was answered already.", "Read what was said.")
    return Allowed()


def may_say_as(viewer: Viewer, change: ChangeRequest, as_who: str) -> Answer:
    """Say yes or no to a change: IT first, then whoever answers for the money. One person cannot say both."""
    turn = {IT: ChangeRequest.State.ASKED, FINANCE: ChangeRequest.State.MONEY}
    if change.state != turn[as_who]:
        return Refused("It is not your turn to answer.", "Read what was said so far.")
    kind = change.it_kind if as_who == IT else change.money_kind
    allowed = may_decide_about(viewer, change.person, kind, change.organisation)
    if allowed and change.steps.filter(name__in=[IT, FINANCE], by=viewer.person).exists():
        return Refused("You have said yes to this already.", "Somebody else must answer about the money.")
    return allowed


def may_install(viewer: Viewer, change: ChangeRequest) -> Answer:
    """Note that an agreed change was made. IT does that; a person may note their own where IT said they may."""
    if change.state != ChangeRequest.State.AGREED:
        return Refused("Nothing here is waiting to be done.", "Read what was said.")
    if viewer.organisation.pk != change.organisation_id or not viewer.has_role(Role.Kind.IT):
        return Refused("The IT lead notes what was done.", "Tell them when it is.")
    return Allowed()


def may_move_fault(viewer: Viewer, fault: Fault) -> Answer:
    """Say that somebody is on it, that it is fixed, or that it is closed."""
    if fault.state == Fault.State.CLOSED:
        return Refused("This is closed.", "Report it again if it is not put right.")
    is_owner = fault.is_own and viewer.person.pk == fault.person_id
    if is_owner or (viewer.organisation.pk == fault.organisation_id and viewer.has_role(Role.Kind.IT)):
        return Allowed()
    return Refused("The IT lead deals with this.", "Wait to hear from them.")


def may_note_call(viewer: Viewer, fault: Fault) -> Answer:
    """Note that somebody outside the school was called."""
    if viewer.person.pk == fault.person_id or viewer.has_role(Role.Kind.IT):
        return Allowed()
    return Refused("Only the person who reported it, or the IT lead, can note a call.", "Leave it to them.")


def may_look_after(viewer: Viewer) -> Answer:
    """Enter electrical tests and upkeep, and take a device out of use."""
    if viewer.has_role(*LOOK_AFTER):
        return Allowed()
    return Refused("The IT lead or the business manager does this.", "Ask one of them.")


def may_keep_settings(viewer: Viewer) -> Answer:
    """Write down how the school’s ways in are set."""
    if viewer.has_role(Role.Kind.IT):
        return Allowed()
    return Refused("The IT lead looks after settings.", "Ask them.")


def may_answer_insurance(viewer: Viewer, query: InsuranceQuery) -> Answer:
    """Say whether the insurance would still pay."""
    if viewer.person.pk == query.person_id:
        return Refused(ABOUT_YOU, "Wait for their answer.")
    if query.answer:
        return Refused("This was answered already.", "Read what was said.")
    if query.line_manager_id:
        if query.line_manager_id in (viewer.person.pk, *stood_in_for(viewer)):
            return Allowed()
        return Refused("Their line manager answers this.", "Leave it to them.")
    return may_decide_about(viewer, query.person, query.decider_kind, query.organisation)


def may_limit(viewer: Viewer, person: Person | None = None) -> Answer:
    """Limit a system, or disconnect a device, a service or somebody. Never for oneself."""
    if person is not None and viewer.person.pk == person.pk:
        return Refused(ABOUT_YOU, "Ask the headteacher or the IT lead.")
    held = viewer.roles if person is None else viewer.holds_about(person)
    if not held.isdisjoint(LIMIT):
        return Allowed()
    return Refused("Only the headteacher or the IT lead does this.", "Tell one of them why it is needed.")


def may_change_limit(viewer: Viewer, limit: Restriction) -> Answer:
    """Tell the person of a limit, or lift it."""
    if limit.ended_at is not None:
        return Refused("This was lifted.", "There is nothing more to do.")
    return may_limit(viewer, limit.person)


def may_plan_set_up(viewer: Viewer, person: Person | None = None) -> Answer:
    """Say what somebody should have at home, or that their job cannot be done with equipment there."""
    if person is not None and viewer.person.pk == person.pk:
        return Refused(ABOUT_YOU, "Ask the IT lead or the headteacher.")
    if viewer.has_role(*AS_WHO.values()):
        return Allowed()
    return Refused("The IT lead, the headteacher or the business manager does this.", "Ask one of them.")


def may_advise(viewer: Viewer, person: Person | None = None) -> Answer:
    """Say whether a job can be done with equipment at home."""
    if person is not None and viewer.person.pk == person.pk:
        return Refused(ABOUT_YOU, "Ask the headteacher.")
    if viewer.has_role(Role.Kind.IT):
        return Allowed()
    return Refused("The IT lead gives this advice.", "Ask them.")


def may_agree_set_up(viewer: Viewer, set_up: SetUp, as_who: str) -> Answer:
    """Agree to a set-up as IT, as the head, or for the budget."""
    if viewer.person.pk == set_up.person_id:
        return Refused(ABOUT_YOU, "You will see when it is agreed.")
    if as_who not in AS_WHO:
        return Refused("Nobody needs to agree in that role.", "Choose another.")
    if AS_WHO[as_who] not in viewer.holds_about(set_up.person):
        return Refused(f"Only the {AS_WHO[as_who].label.lower()} agrees to this.", "Leave it to them.")
    return Allowed()
