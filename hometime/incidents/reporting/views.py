"""Pages: report it. Each page is kept as it is sent, so that a lost connection or a flat battery loses nothing."""

import datetime as dt
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in
from hometime.people.queries import people_for
from hometime.policy.queries import policy_here

from ..checklists import advice_for
from ..models import Incident
from ..queries import drafts_for
from . import actions, forms
from .journeys import (
    BROUGHT,
    PAGES,
    begun_with,
    may_send,
    page_after,
    page_before,
    pages_of,
    report_of,
    things_brought,
    things_with,
)

SCREENS, REPORTS = "seen_or_heard", "loss-breach-report"
MOST = 10  # things that one link may bring


@signed_in
def report(request):
    """The first question, and what was begun before. `?device=` and `?papers=` say what it is about."""
    form, things = forms.NowForm(typed(request)), _brought(request)
    if form.is_valid():
        code = _once(request)
        try:
            actions.keep_draft(code, step="now", said=form.cleaned_data, by=request.viewer, at=request.now)
            if things:
                said = {BROUGHT: [str(thing.record) for thing in things]}
                actions.keep_draft(code, step=BROUGHT, said=said, by=request.viewer, at=request.now)
        except Refused:
            return _sent(request, code)
        return redirect("incidents:report-step", code, "what")
    once = request.POST.get("once") or uuid4()
    context = {"form": form, "once": once, "things": things, "drafts": drafts_for(request.viewer)[:5]}
    return form_page(request, "incidents/report.html", context)


def _brought(request):
    """The things a link led here with, of those the viewer may see."""
    sent = request.POST if request.method == "POST" else request.GET
    return things_brought(request.viewer, [*sent.getlist("device")[:MOST], *sent.getlist("papers")[:MOST]])


@signed_in
def report_step(request, code, step):
    if step not in PAGES:
        raise Http404
    draft = drafts_for(request.viewer).filter(code=code).first()
    if draft is None:
        return _sent(request, code)
    form = _form(request, draft, step)
    if request.method == "POST" and form.is_valid():
        said = {name: _plain(value) for name, value in form.cleaned_data.items()}
        actions.keep_draft(code, step=step, said=said, by=request.viewer, at=request.now)
        onward = "" if "enough" in request.POST else page_after(step, _policy(request))
        return redirect("incidents:report-step", code, onward) if onward else redirect("incidents:report-check", code)
    return form_page(request, "incidents/report_step.html", _page(request, draft, step, form))


@signed_in
def report_check(request, code):
    draft = drafts_for(request.viewer).filter(code=code).first()
    if draft is None:
        return _sent(request, code)
    if not may_send(draft):
        return redirect("incidents:report-step", code, "what")
    problem = ""
    if request.method == "POST":
        told = report_of(draft, request.viewer, _people(request), request.now)
        try:
            made = actions.report_incident(told, once=draft.code, by=request.viewer, at=request.now)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "Thank you for telling us. The people who need to know are being told now.")
            return redirect("incidents:incident", made.code)
    context = {"draft": draft, "rows": _rows(request, draft), "problem": problem} | _help(draft)
    return render(request, "incidents/report_check.html", context, status=422 if problem else 200)


@signed_in
@require_POST
def report_drop(request, code):
    actions.drop_draft(get_object_or_404(drafts_for(request.viewer), code=code), by=request.viewer, at=request.now)
    messages.success(request, "Thrown away.")
    return redirect("incidents:report")


def _once(request):
    """The key that came with the form, or one of our own if somebody has meddled with it."""
    return forms.key(request.POST.get("once")) or uuid4()


def _sent(request, code):
    """A page of a report that was sent already leads to it; any other is not there."""
    made = get_object_or_404(Incident, once=code, created_by=request.viewer.person)
    return redirect("incidents:incident", made.code)


def _form(request, draft, step):
    more = {
        "what": lambda: {"of_seeing": _of_seeing(_policy(request), request.viewer.today)},
        "things": lambda: {"things": things_with(request.viewer, request.now, draft)},
        "when": lambda: {"people": _people(request), "today": request.viewer.today},
    }.get(step, dict)()
    said = dict(draft.said.get(step) or begun_with(draft, step, request.viewer))
    if said.get("on"):
        said["on"] = dt.date.fromisoformat(said["on"])
    return PAGES[step].form(typed(request), initial=said, **more)


def _page(request, draft, step, form):
    policy = _policy(request)
    names = [page.name for page in pages_of(policy)]
    before = page_before(step, policy)
    back = reverse("incidents:report-step", args=[draft.code, before]) if before else reverse("incidents:report")
    return {
        "form": form,
        "page": PAGES[step],
        "draft": draft,
        "back": back,
        "number": names.index(step) + 1,
        "of": len(names),
        "may_stop": may_send(draft) or step == "what",
    } | _help(draft)


def _help(draft):
    """What to do at once, before any form."""
    now = (draft.said.get("now") or {}).get("now")
    what = draft.said.get("what") or {}
    advice = (
        advice_for(what.get("kind", ""), what.get("thing", "")) if now in ("can_stop", "not_sure", "danger") else []
    )
    return {"danger": now == "danger", "advice": advice}


def _rows(request, draft):
    """What was said, page by page, each with a way back to it."""
    rows = []
    for page in pages_of(_policy(request)):
        form = _form_of(request, draft, page.name)
        said = draft.said.get(page.name) or (
            begun_with(draft, "things", request.viewer) if page.name == "things" else {}
        )
        words = forms.in_words(form, said) if said else "Not said"
        href = reverse("incidents:report-step", args=[draft.code, page.name])
        rows.append({"term": page.title, "detail": words, "href": href, "act": "Change"})
    return rows


def _form_of(request, draft, step):
    if step == "things":
        return PAGES[step].form(things=things_with(request.viewer, request.now, draft))
    return PAGES[step].form(people=_people(request)) if step == "when" else PAGES[step].form()


def _people(request):
    found = people_for(request.viewer).exclude(pk=request.viewer.person.pk).order_by("name")
    return {str(person.code): person for person in found}


def _policy(request):
    return policy_here(request.viewer.organisation, request.viewer.today)


def _of_seeing(policy, on):
    """What the policy itself says of a report when somebody has read or heard something; nothing where it says nothing."""
    reports = [rule for rule in policy.pack.rules if rule.control.id == REPORTS] if policy else []
    given = [(rule.says, rule.parameters.get("kinds")) for rule in reports]
    return next((says for says, kinds in given if kinds is not None and SCREENS in (kinds.on(on) or ())), "")


def _plain(value):
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value
