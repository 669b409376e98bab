"""Who may look at devices without notice, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.viewer import Viewer

from ..models import Audit, AuditCheck
from ..queries import KEEPERS, READERS


def may_see_audits(viewer: Viewer) -> Answer:
    """See what audits found."""
    if viewer.has_role(*READERS):
        return Allowed()
    return Refused(
        "Only those who look after devices see audits.", "You are told what was found about your own things."
    )


def may_audit(viewer: Viewer) -> Answer:
    """Begin an audit, and write down what is found."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after devices do this.", "Ask the IT lead.")


def may_check(viewer: Viewer, check: AuditCheck) -> Answer:
    """Write down what was found of one device."""
    may = may_audit(viewer)
    if not may:
        return may
    if check.holder_id == viewer.person.pk:
        return Refused(
            "You have this device, so somebody else must look at it.", "Ask a colleague who looks after devices."
        )
    if check.audit.closed_at:
        return Refused("This audit is closed.", "Begin another one.")
    if check.outcome:
        return Refused("Somebody has looked at this one.", "There is nothing to do.")
    return Allowed()


def may_close(viewer: Viewer, audit: Audit) -> Answer:
    """Close an audit and publish its seed."""
    if audit.closed_at:
        return Refused("This audit is closed.", "There is nothing to do.")
    return may_audit(viewer)


def may_put_right(viewer: Viewer, check: AuditCheck) -> Answer:
    """Write down that what was found is put right."""
    may = may_audit(viewer)
    if not may:
        return may
    if check.holder_id == viewer.person.pk:
        return Refused(
            "You have this device, so somebody else must look at it.", "Ask a colleague who looks after devices."
        )
    if not check.findings or check.put_right_at:
        return Refused("Nothing is left to put right.", "There is nothing to do.")
    return Allowed()


def may_give_back(viewer: Viewer, check: AuditCheck) -> Answer:
    """Give back what was taken away to be looked at."""
    may = may_audit(viewer)
    if may and (check.kept_at is None or check.given_back_at is not None):
        return Refused("It is not kept here.", "There is nothing to give back.")
    return may
