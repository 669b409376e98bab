"""Who may look after the register of devices, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.viewer import Viewer

from ..models import Device
from ..queries import KEEPERS, READERS


def may_see_register(viewer: Viewer) -> Answer:
    """See the list of all devices."""
    if viewer.has_role(*READERS):
        return Allowed()
    return Refused("Only those who look after devices see the whole list.", "What you have is on your own page.")


def may_keep_register(viewer: Viewer) -> Answer:
    """Add devices, change their details, put kits together, and hand things out."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after devices do this.", "Ask the IT lead.")


def may_change(viewer: Viewer, device: Device) -> Answer:
    """Write the details of a device differently."""
    if device.is_retired:
        return Refused("This device was retired, so its details stay as they were.", "Add it again if it is back.")
    return may_keep_register(viewer)


def may_retire(viewer: Viewer, device: Device) -> Answer:
    """Take a device out of use for good: keepers a school’s, and an owner their own."""
    if device.is_retired:
        return Refused(
            f"This device was retired before: {device.get_retired_how_display().lower()}.",
            "There is nothing more to do.",
        )
    if device.owner_person_id == viewer.person.pk:
        return Allowed()
    return may_keep_register(viewer)


def may_mark_lost(viewer: Viewer, device: Device) -> Answer:
    """Say that a device cannot be found: anybody of the school may, as whoever notices first should."""
    if device.organisation_id != viewer.organisation.pk:
        return Refused("This device belongs to another school.", "Look at that school first.")
    if device.is_retired:
        return Refused("This device was retired, so it cannot be lost.", "Report it, if it had information on it.")
    return Allowed()


def may_mark_found(viewer: Viewer, device: Device) -> Answer:
    """Say that a lost device is found. Not the person who lost it: somebody else has it in their hands."""
    may = may_keep_register(viewer)
    if not may:
        return Refused("Somebody who looks after devices must see it first.", "Take it to the IT lead.")
    return may
