"""Who may take over a list of staff, and take it back."""

from datetime import datetime, timedelta

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.access import may_keep_people
from hometime.people.viewer import Viewer

from .models import StaffImport

UNDONE_WITHIN = timedelta(days=1)


def may_import(viewer: Viewer) -> Answer:
    """Hand in a list of staff of the organisation in view."""
    return may_keep_people(viewer, viewer.organisation)


def may_apply(viewer: Viewer, staff_import: StaffImport) -> Answer:
    """Take the list over."""
    may = may_keep_people(viewer, staff_import.organisation)
    if may and staff_import.state != StaffImport.State.READ:
        return Refused("This list was brought in already.", "Choose the file again.")
    return may


def may_undo(viewer: Viewer, staff_import: StaffImport, *, at: datetime) -> Answer:
    """Take back what a list did, within a day."""
    may = may_keep_people(viewer, staff_import.organisation)
    if not may:
        return may
    if staff_import.state != StaffImport.State.APPLIED or staff_import.applied_at is None:
        return Refused("There is nothing to take back.", "Look at the list again.")
    if at > staff_import.applied_at + UNDONE_WITHIN:
        return Refused("This was done more than a day ago.", "Change each person on their own page.")
    return Allowed()
