"""Who may do what, each with a reason; and the door that sends a stranger to sign in."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from hometime.lib.refusal import Allowed, Answer, Refused

from .models import Account
from .queries import home_organisation
from .viewer import Viewer

View = Callable[..., HttpResponse]


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


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("people:sign-in")
    if request.method in ("GET", "HEAD") and request.path != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
