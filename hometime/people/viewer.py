"""Who is looking, from where, and how far they may see. Pages find it as `request.viewer`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .models import Organisation, Person, Role

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
    held = roles_held(person, on)
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


# Every page asks these two, so they are written out: putting such queries together costs more than running them.
ROLES_HELD = """
    SELECT role.* FROM people_role role
     WHERE role.person_id = %(person)s
       AND role.starts_on <= %(on)s AND (role.ends_on IS NULL OR role.ends_on >= %(on)s)
     UNION
    SELECT role.* FROM people_delegation lent JOIN people_role role ON role.id = lent.role_id
     WHERE lent.deputy_id = %(person)s AND lent.ended_at IS NULL
       AND lent.starts_on <= %(on)s AND (lent.ends_on IS NULL OR lent.ends_on >= %(on)s)
       AND role.starts_on <= %(on)s AND (role.ends_on IS NULL OR role.ends_on >= %(on)s)
"""
WITH_THEIR_POSTS = """
    WITH posts AS (
        SELECT organisation_id FROM people_post
         WHERE person_id = %(person)s AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)
    )
    SELECT place.*, place.id IN (SELECT organisation_id FROM posts) AS has_post
      FROM people_organisation place
     WHERE EXISTS (SELECT 1 FROM posts)
       AND (place.id IN (SELECT organisation_id FROM posts) OR place.id IN ({held}) OR place.parent_id IN ({offices}))
     ORDER BY has_post DESC, place.name
"""


def roles_held(person: Person, on: date) -> list[Role]:
    """A person’s own roles on the day, and those of others for whom they stand in. One query, each half by its index."""
    return list(Role.objects.raw(ROLES_HELD, {"person": person.pk, "on": on}))


def _seen_by(person: Person, held: list[Role], on: date) -> Iterable[Organisation]:
    """Where they have a post, first; where they hold a role; and below where they hold an office. A role alone shows nothing."""
    held_at = {role.organisation_id for role in held}
    offices_at = {role.organisation_id for role in held if role.kind in OFFICES}
    asked = WITH_THEIR_POSTS.format(held=_numbers(held_at), offices=_numbers(offices_at))
    return Organisation.objects.raw(asked, {"person": person.pk, "on": on})


def _numbers(keys: Iterable[int]) -> str:
    """Keys of ours in a query; where there are none, none fits."""
    return ", ".join(str(int(key)) for key in keys) or "NULL"
