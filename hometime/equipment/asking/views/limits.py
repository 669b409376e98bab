"""Pages: limit or disconnect; one limit, of which the person is told and which is lifted in place."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.pages.links import link_to
from hometime.pages.moves import done_or_told, typed
from hometime.people.access import signed_in
from hometime.people.as_of import moment_of
from hometime.policy.queries import policy_here

from ...register.lists import when
from .. import access
from .. import school_forms as forms
from ..actions import limits as actions
from ..policy import rules_under, said_by
from ..queries import colleagues, limits_for
from .pages import detail, event, listed, one, refused_post, sent, task

RULES = ("service-disconnection-right", "access-restriction-respect")


@signed_in
def restrict(request):
    viewer, at = request.viewer, moment_of(request)
    may = access.may_limit(viewer)
    form = forms.LimitForm(colleagues(viewer), viewer.organisation, typed(request)) if may else None
    if form is not None and form.is_valid():
        act = lambda: actions.begin_limit(**form.told, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, "Written down.", "equipment:limit")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:restrict")
    policy = policy_here(viewer.organisation, viewer.today)
    return listed(
        request,
        "Limits and disconnections",
        form=form,
        button="Write it down",
        rows=limits_for(viewer, at),
        row=lambda each: _row(each, at),
        lede="What the school has limited or cut off, since when, and why.",
        said=said_by(policy, rules_under(policy, *RULES)),
    )


@signed_in
def limit(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(limits_for(viewer, at), code=code)
    may = access.may_change_limit(viewer, it)
    form = forms.LiftForm(typed(request)) if may else None
    if form is not None and form.is_valid():
        act = lambda: actions.lift_limit(it, **form.cleaned_data, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, "Restored.", "equipment:limit")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:limit", it.code)
    tell = {"words": "Tell them now", "href": reverse("equipment:limit-tell", args=[it.code])}
    return one(
        request,
        it.words,
        form=form,
        button="Restore it",
        form_title="Restore",
        tag="Restored" if _is_over(it, at) else "In force",
        tone="plain" if _is_over(it, at) else "beware",
        rows=_details(it),
        events=_events(it, at),
        acts=[tell if may and it.person_id and not it.told_at else None],
        back=reverse("equipment:restrict"),
    )


@signed_in
@require_POST
def limit_tell(request, code):
    it = get_object_or_404(limits_for(request.viewer), code=code)
    done_or_told(request, lambda: actions.tell_of_limit(it, by=request.viewer, at=request.now), "They have been told.")
    return redirect("equipment:limit", it.code)


def _is_over(it, at):
    return it.ended_at is not None and it.ended_at <= at


def _row(it, at):
    who = it.person.name if it.person else "Everybody outside"
    over = _is_over(it, at)
    link = link_to("equipment:limit", it.code)
    tag, tone = ("Restored", "plain") if over else ("In force", "beware")
    return task(f"{who}: {it.words}", href=link, hint=f"Since {when(it.begun_at)}", tag=tag, tone=tone)


def _details(it):
    return detail(
        ("What", it.get_what_display()),
        ("Which", it.words),
        ("Who", it.person.name if it.person else "Everybody who works from outside"),
        ("Device", str(it.device) if it.device else ""),
        ("Why", it.why),
        ("Told beforehand", "Yes" if it.was_warned else "No"),
    )


def _events(it, at):
    rows = [(it.begun_at, f"Begun by {it.created_by.name}", it.why)]
    rows += [(it.told_at, "The person was told", "")] if it.told_at and it.person_id else []
    rows += [(it.ended_at, f"Restored by {it.ended_by.name}", it.ended_words)] if it.ended_at else []
    return [
        event(when(moment), what, words) for moment, what, words in sorted(rows, key=lambda r: r[0]) if moment <= at
    ]
