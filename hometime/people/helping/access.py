"""Who may help whom to come in. Whoever is helped is told, and the ledger knows."""

from datetime import datetime, timedelta

from hometime.ledger.models import Entry
from hometime.lib.refusal import Allowed, Answer, Refused

from ..access import may_keep_people
from ..models import Person, Role
from ..viewer import Viewer

TWO_HELPERS = timedelta(days=7)  # an address and a second step given by one pair of hands would be the whole account
FOR_IT = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER)  # who helps the IT lead, who helps everybody else


def may_change_email(viewer: Viewer, person: Person) -> Answer:
    """Give somebody else another address: they sign in with it from then on."""
    if viewer.person.pk == person.pk:
        return Refused("This is your own address, so somebody else must change it.", "Ask your school office.")
    if viewer.has_role(Role.Kind.IT):
        return Allowed()
    return may_keep_people(viewer, viewer.organisation)


def may_reset_second_step(viewer: Viewer, person: Person) -> Answer:
    """Take away a second step that somebody else has lost, so that they can set up another."""
    if viewer.person.pk == person.pk:
        return Refused("This is your own second step.", "Somebody else must remove it, once they know it is you.")
    if viewer.has_role(Role.Kind.IT):
        return Allowed()
    is_it = Role.objects.filter(person=person, kind=Role.Kind.IT).on(viewer.today).exists()
    if is_it and viewer.has_role(*FOR_IT):
        return Allowed()
    return Refused(
        "Only the IT lead can remove a lost second step.",
        "Ask the IT lead, or the headteacher if it is the IT lead’s own.",
    )


def may_help_alone(viewer: Viewer, person: Person, other: str, *, at: datetime) -> Answer:
    """Whoever has just done the one for somebody (`other`, an act) does not do the other too: together they let anybody in."""
    lately = Entry.objects.filter(organisation=viewer.organisation.code, subject=person.code, at__gt=at - TWO_HELPERS)
    if lately.filter(act=other, actor=viewer.code).exists():
        return Refused(
            f"You have just helped {person} with their address or second step, so somebody else must do this.",
            "Ask the business manager, the headteacher or the IT lead. You can do it yourself a week later.",
        )
    return Allowed()
