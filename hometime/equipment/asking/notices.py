"""What asking about devices tells people. None says why anybody asked, or why the answer was what it was."""

from hometime.notices.kinds import Kind

FOLDER = "equipment/asking/notices"


def _kind(subject: str, name: str, *, urgent: bool = False, soon: bool = False) -> Kind:
    return Kind(subject, f"{FOLDER}/{name}.txt", urgent=urgent, soon=soon)


KINDS = {
    "equipment.request_asked": _kind("{{ who }} asks for a device", "request_asked", soon=True),
    "equipment.request_answered": _kind("Your request for a device is answered", "request_answered", soon=True),
    "equipment.request_agreed": _kind("A device is to be handed to {{ who }}", "request_agreed", soon=True),
    "equipment.change_waiting": _kind("{{ who }} asks for a change to a device", "change_waiting", soon=True),
    "equipment.change_answered": _kind("Your request for a change is answered", "change_answered", soon=True),
    "equipment.change_to_do": _kind("A change for {{ who }} is agreed", "change_to_do"),
    "equipment.change_done": _kind("The change you asked for is done", "change_done"),
    "equipment.fault_reported": _kind("{{ who }} reports a fault", "fault_reported", soon=True),
    "equipment.fault_moved": _kind("The fault you reported: {{ state }}", "fault_moved", soon=True),
    "equipment.device_withdrawn": _kind("Stop using {{ what }}", "device_withdrawn", urgent=True),
    "equipment.test_due": _kind("{{ what }} is due for its electrical test", "test_due"),
    "equipment.tests_overdue": _kind("Electrical tests are overdue", "tests_overdue"),
    "equipment.insurance_asked": _kind("{{ who }} asks about insurance", "insurance_asked", soon=True),
    "equipment.insurance_answered": _kind("Your question about insurance is answered", "insurance_answered", soon=True),
    "equipment.limited": _kind("What you can use is limited", "limited", soon=True),
    "equipment.restored": _kind("What you can use is restored", "restored", soon=True),
    "equipment.set_up_planned": _kind("A set-up for {{ who }} at home is waiting for you", "set_up_planned"),
    "equipment.set_up_agreed": _kind("Your set-up at home is agreed", "set_up_agreed"),
    "equipment.kit_cannot_do": _kind("A job cannot be done with equipment at home", "kit_cannot_do", soon=True),
}
