"""Who keeps certificates of disposal, and who says what they got rid of."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Post, Role
from hometime.people.viewer import Viewer

from .models import Certificate

KEEPERS = (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER, Role.Kind.HEAD)
READERS = (*KEEPERS, Role.Kind.DPO)


def may_dispose(viewer: Viewer) -> Answer:
    """Write down what you got rid of, or look through what you hold."""
    if not Post.objects.filter(person=viewer.person, organisation=viewer.organisation).on(viewer.today).exists():
        return Refused("You have no post at this school now.", "Look at your own school first.")
    return Allowed()


def may_read_certificates(viewer: Viewer) -> Answer:
    if viewer.has_role(*READERS):
        return Allowed()
    return Refused("You may not read certificates.", "The IT lead and the business manager keep them.")


def may_keep_certificates(viewer: Viewer) -> Answer:
    """Enter a certificate, tick it against the register, settle what does not match."""
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused("You may not keep certificates.", "The IT lead and the business manager do.")


def may_change(viewer: Viewer, certificate: Certificate) -> Answer:
    allowed = may_keep_certificates(viewer)
    if allowed and certificate.withdrawn_at is not None:
        return Refused("This certificate was withdrawn.", "Enter the right one.")
    return allowed


def may_add_lines(viewer: Viewer, certificate: Certificate) -> Answer:
    """Say which serials stand on a PDF: once, as what was read stays as it was read."""
    allowed = may_change(viewer, certificate)
    if allowed and certificate.kind != Certificate.Kind.EQUIPMENT:
        return Refused("This certificate is for papers.", "Only equipment has serials.")
    if allowed and certificate.lines.exists():
        return Refused("Its serials are here already.", "Look at what does not match.")
    return allowed


def may_withdraw(viewer: Viewer, certificate: Certificate) -> Answer:
    """Take back one that was entered by mistake; never once it has retired anything."""
    allowed = may_change(viewer, certificate)
    if allowed and certificate.lines.filter(ticked_at__isnull=False).exists():
        return Refused("Devices were ticked off by this certificate.", "It stays, as their proof.")
    return allowed
