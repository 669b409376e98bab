"""Who is looking, from where, and how far they may see. Pages find it as `request.viewer`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .models import Organisation, Person, Role

# Holding one of these at a trust or a council lets a person see its schools as well, but for a line manager.
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
# A line manager of the trust’s own team has nobody there: those they manage at a school are managed at the school.
REACHING = OFFICES - {Role.Kind.LINE_MANAGER}


@dataclass(frozen=True)
class Held:
    """A role, and the key of the person whose it is."""

    kind: str
    person_id: int


@dataclass(frozen=True)
class Viewer:
    """A person looking at one organisation on one day. `by=viewer` tells an act who did it."""

    person: Person
    organisation: Organisation
    roles: frozenset[str]  # held at the organisation in view, or at the trust it belongs to
    organisations: tuple[Organisation, ...]  # all that they may see, their own first
    today: date
    acts_for: tuple[Held, ...] = ()  # the roles of others that they hold for some days; `roles` has them too
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
    held = _seen_by(person, on)
    if not held:
        return None
    organisation = next((each for each in held if str(each.code) == showing), next(iter(held)))
    here = [
        role for place, roles in held.items() if place.pk in (organisation.pk, organisation.parent_id) for role in roles
    ]
    own = frozenset(role.kind for role in here if role.person_id == person.pk)
    acts_for = tuple(role for role in here if role.person_id != person.pk)
    lent = frozenset(role.kind for role in acts_for) - own
    return Viewer(person, organisation, own | lent, tuple(held), on, acts_for, lent)


# Every page asks this, so it is written out: putting such a query together costs more than running it. A person sees
# where they have a post, first; where they hold a role; and below where they hold an office. A role alone shows nothing.
PLACES_AND_ROLES = f"""
    WITH posts AS (
        SELECT organisation_id, MIN(starts_on) AS since FROM people_post
         WHERE person_id = %(person)s AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)
         GROUP BY organisation_id
    ), held AS (
        SELECT role.organisation_id, role.kind, role.person_id FROM people_role role
         WHERE role.person_id = %(person)s
           AND role.starts_on <= %(on)s AND (role.ends_on IS NULL OR role.ends_on >= %(on)s)
         UNION
        SELECT role.organisation_id, role.kind, role.person_id
          FROM people_delegation lent JOIN people_role role ON role.id = lent.role_id
         WHERE lent.deputy_id = %(person)s AND lent.ended_at IS NULL
           AND lent.starts_on <= %(on)s AND (lent.ends_on IS NULL OR lent.ends_on >= %(on)s)
           AND role.starts_on <= %(on)s AND (role.ends_on IS NULL OR role.ends_on >= %(on)s)
    )
    SELECT place.*, posts.since IS NOT NULL AS has_post, held.kind AS held_kind, held.person_id AS held_by
      FROM people_organisation place
      LEFT JOIN posts ON posts.organisation_id = place.id
      LEFT JOIN held ON held.organisation_id = place.id
     WHERE EXISTS (SELECT 1 FROM posts)
       AND (place.id IN (SELECT organisation_id FROM posts UNION SELECT organisation_id FROM held)
            OR place.parent_id IN (SELECT organisation_id FROM held WHERE kind IN ({", ".join(f"'{kind}'" for kind in sorted(REACHING))})))
     ORDER BY has_post DESC, posts.since, place.name, place.id
"""


def _seen_by(person: Person, on: date) -> dict[Organisation, list[Held]]:
    """What they see, their own first, with the roles they hold there, those of others for whom they stand in among them."""
    held: dict[Organisation, list[Held]] = {}
    for place in Organisation.objects.raw(PLACES_AND_ROLES, {"person": person.pk, "on": on}):
        here = held.setdefault(place, [])
        if kind := vars(place)["held_kind"]:
            here.append(Held(kind, vars(place)["held_by"]))
    return held
