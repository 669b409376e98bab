"""Who must show a second step when signing in: by role, or because the school’s policy says everybody must.

A session remembers two things: that a second step was taken (or set up) in it, and that the policy asks for one. So a
page costs no query to check. Changes of role count at once; a change of policy counts at the next sign-in.
"""

from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse

from .models import Organisation, Role
from .signing_in_rules import SignInRules
from .viewer import Viewer

TAKEN = "second_step"  # in the session
ASKED_BY_POLICY = "second_step_asked"  # in the session

ROLES = frozenset(
    {
        Role.Kind.HEAD,
        Role.Kind.DPO,
        Role.Kind.DSL,
        Role.Kind.IT,
        Role.Kind.BUSINESS_MANAGER,
        Role.Kind.POLICY_OWNER,
    }
)
# What a person may still open while they have to set one up.
ON_THE_WAY = frozenset(
    {
        "people:second-step",
        "people:sign-out",
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)


class SecondStepMiddleware:
    """Walks those who need a second step to setting it up, before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name in ON_THE_WAY or not is_missing(request.viewer, request.session):
            return None
        return HttpResponseRedirect(reverse("people:second-step"))


def is_missing(viewer: Viewer | None, session: Any) -> bool:
    """Is somebody looking who must take a second step, and has not? Never in the demonstration, which has no door."""
    if viewer is None or settings.DEMO or session.get(TAKEN):
        return False
    return is_needed_by_role(viewer) or bool(session.get(ASKED_BY_POLICY))


def is_needed_by_role(viewer: Viewer) -> bool:
    return not viewer.roles.isdisjoint(ROLES)


def rules_for(organisation: Organisation, *, on: date) -> SignInRules:
    """What the school’s policy says of signing in. Policy stands above people, so it is found through a setting."""
    rules: SignInRules = _source(settings.SIGN_IN_RULES)(organisation, on)
    return rules


@lru_cache
def _source(dotted: str) -> Any:
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)
