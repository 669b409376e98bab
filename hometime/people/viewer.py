"""Who is looking, from where, and how far they may see. Pages find it as `request.viewer`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Delegation, Organisation, Person, Post, Role

# Holding one of these at a trust or a council lets a person see its schools as well.
OFFICES = frozenset(
    {
        Role.Kind.HEAD,
        Role.Kind.LINE_MANAGER,
        Role.Kind.IT,
        Role.Kind.DPO,
        Role.Kind.DSL,
        Role.Kind.BUSINESS_MANAGER,
        Role.Kind.POLICY_OWNER,
    }
)


@dataclass(frozen=True)
class Viewer:
    """A person looking at one organisation on one day. `by=viewer` tells an act who did it."""

    person: Person
    organisation: Organisation
    roles: frozenset[str]  # held at the organisation in view, or at the trust it belongs to
    organisations: tuple[Organisation, ...]  # all that they may see, their own first
    today: date
    acts_for: tuple[Role, ...] = ()  # the roles of others that they hold for some days; `roles` has them too
    lent_roles: frozenset[str] = frozenset()  # held by standing in, and in no other way

    @property
    def code(self) -> UUID:
        return self.person.code

    @property
    def name(self) -> str:
        return self.person.name

    def has_role(self, *kinds: str) -> bool:
        return not self.roles.isdisjoint(kinds)

    def holds_about(self, subject: Person) -> frozenset[str]:
        """Their roles where this person is concerned: none for themselves, and none that the person lent them."""
        if subject.pk == self.person.pk:
            return frozenset()
        return self.own_roles | {role.kind for role in self.acts_for if role.person_id != subject.pk}

    def stands_in_for(self, person_id: int | None, kind: str) -> bool:
        """Whether this person’s role is theirs for now."""
        return any(role.person_id == person_id and role.kind == kind for role in self.acts_for)

    @property
    def own_roles(self) -> frozenset[str]:
        """Without those they only stand in for. Where they hold one both ways, it is their own."""
        return self.roles - self.lent_roles


def viewer_for(person: Person, *, on: date, showing: str | None = None) -> Viewer | None:
    """The viewer this person is on the day; None for somebody who has no post anywhere.

    `showing` is the code of the organisation they asked to look at; anything they may not see is passed over.
    """
    held = list(roles_held(person, on))
    organisations = tuple(_seen_by(person, held, on))
    if not organisations:
        return None
    organisation = next((each for each in organisations if str(each.code) == showing), organisations[0])
    places = {organisation.pk, organisation.parent_id}
    here = [role for role in held if role.organisation_id in places]
    own = frozenset(role.kind for role in here if role.person_id == person.pk)
    acts_for = tuple(role for role in here if role.person_id != person.pk)
    lent = frozenset(role.kind for role in acts_for) - own
    return Viewer(person, organisation, own | lent, organisations, on, acts_for, lent)


def roles_held(person: Person, on: date) -> QuerySet[Role]:
    """A person’s own roles on the day, and those of others for whom they stand in. One query, each half by its index."""
    lent = Delegation.objects.filter(deputy=person, ended_at=None).on(on)
    own = Role.objects.filter(person=person).on(on).select_related("person")
    return own.union(Role.objects.filter(pk__in=lent.values("role")).on(on).select_related("person"))


def _seen_by(person: Person, held: list[Role], on: date) -> QuerySet[Organisation]:
    posts = Post.objects.filter(person=person).on(on)
    held_at = {role.organisation_id for role in held}
    offices_at = {role.organisation_id for role in held if role.kind in OFFICES}
    is_post = Exists(posts.filter(organisation=OuterRef("pk")))
    return (
        Organisation.objects.filter(Exists(posts))  # a role alone, without a post anywhere, shows nothing
        .annotate(is_post=is_post)
        .filter(Q(is_post=True) | Q(pk__in=held_at) | Q(parent__in=offices_at))
        .order_by("-is_post", "name")
    )
