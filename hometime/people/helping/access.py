"""Who may help whom to come in. Whoever is helped is told, and the ledger knows."""

from hometime.lib.refusal import Allowed, Answer, Refused

from ..access import may_keep_people
from ..models import Person, Role
from ..viewer import Viewer

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
