"""Who may be told all that is kept about somebody."""

from hometime.lib.refusal import Allowed, Answer, Refused

from ..models import Person, Role
from ..viewer import Viewer

ANSWERS_FOR_DATA = (Role.Kind.DPO, Role.Kind.BUSINESS_MANAGER)


def may_export(viewer: Viewer, person: Person) -> Answer:
    """Take away a copy of what is kept about somebody: they themselves, the data protection officer, the business manager."""
    if viewer.person.pk == person.pk or viewer.has_role(*ANSWERS_FOR_DATA):
        return Allowed()
    return Refused(
        "Only the data protection officer or the business manager can see what is kept about somebody else.",
        "Ask one of them.",
    )


def may_see_leavers(viewer: Viewer) -> Answer:
    """See who has left and is still known here."""
    if viewer.has_role(*ANSWERS_FOR_DATA):
        return Allowed()
    return Refused("Only the data protection officer or the business manager sees who has left.", "Ask one of them.")


def sees_private_words(viewer: Viewer, person: Person) -> bool:
    """Reasons of health and care, and other free words: for the person and the data protection officer alone."""
    return viewer.person.pk == person.pk or viewer.has_role(Role.Kind.DPO)
