"""Who may note that a matter went to the discipline procedure: the headteacher, and the person’s own line manager."""

from django.db.models import Q, QuerySet

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Person, Post, Role
from hometime.people.viewer import Viewer

from ..models import Referral


def may_refer(viewer: Viewer, about: Person) -> Answer:
    if viewer.person.pk == about.pk:
        return Refused("Nobody does this about themselves.", "Speak to your line manager.")
    if Role.Kind.HEAD in viewer.holds_about(about):
        return Allowed()
    posts = Post.objects.filter(person=about, organisation=viewer.organisation, line_manager=viewer.person)
    if posts.on(viewer.today).exists():
        return Allowed()
    return Refused("Only their line manager or the headteacher does this.", "Leave it to them.")


def may_refer_anybody(viewer: Viewer) -> bool:
    return viewer.has_role(Role.Kind.HEAD, Role.Kind.LINE_MANAGER)


def referrals_for(viewer: Viewer | None) -> QuerySet[Referral]:
    """One’s own notes; all of them to the headteacher, but those about the headteacher. Never to whom they are about."""
    if viewer is None:
        return Referral.objects.none()
    here = Referral.objects.filter(organisation=viewer.organisation).exclude(about=viewer.person)
    seen = Q(created_by=viewer.person)
    if Role.Kind.HEAD in viewer.roles:
        lent = [role.person_id for role in viewer.acts_for if role.kind == Role.Kind.HEAD]
        seen |= ~Q(about__in=lent)
    return here.filter(seen).select_related("about", "created_by")
