"""Roles that can be lent, and those that are, as somebody may see them."""

from django.db.models import Q, QuerySet

from hometime.lib.remembering import remembered

from ..models import Delegation, Person, Post, Role
from ..queries import SEES_COLLEAGUES
from ..viewer import OFFICES, Viewer

# They may arrange a stand-in for somebody who is away and cannot do it themselves.
ARRANGES_FOR_OTHERS = (Role.Kind.BUSINESS_MANAGER, Role.Kind.POLICY_OWNER)


@remembered
def may_arrange_for_others(viewer: Viewer) -> bool:
    """By a role of their own: whoever stands in does not choose who stands in."""
    return not viewer.own_roles.isdisjoint(ARRANGES_FOR_OTHERS) or _is_trust_head(viewer)


def roles_to_lend(viewer: Viewer | None) -> QuerySet[Role]:
    """One’s own roles; for those who arrange for others, everybody’s at the organisation in view."""
    if viewer is None:
        return Role.objects.none()
    here = [viewer.organisation.pk, viewer.organisation.parent_id]
    roles = Role.objects.filter(organisation__in=here, kind__in=OFFICES).on(viewer.today)
    lendable = roles.select_related("person", "organisation").order_by("person__name", "kind")
    if may_arrange_for_others(viewer):
        return lendable.filter(Q(person=viewer.person) | Q(organisation=viewer.organisation))
    return lendable.filter(person=viewer.person)


def has_roles_to_lend(viewer: Viewer) -> bool:
    """Whoever holds an office has their own; only of others is it asked whether there is anything to lend."""
    return not viewer.own_roles.isdisjoint(OFFICES) or roles_to_lend(viewer).exists()


def delegations_for(viewer: Viewer | None) -> QuerySet[Delegation]:
    """Who stands in for whom at the organisation in view, now and to come. Everybody sees that; not why."""
    if viewer is None:
        return Delegation.objects.none()
    here = [viewer.organisation.pk, viewer.organisation.parent_id]
    lent = Delegation.objects.filter(organisation__in=here, ended_at=None, ends_on__gte=viewer.today)
    lent = lent.filter(Q(role__ends_on=None) | Q(role__ends_on__gte=viewer.today))
    return lent.select_related("role", "organisation", "holder", "deputy").order_by("starts_on", "pk")


def now_lent_to(viewer: Viewer) -> QuerySet[Delegation]:
    """In whose place this person acts today at the organisation in view, and until when."""
    if not viewer.acts_for:
        return Delegation.objects.none()
    return delegations_for(viewer).filter(deputy=viewer.person, starts_on__lte=viewer.today)


def possible_deputies(viewer: Viewer) -> QuerySet[Person]:
    """Staff of the organisation in view, but for the viewer: nobody makes themselves a deputy. No office is lent to guests."""
    posts = Post.objects.filter(organisation=viewer.organisation).on(viewer.today)
    here = [viewer.organisation.pk, viewer.organisation.parent_id]
    staff = Role.objects.filter(organisation__in=here, kind__in=SEES_COLLEAGUES).on(viewer.today)
    others = Person.objects.exclude(pk=viewer.person.pk).order_by("name")
    return others.filter(pk__in=posts.values("person")).filter(pk__in=staff.values("person"))


def _is_trust_head(viewer: Viewer) -> bool:
    trust = viewer.organisation.parent_id
    if trust is None or Role.Kind.HEAD not in viewer.own_roles:
        return False
    held = Role.objects.filter(person=viewer.person, organisation=trust, kind=Role.Kind.HEAD)
    return held.on(viewer.today).exists()
