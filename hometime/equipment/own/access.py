"""Who may do what with a device of somebody’s own, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_here

from ..asking.policy import rules_under
from ..models import Device
from .policy import PERMISSION, Stance, stance_of

ASK_TO_CLEAR = (Role.Kind.HEAD, Role.Kind.IT, Role.Kind.DPO)


def may_register(viewer: Viewer) -> Answer:
    """Register a device of one’s own, unless the policy forbids it."""
    policy = policy_here(viewer.organisation, viewer.today)
    if stance_of(policy, viewer.today) == Stance.FORBIDDEN:
        cites = [name for rule in rules_under(policy, PERMISSION) for name in rule.cites]
        return Refused("The policy does not let you use a device of your own.", "Ask for a school device.", cites)
    return Allowed()


def may_speak_for(viewer: Viewer, device: Device) -> Answer:
    """Say something of a device that only its owner can say."""
    if device.owner_person_id != viewer.person.pk:
        return Refused("Only its owner can say this.", "Ask them.")
    if device.is_retired:
        return Refused("This device is no longer used for school work.", "Register it again if it is.")
    return Allowed()


def may_ask_to_clear(viewer: Viewer, device: Device) -> Answer:
    """Ask somebody to clear school work off their own device."""
    if device.owner_person_id is None or device.organisation_id != viewer.organisation.pk:
        return Refused("This is not somebody’s own device here.", "Choose another.")
    if device.owner_person_id == viewer.person.pk:
        return Refused("This is your own device.", "Clear it, and say that you have.")
    if viewer.has_role(*ASK_TO_CLEAR):
        return Allowed()
    return Refused("Only the headteacher, the IT lead or the data protection officer asks this.", "Tell one of them.")
