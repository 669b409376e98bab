"""What a new school does first, one step after the other: for those who look after its people, until all of it is done."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.urls import reverse

from hometime.learning.models import SigningRound
from hometime.people.access import KEEPERS
from hometime.people.models import Account, Invitation, Organisation, Post, Role
from hometime.people.viewer import OFFICES, Viewer
from hometime.policy.packs import Policy

NEW_FOR = dt.timedelta(days=120)  # afterwards a school that has a policy knows its way
OTHERS_DO = OFFICES - {Role.Kind.LINE_MANAGER}

STEPS = (
    ("policy", "Put a policy in force", "policy:put-in-force", "Choose one, and the day it counts from."),
    ("people", "Add the people who work here", "imports:staff", "From a list, or one by one under “Who is who”."),
    ("roles", "Give people their roles", "people:people", "IT lead, data protection officer, safeguarding lead."),
    ("invited", "Invite them", "people:invitations", "Each gets a link by email."),
    ("asked", "Ask them to sign the policy", "learning:ask-to-sign", "Say by when."),
)


def first_steps(viewer: Viewer, policy: Policy | None, at: dt.datetime) -> list[dict[str, Any]]:
    """Rows for a list of tasks; none where there is nothing left to do, and none in the demonstration."""
    is_new = policy is None or at - viewer.organisation.created_at < NEW_FOR
    if settings.DEMO or not is_new or not viewer.has_role(*KEEPERS):
        return []
    done = {"policy": policy is not None, **_done(viewer)}
    if all(done.values()):
        return []
    return [
        {"words": words, "href": reverse(page), "hint": hint, "tag": "Done" if done[step] else "To do"}
        | {"tone": "ok" if done[step] else "caution"}
        for step, words, page, hint in STEPS
    ]


def _done(viewer: Viewer) -> dict[str, bool]:
    """In one query."""
    place = viewer.organisation
    here = Post.objects.filter(organisation=place).exclude(person=viewer.person).on(viewer.today)
    roles = Role.objects.filter(organisation__in=[place.pk, place.parent_id], kind__in=OTHERS_DO).on(viewer.today)
    works_here = Exists(here.filter(person=OuterRef("person")))
    invited = Invitation.objects.filter(works_here)
    has_come_in = Account.objects.filter(works_here).exclude(last_login=None)
    found = Organisation.objects.filter(pk=place.pk).values_list(
        Exists(here),
        Exists(roles.exclude(person=viewer.person)),
        ExpressionWrapper(Exists(invited) | Exists(has_come_in), output_field=BooleanField()),
        Exists(SigningRound.objects.filter(organisation=place)),
    )
    return dict(zip(("people", "roles", "invited", "asked"), found.get(), strict=True))
