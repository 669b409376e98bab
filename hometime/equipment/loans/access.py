"""Who may lend, sign for, take back and ask for things, each with a reason. Nobody lends to themselves, nor takes back their own."""

import datetime as dt

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Person, Post
from hometime.people.viewer import Viewer

from ..asking.queries import restricted_at, withdrawn_at
from ..models import Device, HandOver, Loan
from ..queries import KEEPERS, READERS, is_lost


def may_lend(viewer: Viewer) -> Answer:
    """Hand things of the school to people."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after devices hand them out.", "Ask the IT lead.")


def may_lend_to(viewer: Viewer, person: Person) -> Answer:
    """Hand things to this person."""
    may = may_lend(viewer)
    if not may:
        return may
    if person.pk == viewer.person.pk:
        return Refused("You cannot hand things to yourself.", "Ask a colleague who looks after devices.")
    if not Post.objects.filter(organisation=viewer.organisation, person=person).on(viewer.today).exists():
        return Refused(f"{person.name} has no post here now.", "Add the post first.")
    return Allowed()


def may_hand(viewer: Viewer, device: Device, at: dt.datetime) -> Answer:
    """Hand this thing out, as far as it goes: who has it is for the act to find."""
    if device.organisation_id != viewer.organisation.pk:
        return Refused(f"{device} belongs to another school.", "Look at that school first.")
    if device.is_retired:
        return Refused(f"{device} was retired.", "Leave it out.")
    if device.owner != Device.Owner.SCHOOL:
        return Refused(f"{device} is somebody’s own.", "Only things of the school are lent.")
    return may_go_out(device, at)


def may_go_out(device: Device, at: dt.datetime) -> Answer:
    """Whoever takes it: not while it is lost, out of use, or disconnected. Why it was disconnected stays with that record."""
    if is_lost(device, at):
        return Refused(f"{device} is marked as lost.", "If you have it in your hands, mark it as found first.")
    withdrawal = withdrawn_at(at).filter(device=device).first()
    if withdrawal is not None:
        why = withdrawal.get_why_display()
        return Refused(f"{device} is out of use. {why}.", "Leave it out. It may go once it has passed a test.")
    if restricted_at(at).filter(device=device).exists():
        return Refused(f"{device} is disconnected.", "Leave it out. The IT lead or the headteacher can restore it.")
    return Allowed()


def may_sign_loan(viewer: Viewer, hand_over: HandOver) -> Answer:
    """Sign for things by one’s own sign-in."""
    if hand_over.person_id != viewer.person.pk:
        return Refused("Only the person who borrows signs here.", "They find it on their own page.")
    if hand_over.called_off_at:
        return Refused("This hand-over was called off.", "There is nothing to sign.")
    if hasattr(hand_over, "signature"):
        return Refused("You have signed for these things.", "There is nothing more to do.")
    return Allowed()


def may_hand_out(viewer: Viewer, hand_over: HandOver) -> Answer:
    """Hand out what was put aside, once it is signed for."""
    may = may_lend_to(viewer, hand_over.person)
    if not may:
        return may
    if hand_over.handed_at or hand_over.called_off_at:
        return Refused("This is done already.", "Look at what happened to it.")
    if not hasattr(hand_over, "signature"):
        return Refused(f"{hand_over.person.name} has not signed yet.", "They can sign on their own page.")
    return Allowed()


def may_call_off(viewer: Viewer, hand_over: HandOver) -> Answer:
    """Put things that were put aside back on the shelf."""
    may = may_lend(viewer)
    if may and (hand_over.handed_at or hand_over.called_off_at):
        return Refused("This is done already.", "Look at what happened to it.")
    if may and hand_over.person_id == viewer.person.pk:
        return Refused("These things are put aside for you.", "Ask somebody else to put them back.")
    return may


def may_take_back(viewer: Viewer, loan: Loan) -> Answer:
    """Take a thing back from its borrower. Nobody takes back what they borrowed themselves."""
    if loan.person_id == viewer.person.pk:
        return Refused("You cannot take back what was lent to you.", "Hand it to a colleague who looks after devices.")
    if not viewer.has_role(*KEEPERS):
        return Refused("Only those who look after devices take them back.", "Take it to the IT lead.")
    if loan.ended_at is not None:
        return Refused("This is back already.", "Look at what happened to it.")
    if loan.lent_at is None:
        return Refused("This was put aside and never handed over.", "Call the hand-over off instead.")
    return Allowed()


def may_set_due(viewer: Viewer, loan: Loan) -> Answer:
    """Set another day to be back. Nobody sets their own."""
    if loan.person_id == viewer.person.pk:
        return Refused("You cannot set your own day.", "Ask the IT lead to keep it longer.")
    if not viewer.has_role(*KEEPERS):
        return Refused("Only those who look after devices set the day.", "Ask the IT lead.")
    if loan.ended_at is not None:
        return Refused("This is back already.", "Look at what happened to it.")
    return Allowed()


def may_say(viewer: Viewer, loan: Loan) -> Answer:
    """Say that one still has a thing, or that one’s data is off it. Nobody says it for the borrower."""
    if loan.person_id != viewer.person.pk:
        return Refused("Only the person who has it says this.", "They find it on their own page.")
    if loan.ended_at is not None or loan.lent_at is None:
        return Refused("You do not have this now.", "There is nothing to say.")
    return Allowed()


def may_see_overdue(viewer: Viewer) -> Answer:
    """See who has things too long, and who leaves with things: everybody’s, or those of the people one manages."""
    managed = Post.objects.filter(organisation=viewer.organisation, line_manager=viewer.person).on(viewer.today)
    if viewer.has_role(*READERS) or managed.exists():
        return Allowed()
    return Refused("Only those who look after devices, and line managers, see this.", "Your own are on your page.")
