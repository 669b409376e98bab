"""Who may say how a device stands, and who may set it by hand; each with a reason."""

from collections.abc import Sequence

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer

from ..models import Device, SeenList, Source
from ..queries import KEEPERS
from .readings import Reading

LOOKERS = (Role.Kind.IT, Role.Kind.HEAD)  # the head, so that the IT lead’s own device has somebody too


def may_declare(viewer: Viewer, device: Device, holder: Person | None) -> Answer:
    """Say how a device stands that one has oneself."""
    if device.is_retired:
        return Refused("This device was retired.", "There is nothing to say about it.")
    if holder is None or holder.pk != viewer.person.pk:
        return Refused("You do not have this device.", "The person who has it says how it stands.")
    return Allowed()


def may_work_on(viewer: Viewer, device: Device, held: Sequence[Device]) -> Answer:
    """Say which of several computers one works on; `held` are those one has."""
    if device not in held:
        return Refused("You do not have this device.", "Choose one that you have.")
    if not device.is_computer or sum(each.is_computer for each in held) < 2:
        return Refused("It is not one of several computers you have.", "There is nothing to choose.")
    return Allowed()


def may_look(viewer: Viewer, device: Device, holder: Person | None) -> Answer:
    """Write down how a device of somebody else stands, after looking at it."""
    if device.is_retired:
        return Refused("This device was retired.", "There is nothing to look at.")
    if not viewer.has_role(*LOOKERS):
        return Refused("Only the IT lead or the headteacher does this.", "Ask the IT lead to look at it.")
    if holder is not None and holder.pk == viewer.person.pk:
        return Refused("You have this device, so somebody else must look at it.", "Ask a colleague.")
    return Allowed()


def may_overrule(viewer: Viewer, device: Device, holder: Person | None, reading: Reading | None) -> Answer:
    """Set a wrong reading by hand for a time: a second person, who neither has the device nor made the reading."""
    may = may_look(viewer, device, holder)
    if not may or reading is None:
        return may if not may else Refused("Nothing is known about this yet.", "Write down what you see instead.")
    if reading.source == Source.OVERRULED:
        return Refused("This was set by hand already.", "End that first.")
    made_by = reading.observation.created_by_id
    if made_by == viewer.person.pk:
        return Refused("You made this reading, so somebody else must set it right.", "Ask a colleague.")
    return Allowed()


def may_end_overruling(viewer: Viewer, holder: Person | None) -> Answer:
    """Let what the sources say count again before its time."""
    if not viewer.has_role(*LOOKERS):
        return Refused("Only the IT lead or the headteacher does this.", "Ask the IT lead.")
    if holder is not None and holder.pk == viewer.person.pk:
        return Refused("You have this device, so somebody else decides.", "Ask a colleague.")
    return Allowed()


def may_import(viewer: Viewer) -> Answer:
    """Hand in a list of a device manager."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after devices do this.", "Ask the IT lead.")


def may_apply(viewer: Viewer, seen_list: SeenList) -> Answer:
    """Take a list over."""
    if seen_list.state != SeenList.State.READ:
        return Refused("This list was brought in already.", "Choose the file again.")
    return may_import(viewer)


def may_withdraw(viewer: Viewer, seen_list: SeenList) -> Answer:
    """Take back what a list said; at any time, as it stays on record."""
    if seen_list.state != SeenList.State.APPLIED:
        return Refused("There is nothing to take back.", "Look at the list again.")
    return may_import(viewer)


def may_set_networks(viewer: Viewer) -> Answer:
    """Say which addresses are the school’s own network."""
    if viewer.has_role(Role.Kind.IT, Role.Kind.HEAD):
        return Allowed()
    return Refused("Only the IT lead or the headteacher does this.", "Ask the IT lead.")


def may_scan(viewer: Viewer, device: Device, holder: Person | None) -> Answer:
    """Say that a device joined the school network, having seen it at school."""
    if device.is_retired:
        return Refused("This device was retired.", "There is nothing to scan.")
    if not viewer.has_role(*KEEPERS):
        return Refused("Only those who look after devices do this.", "Join the school network yourself, on the device.")
    if holder is not None and holder.pk == viewer.person.pk:
        return Refused(
            "You have this device, so somebody else scans it.", "Or join the school network with it yourself."
        )
    return Allowed()
