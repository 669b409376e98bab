"""Who may do what about hours, duties, absence and doubts, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.access import may_decide_about
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.viewer import Viewer

from ..deciders import stood_in_for
from ..models import Absence, Doubt, DutiesAgreement


def may_lead(viewer: Viewer, person: Person, organisation: Organisation) -> Answer:
    """Act as the line manager or the headteacher of somebody."""
    if viewer.person.pk == person.pk:
        return Refused("This is about you, so somebody else must do it.", "Ask your line manager.")
    if viewer.organisation.pk != organisation.pk:
        return Refused("They work at another school.", "Look at that school first.")
    posts = Post.objects.filter(person=person, organisation=organisation).on(viewer.today)
    if (viewer.has_role(Role.Kind.HEAD) and posts.exists()) or posts.filter(
        line_manager__in=[viewer.person.pk, *stood_in_for(viewer)]
    ).exists():
        return Allowed()
    return Refused("Only their line manager or the headteacher does this.", "Leave it to them.")


def may_answer_duties(viewer: Viewer, duties: DutiesAgreement) -> Answer:
    """Agree to how somebody’s work changes at home, or not."""
    if duties.agreed_by_id or duties.declined_by_id:
        return Refused("This was answered already.", "There is nothing to do.")
    return may_lead(viewer, duties.person, duties.organisation)


def may_see_absence(viewer: Viewer, absence: Absence) -> Answer:
    """Note that an absence was seen."""
    if absence.seen_by_id:
        return Refused("Somebody has seen this already.", "There is nothing to do.")
    return may_lead(viewer, absence.person, absence.organisation)


def may_discuss(viewer: Viewer, doubt: Doubt) -> Answer:
    """Note the line manager’s view of a doubt; or, for who decides, why it goes on without them, as when they are away."""
    decides = may_decide_about(viewer, doubt.person, doubt.decider_kind, doubt.organisation)
    if viewer.person.pk == doubt.person_id or not (is_manager(viewer, doubt) or decides):
        return Refused("Only their line manager notes this view.", "Leave it to them.")
    if doubt.state != Doubt.State.ASKED:
        return Refused("This was talked over already.", "Read what was said.")
    return Allowed()


def is_manager(viewer: Viewer, doubt: Doubt) -> bool:
    return doubt.line_manager_id in (viewer.person.pk, *stood_in_for(viewer))


def may_settle(viewer: Viewer, doubt: Doubt) -> Answer:
    """Answer a doubt, after the line manager."""
    allowed = may_decide_about(viewer, doubt.person, doubt.decider_kind, doubt.organisation)
    if not allowed:
        return allowed
    if doubt.state == Doubt.State.ASKED:
        return Refused("The line manager comes first.", "Wait for their view.")
    if doubt.decided_by:
        return Refused(f"{doubt.decided_by.name} answered this already.", "Read what was said.")
    return Allowed()
