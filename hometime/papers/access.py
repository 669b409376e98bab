"""Who may do what with papers, each with a reason."""

import datetime as dt

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.access import may_decide_about
from hometime.people.models import Post
from hometime.people.viewer import Viewer

from .models import PaperRequest, PaperSet, SignOut
from .queries import LOOK_AFTER

State = PaperRequest.State


def may_sign_out(viewer: Viewer) -> Answer:
    """Take papers, print at home, or ask for leave."""
    if not Post.objects.filter(person=viewer.person, organisation=viewer.organisation).on(viewer.today).exists():
        return Refused("You have no post at this school now.", "Look at your own school first.")
    return Allowed()


def may_decide(viewer: Viewer, asked: PaperRequest) -> Answer:
    """Say whether somebody’s papers may leave. Nobody decides about their own."""
    allowed = may_decide_about(viewer, asked.person, asked.decider_kind, asked.organisation)
    if not allowed:
        return allowed
    if asked.decided_by:
        return Refused(f"{asked.decided_by.name} decided this already.", "Read what was decided.")
    if asked.state != State.ASKED:
        return Refused("This was taken back.", "There is nothing to do.")
    return Allowed()


def may_withdraw(viewer: Viewer, asked: PaperRequest) -> Answer:
    if viewer.person.pk != asked.person_id:
        return Refused("Only the person who asked can take it back.", "You can say no instead, if you decide.")
    if asked.state != State.ASKED:
        return Refused("This has been answered.", "Read what was decided.")
    return Allowed()


def may_use_leave(viewer: Viewer, asked: PaperRequest) -> Answer:
    """Sign out by a yes: one’s own, in time, and not used before unless it lasts."""
    if viewer.person.pk != asked.person_id:
        return Refused("This permission is for somebody else.", "Ask for your own.")
    if asked.state != State.GIVEN:
        return Refused("There is no yes to this yet.", "Wait for the answer before you take them.")
    if asked.due_on < viewer.today:
        return Refused("This permission has run out.", "Ask again.")
    if not asked.is_lasting and asked.sign_outs.exists():
        return Refused("This permission has been used.", "Ask again for other papers.")
    return Allowed()


def may_sign_in(viewer: Viewer, sign_out: SignOut) -> Answer:
    """Say what came back or is missing: whoever has them, and those who look after papers."""
    if viewer.organisation.pk != sign_out.organisation_id:
        return Refused(f"You are looking at {viewer.organisation.name}.", "Look at the other school first.")
    if viewer.person.pk != sign_out.person_id and not viewer.has_role(*LOOK_AFTER):
        return Refused(f"{sign_out.person.name} has these papers.", "They sign them in, or the school office does.")
    if sign_out.closed_at is not None:
        return Refused("Everything here is accounted for.", "There is nothing to do.")
    return Allowed()


def may_write_off(viewer: Viewer, sign_out: SignOut) -> Answer:
    """Stop looking for what is missing: those who look after papers, never whoever had them."""
    if viewer.person.pk == sign_out.person_id or not viewer.holds_about(sign_out.person) & {*LOOK_AFTER}:
        return Refused("You may not write these off.", "The headteacher or the data protection officer does.")
    return may_sign_in(viewer, sign_out)


def may_speak_for(viewer: Viewer, sign_out: SignOut) -> Answer:
    """Tell of the journey, or ask for longer: only whoever has the papers."""
    if viewer.person.pk != sign_out.person_id:
        return Refused(f"{sign_out.person.name} has these papers.", "Only they can say this.")
    if sign_out.closed_at is not None:
        return Refused("Everything here is accounted for.", "There is nothing to do.")
    return Allowed()


def may_have_longer(viewer: Viewer, sign_out: SignOut, due_on: dt.date) -> Answer:
    allowed = may_speak_for(viewer, sign_out)
    if not allowed:
        return allowed
    if due_on <= sign_out.due_on or due_on <= viewer.today:
        return Refused("That day is not later.", "Choose a day after the one they are due on.")
    if sign_out.leave is not None and due_on > sign_out.leave.due_on:
        return Refused("Permission was given for a shorter time.", "Bring them back, or ask for permission again.")
    return Allowed()


def may_keep_sets(viewer: Viewer) -> Answer:
    """Add a set: anybody who works here may."""
    return may_sign_out(viewer)


def may_retire_set(viewer: Viewer, paper_set: PaperSet) -> Answer:
    if viewer.person.pk != paper_set.created_by_id and not viewer.has_role(*LOOK_AFTER):
        return Refused("Somebody else added this set.", "Ask them, or the school office.")
    return Allowed()
