"""Who may do what with a request to go abroad."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.access import may_decide_about
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from ..models import AbroadRequest


def may_decide_abroad(viewer: Viewer, asked: AbroadRequest) -> Answer:
    """Say whether somebody may go abroad with work or equipment."""
    allowed = may_decide_about(viewer, asked.person, asked.decider_kind, asked.organisation)
    if not allowed:
        return allowed
    if asked.decided_by:
        return Refused(f"{asked.decided_by.name} decided this already.", "Read what was decided.")
    if asked.state != AbroadRequest.State.ASKED:
        return Refused("This was taken back.", "There is nothing to do.")
    return Allowed()


def may_withdraw_abroad(viewer: Viewer, asked: AbroadRequest) -> Answer:
    """Take it back: before it is decided, or before leaving."""
    if viewer.person.pk != asked.person_id:
        return Refused("Only the person who asked can take it back.", "You can say no instead, if you decide.")
    if asked.state == AbroadRequest.State.ASKED:
        return Allowed()
    if asked.state == AbroadRequest.State.GIVEN and viewer.today < asked.leaves_on:
        return Allowed()
    return Refused("This cannot be taken back now.", "Read what has happened to it.")


def may_check_back(viewer: Viewer, asked: AbroadRequest) -> Answer:
    """Note that a person, and the equipment they took, are back."""
    if asked.state != AbroadRequest.State.GIVEN:
        return Refused("There is no trip abroad to come back from.", "Read what was decided.")
    if viewer.today < asked.leaves_on:
        return Refused(
            "The day of leaving has not come yet.", "The person can take the request back if they do not go."
        )
    if viewer.person.pk == asked.person_id and asked.kit:
        return Refused("Somebody else checks the equipment back in.", "Take it to the IT lead.")
    if viewer.person.pk != asked.person_id and not viewer.has_role(Role.Kind.IT, asked.decider_kind):
        return Refused("Only the IT lead or the person who decided can note this.", "Leave it to them.")
    return Allowed()
