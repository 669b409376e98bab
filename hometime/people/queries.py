"""Organisations and people as seen by somebody. `None` is a stranger and sees nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from .models import Account, Delegation, Organisation, Person, Post, Role
from .role_names import role_names
from .viewer import OFFICES, Viewer

# Governors and volunteers know whom to turn to; they do not see the rest of the staff one by one.
SEES_COLLEAGUES = OFFICES | {Role.Kind.STAFF}
# Where nobody else holds a role: for a head’s own affairs another head (of the trust, or acting), then the governors.
ABOVE: dict[str, tuple[str, ...]] = {Role.Kind.HEAD: (Role.Kind.GOVERNOR,)}


def organisations_for(viewer: Viewer | None) -> QuerySet[Organisation]:
    if viewer is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(pk__in=[organisation.pk for organisation in viewer.organisations])


def people_for(viewer: Viewer | None) -> QuerySet[Person]:
    """Those with a post now at the organisation in view; to governors and volunteers, only those who hold an office."""
    if viewer is None:
        return Person.objects.none()
    here = Person.objects.filter(
        Exists(_posts_here(viewer).filter(person=OuterRef("pk")))
    )  # so that twenty by name are found by name
    if viewer.roles & SEES_COLLEAGUES:
        return here
    offices = Role.objects.filter(organisation=viewer.organisation, kind__in=OFFICES).on(viewer.today)
    return here.filter(Q(pk=viewer.person.pk) | Q(pk__in=offices.values("person")))


def coming_to(viewer: Viewer) -> QuerySet[Post]:
    """Posts at the organisation in view that begin later, the next first."""
    posts = Post.objects.filter(organisation=viewer.organisation, starts_on__gt=viewer.today)
    return posts.select_related("person").order_by("starts_on", "person__name", "pk")


def named_like(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those with the words in their name; all where there are none, without reading every name for nothing."""
    return people.filter(name__icontains=words) if words else people


def with_posts(people: QuerySet[Person], viewer: Viewer) -> QuerySet[Person]:
    """Their jobs at the organisation in view, in one query however many there are."""
    posts = _posts_here(viewer).order_by("job_title", "pk")
    return people.prefetch_related(Prefetch("posts", queryset=posts, to_attr="posts_here"))


def with_posts_and_roles(people: QuerySet[Person], viewer: Viewer) -> QuerySet[Person]:
    """What each does at the organisation in view, in two queries however many there are."""
    roles = _roles_here(viewer).order_by("kind")
    return with_posts(people, viewer).prefetch_related(Prefetch("roles", queryset=roles, to_attr="roles_here"))


def who_does_what(people: Sequence[Person], viewer: Viewer) -> list[dict[str, str]]:
    """A line of a list for each: the name, the jobs and the roles here, in words. Only what is said is fetched."""
    keys = [person.pk for person in people]
    jobs: dict[int, list[str]] = defaultdict(list)
    roles: dict[int, list[str]] = defaultdict(list)
    names = role_names(viewer.organisation, viewer.today)
    posts = _posts_here(viewer).filter(person__in=keys).order_by("job_title", "pk")
    for person, title in posts.values_list("person_id", "job_title"):
        jobs[person].append(title)
    for person, kind in _roles_here(viewer).filter(person__in=keys).order_by("kind").values_list("person_id", "kind"):
        roles[person].append(names[kind])
    return [
        {
            "href": reverse("people:person", args=[person.code]),
            "name": person.name,
            "jobs": ", ".join(jobs[person.pk]),
            "roles": ", ".join(roles[person.pk]),
        }
        for person in people
    ]


def holders_of(kind: str, organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Who holds a role at an organisation, or for it at its trust, and who stands in: whom to tell, whom to ask."""
    return _people_of(*_held_and_lent(kind, organisation, on), on)


def others_who_hold(kind: str, organisation: Organisation, *, on: date, subject: Person) -> list[Person]:
    """Holders of a role and their stand-ins, without the person it is about and whoever they chose to stand in for them."""
    roles, lent = _held_and_lent(kind, organisation, on)
    roles, lent = roles.exclude(person=subject), lent.exclude(holder=subject).exclude(deputy=subject)
    return list(_people_of(roles, lent, on))


def deciding_kind(kind: str, organisation: Organisation, *, on: date, subject: Person) -> str:
    """The role that decides about a person: the one named, or the next above it that somebody else holds."""
    for each in (kind, *ABOVE.get(kind, (Role.Kind.HEAD, *ABOVE[Role.Kind.HEAD]))):
        if others_who_hold(each, organisation, on=on, subject=subject):
            return each
    return ABOVE.get(kind, (Role.Kind.HEAD,))[0]  # nobody holds any of them: it waits for whoever will


def deciders_for(kind: str, organisation: Organisation, *, on: date, subject: Person) -> list[Person]:
    """Who decides about a person: holders of the role and their stand-ins, or whoever holds the next role above it."""
    deciding = deciding_kind(kind, organisation, on=on, subject=subject)
    return others_who_hold(deciding, organisation, on=on, subject=subject)


def _held_and_lent(kind: str, organisation: Organisation, on: date) -> tuple[QuerySet[Role], QuerySet[Delegation]]:
    """The roles of this kind that count at an organisation, and what is lent of them on the day."""
    roles = Role.objects.filter(organisation__in=[organisation.pk, organisation.parent_id], kind=kind).on(on)
    return roles, Delegation.objects.filter(role__in=roles.values("pk"), ended_at=None).on(on)


def _people_of(roles: QuerySet[Role], lent: QuerySet[Delegation], on: date) -> QuerySet[Person]:
    """Those of them who have a post on the day, each looked up: few hold a role, and many have a post."""
    held = Person.objects.filter(Q(pk__in=roles.values("person")) | Q(pk__in=lent.values("deputy")))
    return held.filter(Exists(Post.objects.on(on).filter(person=OuterRef("pk")))).order_by("name")


def home_organisation(person: Person, *, on: date) -> Organisation | None:
    """Where a person's first post is."""
    post = Post.objects.filter(person=person).on(on).select_related("organisation").order_by("starts_on", "pk").first()
    return post.organisation if post else None


def has_second_step(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user__person=person).exists())


def accounts_to_choose_from(on: date) -> list[tuple[Organisation, list[Post]]]:
    """For the demonstration's sign-in page: by school, everybody with a post and an account."""
    posts = (
        Post.objects.on(on)
        .filter(person__in=Account.objects.filter(is_active=True).values("person"))
        .select_related("organisation", "person")
        .order_by("organisation__name", "pk")
    )
    by_school: dict[Organisation, list[Post]] = {}
    for post in posts:
        by_school.setdefault(post.organisation, []).append(post)
    return list(by_school.items())


def _posts_here(viewer: Viewer) -> QuerySet[Post]:
    return Post.objects.filter(organisation=viewer.organisation).on(viewer.today)


def _roles_here(viewer: Viewer) -> QuerySet[Role]:
    places = [viewer.organisation.pk, viewer.organisation.parent_id]
    return Role.objects.filter(organisation__in=places).on(viewer.today)
