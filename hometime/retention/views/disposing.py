"""Pages: get rid of something; look through what you hold."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from hometime.lib.text import day_in_words
from hometime.pages.moves import form_page, tried, typed
from hometime.papers.queries import out_with, still_away
from hometime.people.access import signed_in
from hometime.policy.queries import NO_POLICY, policy_here

from .. import actions, forms
from ..actions.disposing import asks_its_day, routes_allowed
from ..models import Disposal
from ..queries import disposals_for, held_away


@signed_in
def dispose(request):
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    if policy is None:
        messages.warning(request, str(NO_POLICY))
        return redirect("/")
    mine = out_with(viewer.person, request.now, viewer.organisation)
    form = forms.DisposeForm(mine, asks_its_day(policy), typed(request))
    if form.is_valid():
        made = tried(form, lambda: _disposed(form, viewer, request.now))
        if made:
            messages.success(request, "Written down. Thank you for doing it safely.")
            return redirect("retention:dispose")
    says = [f"{Disposal.What(what).label}: {_ways(policy, what, viewer.today)}" for what in ("paper", "memory_stick")]
    rows = [_disposal_row(each) for each in disposals_for(viewer)[:10]]
    context = {"form": form, "says": says, "rows": rows}
    return form_page(request, "retention/dispose.html", context)


def _disposed(form, viewer, at):
    told = form.cleaned_data
    out = form.sign_out
    things = list(still_away(out).values_list("number", flat=True)) if out else []
    kept = {name: told[name] for name in ("what", "words", "data", "route", "once")}
    keep_until = told.get("keep_until")
    return actions.dispose(**kept, keep_until=keep_until, sign_out=out, things=things, by=viewer, at=at)


def _ways(policy, what, today):
    allowed = routes_allowed(policy, what, "personal", today)
    if len(allowed) == len(Disposal.Route.values):
        return "your policy does not name a way. Make sure that nobody can read it."
    return "; ".join(Disposal.Route(route).label.lower() for route in allowed) or "no way is named."


@signed_in
def held(request):
    """What I have away from school, and whether I still need it."""
    viewer = request.viewer
    things = held_away(viewer.person, viewer.organisation, request.now)
    form = forms.HeldForm(things, typed(request))
    if form.is_valid():
        made = tried(form, lambda: _looked(form, viewer, request.now))
        if made:
            done = (
                "Written down. Bring back or destroy what you no longer need." if made.has_unneeded else "Written down."
            )
            messages.success(request, done)
            return redirect("retention:held")
    last = viewer.person.holding_reviews.filter(organisation=viewer.organisation).first()
    context = {"form": form, "last": last, "things": things}
    return form_page(request, "retention/held.html", context)


def _looked(form, viewer, at):
    told = form.cleaned_data
    answers = {name: told[name] == "yes" for name in ("has_overdue", "has_unneeded")}
    return actions.look_through(needed=form.needed, **answers, once=told["once"], by=viewer, at=at)


def _disposal_row(it):
    hint = f"{it.get_route_display()}. {it.created_by.name}, {day_in_words(timezone.localdate(it.created_at))}"
    return {"words": it.words, "hint": hint, "tag": it.get_what_display()}
