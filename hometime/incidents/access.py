"""Who may see which part of a report, and do what with it; each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Person, Role
from hometime.people.queries import others_who_hold
from hometime.people.viewer import Viewer

from .blast.named import holders_in
from .models import Incident, Lesson, Recipient
from .queries import DEVICES, LEADS

# The parts of a report: what was said, working on it, which child it is, the device.
WORDS, LEAD, CHILD, CARE, DEVICE = "words", "lead", "child", "care", "device"
ALREADY_CLOSED = Refused("This report is closed.", "Open it again if more has come to light.")


def parts_of(viewer: Viewer, incident: Incident) -> frozenset[str]:
    """What of it this viewer may read. Those it concerns read only what they reported themselves."""
    parts = {WORDS} if incident.created_by_id == viewer.person.pk else set()
    if incident.concerns_id == viewer.person.pk:
        return frozenset(parts)
    roles = viewer.holds_about(incident.concerns)
    if roles & set(LEADS):
        parts |= {WORDS, LEAD, DEVICE, CARE}
    if Role.Kind.DPO in roles:
        parts |= {CHILD}
    if Role.Kind.DSL in roles and (incident.may_be_looked_after or is_told(viewer, incident)):
        parts |= {WORDS, CHILD, CARE}
    if Role.Kind.IT in roles and incident.thing in DEVICES:
        parts |= {DEVICE}
    if WORDS not in parts and Role.Kind.IT not in roles and is_told(viewer, incident):
        parts |= {WORDS}
    return frozenset(parts)


def is_told(viewer: Viewer, incident: Incident) -> bool:
    known: bool | None = getattr(incident, "told_viewer", None)  # where a list asked for all of its rows at once
    return any(row.person_id == viewer.person.pk for row in incident.recipients.all()) if known is None else known


def may_lead(viewer: Viewer, incident: Incident) -> Answer:
    """Work on it: the headteacher and the data protection officer, never about themselves."""
    if viewer.person.pk == incident.concerns_id:
        return Refused("This is about you, so somebody else looks into it.", "You will be told what they find.")
    if not viewer.holds_about(incident.concerns).isdisjoint(LEADS):
        return Allowed()
    return Refused("The headteacher and the data protection officer look into it.", "Tell one of them what you know.")


def may_change(viewer: Viewer, incident: Incident) -> Answer:
    return ALREADY_CLOSED if incident.is_closed else may_lead(viewer, incident)


def may_note(viewer: Viewer, incident: Incident) -> Answer:
    """Add a note: whoever may see it, until it is closed."""
    return ALREADY_CLOSED if incident.is_closed else Allowed()


def may_contain(viewer: Viewer, incident: Incident) -> Answer:
    """Tick off what was done to limit it: those who work on it, and whoever reported it."""
    return ALREADY_CLOSED if incident.is_closed else Allowed()


def may_see(viewer: Viewer, incident: Incident) -> Answer:
    """Say that you have seen it: those who were told, and those who lead."""
    mine = [row for row in incident.recipients.all() if row.person_id == viewer.person.pk]
    if any(row.seen_at is None for row in mine):
        return Allowed()
    if mine:
        return Refused("You have already said that you have seen this.", "There is nothing to do.")
    return Refused("You were not told about this.", "There is nothing to do.")


def may_tell_outside(viewer: Viewer, recipient: Recipient) -> Answer:
    """Say that a body outside was told: those who lead, and whoever reported it."""
    if recipient.person_id is not None:
        return Refused("People here are told by Hometime.", "There is nothing to do.")
    if recipient.told_at:
        return Refused("They were told already.", "There is nothing to do.")
    if viewer.person.pk == recipient.incident.created_by_id:
        return Allowed()
    return may_change(viewer, recipient.incident)


def may_move_clock(viewer: Viewer, incident: Incident) -> Answer:
    """Only the data protection officer says that the school knew at another moment."""
    if viewer.person.pk in (incident.concerns_id, incident.created_by_id):
        return Refused("You reported this, or it is about you.", "Somebody else says from when the hours count.")
    if Role.Kind.DPO not in viewer.holds_about(incident.concerns):
        return Refused("Only the data protection officer moves the clock.", "Tell them what you know.")
    return ALREADY_CLOSED if incident.is_closed else Allowed()


def may_decide(viewer: Viewer, incident: Incident) -> Answer:
    """Judge the risk: the data protection officer, or the headteacher with them. Never whoever reported it, nor about oneself."""
    if viewer.person.pk == incident.concerns_id:
        return Refused("This is about you, so somebody else must decide it.", "You will be told what they say.")
    if viewer.person.pk == incident.created_by_id:
        return Refused("You reported this, so somebody else must decide it.", "It is waiting for them.")
    if viewer.person in holders_in(incident):
        return Refused(
            "You had one of the things it is about, so somebody else must decide it.", "It is waiting for them."
        )
    return may_change(viewer, incident)


def needs_advice(viewer: Viewer, incident: Incident) -> list[Person]:
    """The data protection officers whose advice a headteacher takes first; none for an officer, or where there is none."""
    if Role.Kind.DPO in viewer.holds_about(incident.concerns):
        return []
    return dpos_about(viewer, incident)


def dpos_about(viewer: Viewer, incident: Incident) -> list[Person]:
    found = others_who_hold(Role.Kind.DPO, incident.organisation, on=viewer.today, subject=incident.concerns)
    return [person for person in found if person.pk not in (incident.created_by_id, viewer.person.pk)]


def may_name_child(viewer: Viewer, incident: Incident) -> Answer:
    if CHILD in parts_of(viewer, incident):
        return Allowed()
    return Refused("Only the safeguarding lead and the data protection officer see which child it is.", "Tell them.")


def may_finish_lesson(viewer: Viewer, lesson: Lesson) -> Answer:
    if lesson.done_at:
        return Refused("This was done already.", "There is nothing to do.")
    if viewer.person.pk == lesson.owner_id or may_lead(viewer, lesson.incident):
        return Allowed()
    return Refused("Somebody else looks after this.", "Leave it to them.")
