"""Somebody let in who is not staff signs first: until then they read the policy, sign it and ask. No more.

Only where the policy in force covers them and asks for a signature. A later version they have to sign again stops them
only once the day to sign by has passed: what they signed before still says how they keep to it.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from hometime.decisions.facts import roles_of
from hometime.people.access import viewer_of
from hometime.people.models import GuestAccess, Organisation, Person, Role
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_of

from .signing import CHANGED, Asked, asked_of, asked_of_each, asks_signature

GUESTS_HOLD = frozenset({Role.Kind.VOLUNTEER})  # whoever has another role here is no longer only a guest
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
    """Shows a guest who has to sign what to do, in place of any page they may not open yet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_on_the_way(request.resolver_match) or (guest := waits_for_signature(viewer_of(request))) is None:
            return None
        return first(request, guest)


def is_on_the_way(match) -> bool:
    name = match.view_name or ""
    return name in ON_THE_WAY or match.app_name in READING_AND_ASKING or name.startswith(SIGN_IN_PACKAGE)


def first(request: HttpRequest, guest: GuestAccess) -> HttpResponse:
    response = render(request, "learning/sign_first.html", {"guest": guest}, status=403)
    add_never_cache_headers(response)  # the same address is another page once they have signed
    return response


def waits_for_signature(viewer: Viewer | None) -> GuestAccess | None:
    """Their access as a guest, where a signature is missing. Nobody else costs a query."""
    if viewer is None or not viewer.roles <= GUESTS_HOLD:
        return None
    guest = guests_on(viewer.today).filter(person=viewer.person, organisation=viewer.organisation).first()
    asked = asked_of(viewer.person, viewer.organisation, viewer.today) if guest else None
    return guest if asked and must_sign_first(asked, viewer.today) else None


def guests_who_must_sign(organisation: Organisation, on: dt.date) -> Iterator[tuple[Person, Asked]]:
    """Those let in to an organisation whose signature is missing."""
    people = [guest.person for guest in guests_on(on).filter(organisation=organisation)]
    if not people:
        return
    roles, asked = roles_of(people, organisation, on), asked_of_each(people, organisation, on)
    for person in people:
        if roles[person.pk] <= GUESTS_HOLD and person.pk in asked and must_sign_first(asked[person.pk], on):
            yield person, asked[person.pk]


def guests_on(day: dt.date) -> QuerySet[GuestAccess]:
    rows = GuestAccess.objects.on(day).filter(ended_at=None)
    return rows.select_related("person", "sponsor").order_by("-ends_on", "pk")


def must_sign_first(asked: Asked, on: dt.date) -> bool:
    if asked.holds or not asks_signature(policy_of(asked.version.hash)):
        return False
    return asked.state != CHANGED or asked.is_overdue(on)
