"""Who may see how a school is set up, and whose calendar feed may be made; each answer with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer

SEES_SCHOOL = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER, Role.Kind.DPO, Role.Kind.IT, Role.Kind.POLICY_OWNER)


def may_see_standings(viewer: Viewer) -> Answer:
    """See person by person who is set up to work from home."""
    if viewer.has_role(*SEES_SCHOOL, Role.Kind.LINE_MANAGER):
        return Allowed()
    return Refused(
        "Only those who lead people here see who is set up to work from home.",
        "Your home page shows where you stand yourself.",
    )


def may_see_numbers(viewer: Viewer) -> Answer:
    """See how many are set up to work from home, with nobody named."""
    if viewer.has_role(*SEES_SCHOOL, Role.Kind.GOVERNOR):
        return Allowed()
    return Refused("Only governors and those who run the school see these numbers.", "Ask your headteacher.")
