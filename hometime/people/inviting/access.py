"""Who may invite everybody at once."""

from hometime.lib.refusal import Allowed, Answer, Refused

from ..access import INVITING
from ..viewer import Viewer


def may_invite_all(viewer: Viewer) -> Answer:
    """Send the link to everybody at the organisation in view who has not come in yet."""
    if viewer.has_role(*INVITING):
        return Allowed()
    return Refused("You may not invite people.", "Ask the headteacher, the business manager or the IT lead.")
