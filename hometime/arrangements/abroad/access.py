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


def may_check_back(viewer: Viewer, asked: AbroadRequest) -> Answer:
    """Note that a person, and the equipment they took, are back."""
    if asked.state != AbroadRequest.State.GIVEN:
        return Refused("There is no trip abroad to come back from.", "Read what was decided.")
    if viewer.person.pk == asked.person_id and asked.kit:
        return Refused("Somebody else checks the equipment back in.", "Take it to the IT lead.")
    if viewer.person.pk != asked.person_id and not viewer.has_role(Role.Kind.IT, asked.decider_kind):
        return Refused("Only the IT lead or the person who decided can note this.", "Leave it to them.")
    return Allowed()
