"""Who may do what, each with a reason; and the door that sends a stranger to sign in."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from hometime.lib.refusal import Allowed, Answer, Refused

from .models import Account, Invitation, Organisation, Person, Role
from .queries import home_organisation
from .role_names import role_in_a_sentence
from .viewer import Viewer

View = Callable[..., HttpResponse]
KEEPERS = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER, Role.Kind.POLICY_OWNER)
INVITING = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER, Role.Kind.IT, Role.Kind.POLICY_OWNER)


def signed_in(view: View) -> View:
    """A page for those who belong here. Others sign in first, and come back to it if they were only reading."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if viewer_of(request) is None:
            return _to_sign_in(request)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)  # school machines are shared: "back" must not show the last person's page
        return response

    return door


def viewer_of(request: HttpRequest) -> Viewer | None:
    viewer: Viewer | None = getattr(request, "viewer", None)
    return viewer


def may_sign_in(account: Account, *, on: date) -> Answer:
    """Come in with an account of one’s own."""
    if not account.is_active:
        return Refused("This account is closed.", "Ask your school office if you think that is wrong.")
    if home_organisation(account.person, on=on) is None:
        return Refused("You do not have a post at a school here now.", "Ask your school office to add it.")
    return Allowed()


def may_invite(viewer: Viewer | None, person: Person, *, on: date) -> Answer:
    """Send somebody the link that lets them in for the first time. Without a viewer: from the command line."""
    if home_organisation(person, on=on) is None:
        return Refused(f"{person} does not have a post at a school here now.", "Add the post first.")
    if viewer is None:
        return Allowed()
    if not viewer.has_role(*INVITING):
        return Refused("You may not invite people.", "Ask the headteacher, the business manager or the IT lead.")
    if viewer.person == person:
        return Refused("You are here already.", "There is nothing to do.")
    if not person.email:
        return Refused(f"{person} has no email address here.", "The IT lead can make a link to hand over.")
    return Allowed()


def may_keep_people(viewer: Viewer, organisation: Organisation) -> Answer:
    """Add people, say what they do, and end it when they leave."""
    if viewer.organisation.pk != organisation.pk:
        return Refused(f"You are looking at {viewer.organisation}.", f"Look at {organisation} first.")
    if viewer.has_role(*KEEPERS):
        return Allowed()
    return Refused(
        "You may not change the list of people.", "Ask the headteacher, the business manager or the policy owner."
    )


def may_accept(invitation: Invitation | None, *, at: datetime) -> Answer:
    """Come in by a link."""
    ask = "Ask the person who invited you for another."
    if invitation is None:
        return Refused("This link does not work.", "Check that you have all of it, or ask for another.")
    if invitation.accepted_at is not None:
        return Refused("This link has been used.", f"Sign in, if that was you. {ask}")
    if not invitation.is_open(at):
        return Refused("This link is too old.", ask)
    return may_sign_in(invitation.person.account, on=timezone.localdate(at))


def may_decide_about(viewer: Viewer, subject: Person, kind: str, organisation: Organisation) -> Answer:
    """Decide about somebody in a role, one’s own or one stood in for. Nobody decides about themselves."""
    if viewer.person.pk == subject.pk:
        return Refused("This is about you, so somebody else must decide it.", "You will be told what they say.")
    if viewer.organisation.pk != organisation.pk:
        return Refused(f"This is for {organisation.name} to decide.", "Look at that school first.")
    if kind not in viewer.roles:
        return Refused(
            f"Only {role_in_a_sentence(kind, organisation, viewer.today)} decides this.", "It is waiting for them."
        )
    if kind not in viewer.holds_about(subject):
        return Refused(f"You stand in for {subject}, and this is about them.", "Somebody else must decide it.")
    return Allowed()


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("people:sign-in")
    if request.method in ("GET", "HEAD") and request.path != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
