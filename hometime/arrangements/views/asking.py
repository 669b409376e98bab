"""Asking to work from home, a page at a time; nothing is sent before the answers were checked."""

import datetime as dt

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from hometime.arrangements import forms
from hometime.arrangements.access import may_ask_days, may_change
from hometime.arrangements.actions import ask_arrangement
from hometime.arrangements.calendars import calendar_of
from hometime.arrangements.deciders import tier_of
from hometime.arrangements.journeys import STEPS, Draft, begun_from, tests_asked
from hometime.arrangements.queries import arrangements_for
from hometime.arrangements.telling import who_is_next
from hometime.lib.text import in_words
from hometime.pages.moves import form_page, shown_on, typed
from hometime.people.access import signed_in
from hometime.policy.queries import policy_here, policy_in_force

from .moves import done


@signed_in
def request(request):
    """Which is meant: a day at home, a change of contract, or only a question. The legal one never begins by accident."""
    form = forms.KindForm(typed(request))
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        if kind != "arrangement":
            return redirect(forms.ELSEWHERE[kind])
        with shown_on(form):  # now, and not once four pages are filled in
            may_ask_days(request.viewer).insist()
            policy_in_force(request.viewer.organisation, request.viewer.today)
            Draft().keep(request.session)
            return redirect("arrangements:request-step", "reason")
    return form_page(request, "arrangements/request.html", {"form": form})


@signed_in
def change(request, code):
    """Ask for other days in place of what was agreed: the same pages, begun from it."""
    before = get_object_or_404(arrangements_for(request.viewer), code=code)
    may = may_change(request.viewer, before)
    if not may:
        messages.warning(request, str(may))
        return redirect("arrangements:arrangement", before.code)
    Draft(replaces=str(before.code)).keep(request.session)
    return redirect("arrangements:request-step", "reason")


@signed_in
def request_step(request, step):
    if step not in STEPS:
        raise Http404
    draft = Draft.of(request.session)
    if step == "days" and not draft.get("pattern", "how_often"):
        return redirect("arrangements:request-step", "pattern")
    form = _form(request, draft, step)
    if request.method == "POST" and form.is_valid():
        draft.say(step, form.cleaned_data)
        draft.keep(request.session)
        return _onward(draft)
    context = {"form": form, "step": STEPS[step], "back": _back(draft, step), "week": _week(request, draft, step)}
    return form_page(request, "arrangements/request_step.html", context)


@signed_in
def request_check(request):
    draft = Draft.of(request.session)
    if draft.next_step:
        return _onward(draft)
    before = _replaced(request, draft)
    if draft.replaces and before is None:  # begun at another school, where one has a post too
        Draft().keep(request.session)
        messages.warning(request, "What you want to change is at your other school. Look at that school first.")
        return redirect("arrangements:mine")
    form = Form(typed(request))  # nothing to fill in: it carries what the act refuses
    who = {"by": request.viewer, "at": request.now}
    made = done(form, lambda: ask_arrangement(draft.wish(), replaces=before, **who))
    if made:
        Draft().keep(request.session)
        messages.success(request, _said(request, made))
        return redirect("arrangements:arrangement", made.code)
    calendar = calendar_of(request.viewer.organisation, request.viewer.today)
    rows = draft.rows(lambda step: reverse("arrangements:request-step", args=[step]), calendar)
    context = {"rows": rows, "form": form, "tier": _tier(request, draft), "before": before}
    return form_page(request, "arrangements/request_check.html", context)


def _form(request, draft, step):
    said = draft.said.get(step)
    make = STEPS[step].form
    often = draft.get("pattern", "how_often")
    before = _replaced(request, draft) if said is None else None
    initial = begun_from(before, step, often) if before else forms.as_typed(said)
    form = make(*((often,) if step == "days" else ()), typed(request), initial=initial)
    if step == "reason" and not tests_asked(policy_here(request.viewer.organisation, request.viewer.today)):
        del form.fields["helps"]
    return form


def _said(request, made):
    if made.by_limits:
        return "Agreed: it is within what your school allows."
    return f"Sent to {in_words(person.name for person in who_is_next(made, request.now))}."


def _week(request, draft, step):
    """For somebody who chooses days in weeks A and B: the Monday of this week, or at its end of the next, and which it is."""
    if step != "days" or draft.get("pattern", "how_often") != "ab-weeks":
        return None
    ahead = request.viewer.today + dt.timedelta(days=2)
    monday = ahead - dt.timedelta(days=ahead.weekday())
    return monday, calendar_of(request.viewer.organisation, monday).week_of(monday)


def _onward(draft):
    following = draft.next_step
    if following:
        return redirect("arrangements:request-step", following.name)
    return redirect("arrangements:request-check")


def _back(draft, step):
    names = list(STEPS)
    if not draft.next_step:
        return reverse("arrangements:request-check")
    at = names.index(step)
    return reverse("arrangements:request-step", args=[names[at - 1]]) if at else reverse("arrangements:request")


def _replaced(request, draft):
    return arrangements_for(request.viewer).filter(code=draft.replaces).first() if draft.replaces else None


def _tier(request, draft):
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    return tier_of(policy, draft.get("reason", "ground"), request.viewer.today) if policy else ""
