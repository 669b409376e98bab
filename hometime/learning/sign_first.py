"""Somebody who is not staff signs first: until then they read the policy, sign it and ask. No more.

Only where the policy in force covers them and asks for a signature. So it is for everybody let in for some days; and for
volunteers and governors where the policy names them among the people it binds from the day they are given access, and
was in force on that day. Who was here before it has until the day to sign by. A later version they have to sign again
stops anybody only once that day has passed: what they signed before still says how they keep to it.
"""

import datetime as dt
from collections.abc import Iterator, Set
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from hometime.decisions.facts import roles_of
from hometime.people.access import viewer_of
from hometime.people.models import GuestAccess, Organisation, Person, Post, Role
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here, policy_of

from .signing import CHANGED, Asked, asked_of_each, asks_signature

NOT_STAFF = frozenset(
    {Role.Kind.VOLUNTEER, Role.Kind.GOVERNOR}
)  # whoever has another role here is no longer one of these
GUESTS_HOLD = frozenset({Role.Kind.VOLUNTEER})
READING_AND_ASKING = frozenset({"policy", "decisions"})  # parts, by the names of their addresses
ON_THE_WAY = frozenset(
    {
        "learning:sign",
        "learning:decline",
        "learning:signatures",
        "learning:signature",
        "learning:signature-copy",
        "learning:questions",
        "learning:ask-a-question",
        "learning:question",
        "incidents:report",  # what went wrong is told at once, whoever saw it
        "incidents:report-step",
        "incidents:report-check",
        "incidents:report-drop",
        "files:file",  # the copy of what they signed
        "people:sign-in",
        "people:sign-out",
        "people:organisation-show",
        "people:second-step",
    }
)
SIGN_IN_PACKAGE = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")


class SignFirstMiddleware:
    """Shows somebody who has to sign first what to do, in place of any page they may not open yet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_on_the_way(request.resolver_match) or (held := waits_for_signature(viewer_of(request))) is None:
            return None
        return first(request, held)


def is_on_the_way(match) -> bool:
    name = match.view_name or ""
    return name in ON_THE_WAY or match.app_name in READING_AND_ASKING or name.startswith(SIGN_IN_PACKAGE)


def first(request: HttpRequest, held: "HeldBack") -> HttpResponse:
    response = render(request, "learning/sign_first.html", {"held": held}, status=403)
    add_never_cache_headers(response)  # the same address is another page once they have signed
    return response


@dataclass(frozen=True)
class HeldBack:
    """Somebody whose signature is missing, what they are asked, and who answers for them here."""

    person: Person
    asked: Asked
    answers: Person | None


def waits_for_signature(viewer: Viewer | None) -> HeldBack | None:
    """Whether this viewer has to sign first. Staff cost no query."""
    if viewer is None or not viewer.roles <= NOT_STAFF:
        return None
    return next(held_back(viewer.organisation, viewer.today, viewer.person), None)


def held_back(organisation: Organisation, on: dt.date, somebody: Person | None = None) -> Iterator[HeldBack]:
    """Those at an organisation who have to sign first; or whether one person has to."""
    posts, guests = posts_and_guests(organisation, on, somebody)
    if not posts:
        return
    people = [post.person for post in posts.values()]
    roles, asked = roles_of(people, organisation, on), asked_of_each(people, organisation, on)
    for key, post in posts.items():
        if (
            key in asked
            and roles[key] <= NOT_STAFF
            and must_sign_first(asked[key], roles[key], post, guests.get(key), on)
        ):
            answers = guests[key].sponsor if key in guests else post.line_manager
            yield HeldBack(post.person, asked[key], answers)


def posts_and_guests(
    organisation: Organisation, on: dt.date, somebody: Person | None
) -> tuple[dict[int, Post], dict[int, GuestAccess]]:
    """By the person’s key: the first post of volunteers and governors here, and their access as a guest."""
    only = {"person": somebody} if somebody else {}
    held = Role.objects.filter(organisation=organisation, kind__in=NOT_STAFF, **only).on(on).values("person")
    rows = Post.objects.filter(organisation=organisation, person__in=held).on(on)
    posts = {
        post.person_id: post
        for post in rows.select_related("person", "line_manager", "organisation").order_by("-starts_on")
    }
    if not posts:
        return {}, {}
    guests = GuestAccess.objects.on(on).filter(organisation=organisation, person__in=posts, ended_at=None)
    return posts, {guest.person_id: guest for guest in guests.select_related("sponsor").order_by("ends_on", "pk")}


def must_sign_first(asked: Asked, roles: Set[str], post: Post, guest: GuestAccess | None, on: dt.date) -> bool:
    policy = policy_of(asked.version.hash)
    is_guest = guest is not None and roles <= GUESTS_HOLD
    if asked.holds or not asks_signature(policy) or not (is_guest or names(policy, roles)):
        return False
    if asked.is_overdue(on):
        return True
    return asked.state != CHANGED and (is_guest or was_asked_at_the_start(post, roles))


def names(policy: Policy, roles: Set[str]) -> bool:
    """Whether a policy says of people like them that it binds them too, not only that it leaves nobody out."""
    named = (policy.about.get("people") or {}).get("covered") or []
    return any(f"{kind}s" in named for kind in roles)


def was_asked_at_the_start(post: Post, roles: Set[str]) -> bool:
    """Whether the policy of the day they were given access named them and asked for a signature."""
    policy = policy_here(post.organisation, post.starts_on)
    return policy is not None and asks_signature(policy) and names(policy, roles)
