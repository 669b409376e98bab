"""Pages: signing in and out, choosing the school to look at, and who is who there."""

from urllib.parse import urlencode

from allauth.account.internal import flows
from django.conf import settings
from django.contrib import auth, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hometime.pages.paging import one_page

from . import actions
from .access import may_invite, may_keep_people, signed_in
from .forms import ChosenForm, PeopleSearchForm
from .helping.access import may_change_email, may_reset_second_step
from .inviting.access import may_invite_all
from .middleware import SHOWING
from .models import Account
from .personal.access import may_export, may_see_leavers
from .posts.access import may_rename
from .queries import (
    accounts_to_choose_from,
    named_like,
    organisations_for,
    people_for,
    who_does_what,
    with_posts_and_roles,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """The door. Everywhere but in the demo it leads to the real one, under /account/."""
    if settings.DEMO:
        return _sign_in_as_anyone(request)
    wanted = _next(request)
    return redirect(reverse("account_login") + (f"?{urlencode({'next': wanted})}" if wanted else ""))


def _sign_in_as_anyone(request):
    """Only ever in the demo: its database is its own, and everybody in it is made up."""
    if request.method == "POST":
        account = get_object_or_404(Account, person__code=ChosenForm(request.POST).chosen(), is_active=True)
        return _let_in(request, account, how="demonstration")
    context = {"schools": accounts_to_choose_from(localdate(request.now)), "next": _next(request)}
    return render(request, "people/sign_in_as_anyone.html", context)


def _let_in(request, account, how):
    with transaction.atomic():
        actions.sign_in(account, at=request.now, how=how)
        auth.login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(_next(request) or "/")


@require_POST
def sign_out(request):
    flows.logout.logout(request, show_message=False)
    messages.success(request, "You have signed out.")
    return redirect("people:sign-in")


@require_POST
@signed_in
def organisation_show(request):
    """Look at another of the schools this person works with, until they choose again or sign out."""
    organisation = get_object_or_404(organisations_for(request.viewer), code=ChosenForm(request.POST).chosen())
    request.session[SHOWING] = str(organisation.code)
    return HttpResponseRedirect(_next(request) or "/")


@signed_in
def people(request):
    form = PeopleSearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    everybody = named_like(people_for(request.viewer), wanted.get("q", "")).order_by("name", "pk")
    found = one_page(everybody, wanted.get("page"))
    may_keep = may_keep_people(request.viewer, request.viewer.organisation)
    return render(
        request,
        "people/people.html",
        {
            "found": found,
            "lines": who_does_what(list(found), request.viewer),
            "q": wanted.get("q", ""),
            "may_keep": may_keep,
            "may_invite": may_invite_all(request.viewer),
            "may_see_leavers": may_see_leavers(request.viewer),
        },
    )


@signed_in
def person(request, code):
    somebody = get_object_or_404(with_posts_and_roles(people_for(request.viewer), request.viewer), code=code)
    context = {
        "person": somebody,
        "is_self": somebody == request.viewer.person,
        "may_keep": may_keep_people(request.viewer, request.viewer.organisation),
        "may_rename": may_rename(request.viewer, somebody),
        "may_change_email": may_change_email(request.viewer, somebody),
        "may_reset_second_step": may_reset_second_step(request.viewer, somebody),
        "may_export": may_export(request.viewer, somebody),
        "may_invite": may_invite(request.viewer, somebody, on=request.viewer.today),
    }
    return render(request, "people/person.html", context)


def _next(request):
    """Where the person was going, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""
