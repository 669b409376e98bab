"""Who may do what with signatures, questions and training, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.viewer import Viewer
from hometime.policy.access import AUTHORS

from .models import Question
from .signing import CARRIED, SIGNED, Asked

KEEPERS = (*AUTHORS, Role.Kind.BUSINESS_MANAGER, Role.Kind.DPO)


def may_sign(viewer: Viewer, asked: Asked | None) -> Answer:
    """Sign a version one is asked to sign, for oneself: the one in force, or one to come."""
    if asked is None:
        return Refused("There is no policy here for you to sign.", "Ask your headteacher whether it covers you.")
    if asked.state == SIGNED and asked.signed:
        return Refused(
            f"You signed this policy on {day_in_words(asked.signed.signed_on)}.", "There is nothing more to do."
        )
    if asked.state == CARRIED:
        return Refused("What changed since you signed does not touch you.", "There is nothing more to do.")
    return Allowed()


def may_see_signatures(viewer: Viewer) -> Answer:
    """See who has signed: those who look after the policy see everybody, a line manager their own people."""
    if viewer.has_role(*KEEPERS, Role.Kind.LINE_MANAGER):
        return Allowed()
    return Refused("Only those who look after the policy see who has signed.", "Your own signatures are on your page.")


def may_see_all_schools(viewer: Viewer) -> Answer:
    """See how many have signed at each school of a trust: those who look after the trust’s policy."""
    if viewer.organisation.kind == Organisation.Kind.SCHOOL:
        return Refused(
            "Only the trust can see its schools side by side.", "Look at the trust first, or at your school."
        )
    if viewer.has_role(*KEEPERS):  # a role held at a school is not held at its trust
        return Allowed()
    return Refused("Only those who look after the trust’s policy see all its schools.", "Ask one of them.")


def may_ask_to_sign(viewer: Viewer) -> Answer:
    """Put a version to people to sign."""
    if viewer.has_role(*AUTHORS):
        return Allowed()
    return Refused("Only the headteacher or the policy owner asks people to sign.", "Tell one of them what is needed.")


def may_ask_everywhere(viewer: Viewer) -> Answer:
    """Put a version to the people of all the schools of a trust."""
    if viewer.organisation.kind == Organisation.Kind.SCHOOL:
        return Refused("Only the trust asks at all its schools.", "Look at the trust first, or ask at this school.")
    return may_ask_to_sign(viewer)  # a role held at a school is not held at its trust


def may_enter_sheet(viewer: Viewer) -> Answer:
    """Enter signatures that people made on paper."""
    if viewer.has_role(*KEEPERS, Role.Kind.LINE_MANAGER):
        return Allowed()
    return Refused("Only a manager enters signatures made on paper.", "Hand the sheet to your line manager.")


def may_enter_signature_of(viewer: Viewer, person: Person, asked: Asked | None) -> Answer:
    """Enter one person’s signature from paper, on a version in force or to come."""
    if person == viewer.person:
        return Refused(
            "You cannot enter your own signature from paper.", "Sign in Hometime, or ask a colleague to enter it."
        )
    if not keeps(viewer, person):
        return Refused(f"You cannot enter signatures for {person.name}.", "Ask their line manager to enter it.")
    return may_sign(viewer, asked)


def may_answer(viewer: Viewer, question: Question) -> Answer:
    """Answer a question about the policy, in a role the policy names for it."""
    if question.person_id == viewer.person.pk:
        return Refused("This is your own question.", "Somebody else will answer it.")
    if not viewer.holds_about(question.person) & question.answerers:
        return Refused("Your policy gives this to somebody else to answer.", "Leave it to them.")
    if question.state == Question.State.ANSWERED:
        return Refused("This question has been answered.", "Read the answer first.")
    return Allowed()


def may_publish_answer(viewer: Viewer, question: Question) -> Answer:
    """Let everybody read a question and its answer, without names."""
    if viewer.holds_about(question.person) & question.answerers:
        return Allowed()
    return Refused("Only those who answer questions publish an answer.", "Ask one of them.")


def may_keep_training(viewer: Viewer) -> Answer:
    """Enter who has done a course, and give out the guidance and training updates."""
    if viewer.has_role(*KEEPERS, Role.Kind.LINE_MANAGER):
        return Allowed()
    return Refused("Only a manager enters the training of other people.", "Send your certificate to your line manager.")


def may_set_courses(viewer: Viewer) -> Answer:
    """Say which courses there are and what they cover."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after the policy set its courses.", "Tell the headteacher what is missing.")


def may_enter_completion(viewer: Viewer, person: Person, *, has_certificate: bool) -> Answer:
    """Enter that somebody did a course: one’s own with a certificate, others’ as their manager."""
    if person == viewer.person:
        if has_certificate:
            return Allowed()
        return Refused(
            "To enter your own course, you need a certificate.", "Add the certificate, or ask your line manager."
        )
    may = may_keep_training(viewer)
    if not may or keeps(viewer, person):
        return may
    return Refused(f"You are not the line manager of {person.name}.", "Ask their line manager to enter it.")


def keeps(viewer: Viewer, person: Person) -> bool:
    """Whether they look after this person’s signatures and training: never in a role the person lent them."""
    return bool(viewer.holds_about(person) & set(KEEPERS)) or manages(viewer, person)


def manages(viewer: Viewer, person: Person) -> bool:
    here = Post.objects.filter(organisation=viewer.organisation, person=person, line_manager=viewer.person)
    return here.on(viewer.today).exists()


def may_open_kiosk(viewer: Viewer) -> Answer:
    """Make a shared device one to sign on."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("Only those who look after the policy set up a shared device.", "Ask the headteacher.")


def may_give_pin(viewer: Viewer, person: Person) -> Answer:
    """Give somebody a PIN for the shared device."""
    if person == viewer.person:
        return Refused("You cannot give yourself a PIN.", "You can sign in Hometime.")
    may = may_enter_sheet(viewer)
    if not may or keeps(viewer, person):
        return may
    return Refused(f"You are not the line manager of {person.name}.", "Ask their line manager.")
