"""Who may deal with mail that did not arrive. What a person is told is theirs alone: see queries."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from .models import Message

LOOKS_AFTER_MAIL = (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER, Role.Kind.HEAD)  # a new school has a head alone


def may_look_after_mail(viewer: Viewer | None) -> Answer:
    """See which mails failed, and to whom; never what they say."""
    if viewer is not None and viewer.has_role(*LOOKS_AFTER_MAIL):
        return Allowed()
    return Refused("Only the IT lead or the business manager looks after email.", "Ask one of them.")


def may_send_again(viewer: Viewer, message: Message) -> Answer:
    """Try once more with a mail that failed or may not have arrived."""
    may = may_look_after_mail(viewer)
    if not may:
        return may
    if not message.notices.filter(organisation=viewer.organisation).exists():
        return Refused("This email is not from your school.", "Look at the school it is from.")
    if not message.is_troubled:
        return Refused(
            f"Nothing is wrong with this email: {message.get_state_display().lower()}.", "There is nothing to do."
        )
    return Allowed()
