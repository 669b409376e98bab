"""Who may put a complaint on record, and who looks after it."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from ..models import Complaint

KEEPERS = (Role.Kind.DPO, Role.Kind.HEAD)


DOOR_KEEPERS = (*KEEPERS, Role.Kind.BUSINESS_MANAGER)


def may_keep_door(viewer: Viewer) -> Answer:
    """Switch the form for people outside the school on and off."""
    if viewer.has_role(*DOOR_KEEPERS):
        return Allowed()
    return Refused(
        "The data protection officer, the headteacher or the business manager does this.", "Leave it to them."
    )


def may_keep(viewer: Viewer, complaint: Complaint) -> Answer:
    """Acknowledge it, make enquiries, answer it: never by whom it is about."""
    if complaint.about_id == viewer.person.pk:
        return Refused("This is about you, so somebody else looks after it.", "Leave it to them.")
    roles = viewer.holds_about(complaint.about) if complaint.about else viewer.roles
    if roles & set(KEEPERS):
        return Allowed()
    return Refused("The data protection officer or the headteacher does this.", "Leave it to them.")
