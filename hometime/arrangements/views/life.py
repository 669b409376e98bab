"""One request, and everything that can be done with it; my requests; what waits for me, on the page and as a file."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.arrangements import access, actions, forms
from hometime.arrangements.beside import beside
from hometime.arrangements.considering import considered
from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import Arrangement, Condition
from hometime.arrangements.moving import Decision, Wanted
from hometime.arrangements.queries import arrangements_for, for_lists, own_arrangements, waiting_for
from hometime.arrangements.showing import (
    acts_open_to,
    conditions_shown,
    lines_of,
    rows_of,
    timeline_of,
    where_it_stands,
)
from hometime.arrangements.staffing import left_on_site
from hometime.arrangements.states import State
from hometime.arrangements.turns import page_of_turns
from hometime.lib.csv import table
from hometime.lib.text import day_in_words
from hometime.pages.moves import form_page, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

from .moves import Act, act_page, always, at_once, done


def _yes(told: dict[str, Any], name: str) -> bool:
    return told[name] == "yes"


def _asks(label: str) -> Callable[..., Any]:
    """One box of words."""
    return always(lambda *args, **kwargs: forms.WordsForm(*args, label=label, **kwargs))


ACTS = {
    "give-view": Act(
        "Say what you think",
        access.may_give_view,
        always(forms.ViewForm),
        lambda it, told, **who: actions.give_view(it, is_for=_yes(told, "is_for"), words=told["words"], **who),
        "Your view is noted. It has gone on to whoever is next.",
        "Send your view",
    ),
    "review-kit": Act(
        "Equipment at home",
        access.may_review_kit,
        always(forms.KitForm),
        lambda it, told, **who: actions.review_kit(
            it,
            can_be_done=_yes(told, "can_be_done"),
            has_budget=_yes(told, "has_budget"),
            words=told["words"],
            **who,
        ),
        "Noted.",
        "Save",
    ),
    "look-at-data": Act(
        "Facts about people at home",
        access.may_review_data,
        _asks("What did you find?"),
        lambda it, told, **who: actions.review_data(it, words=told["words"], **who),
        "Noted.",
        "Save",
    ),
    "go-on": Act(
        "Go on without them",
        access.may_go_on,
        _asks("Why are you going on without them?"),
        lambda it, told, **who: actions.go_on(it, reason=told["words"], **who),
        "You can decide now.",
        "Go on",
    ),
    "look-again": Act(
        "Look at it again",
        access.may_look_again,
        always(forms.LookAgainForm),
        lambda it, told, **who: actions.look_again(it, words=told["words"], review_on=told["review_on"], **who),
        "Noted. It goes on.",
        "Let it go on",
    ),
    "suspend": Act(
        "Pause it",
        access.may_suspend,
        _asks("Why is it paused?"),
        lambda it, told, **who: actions.suspend_arrangement(it, reason=told["words"], **who),
        "It is paused.",
        "Pause it",
    ),
    "end": Act(
        "End it",
        access.may_end,
        always(forms.EndForm),
        lambda it, told, **who: actions.end_arrangement(it, last_day=told["last_day"], reason=told["words"], **who),
        "It has ended.",
        "End it",
    ),
}


# Pages beside requests, in the order people look for them.
MORE = {
    "arrangements:report-absence": "Tell the school that you cannot work",
    "arrangements:hours": "Your hours at home",
    "arrangements:agree-duties": "What you do at home",
    "arrangements:declare-care": "Care while you work at home",
    "arrangements:stationery": "Stationery you take home",
    "policy:costs": "Heating, light and other costs",
    "arrangements:record-measure": "Extra checks on work",
    "arrangements:dates": "Term dates",
    "arrangements:judge-role": "Which jobs can be done at home",
    "arrangements:limits": "What your school allows at home",
    "arrangements:closure": "When the school is closed",
}


@signed_in
def mine(request):
    found = one_page(own_arrangements(request.viewer), request.GET.get("page"))
    rows = [(row, row.shown_state(request.viewer.today)) for row in found]
    more = [{"words": words, "href": reverse(page)} for page, words in MORE.items()]
    return render(request, "arrangements/mine.html", {"found": found, "rows": rows, "more": more})


@signed_in
def arrangement(request, code):
    return _page(request, _one(request, code), None)


@signed_in
def act(request, code, name):
    """A short form for one act; what may not be done now is said on the page of the request."""
    it = _one(request, code)
    rows = [*rows_of(it, request.viewer), *beside(it, request.viewer)]
    return act_page(request, it, ACTS[name], _address(it), "arrangements/act.html", rows=rows)


@signed_in
def decide(request, code):
    """Where a form that was not sound is shown again; whoever comes back to that address reads the request."""
    it = _one(request, code)
    if request.method != "POST":
        return redirect(_address(it))
    may = access.may_decide(request.viewer, it)
    if not may:
        messages.warning(request, str(may))
        return redirect(_address(it))
    form = _decide_form(request, it, considered(it, request.viewer.today))
    who = {"by": request.viewer, "at": request.now}
    if done(form, lambda: actions.decide_arrangement(it, _decision(it, form, request), **who)):
        messages.success(request, f"Decided. {it.person.name} has been told.")
        return redirect(_address(it))
    return _page(request, it, form)


@signed_in
@require_POST
def withdraw(request, code):
    it = _one(request, code)
    return at_once(request, lambda **who: actions.withdraw_arrangement(it, **who), "You took it back.", _address(it))


@signed_in
@require_POST
def resume(request, code):
    it = _one(request, code)
    return at_once(request, lambda **who: actions.resume_arrangement(it, **who), "It has started again.", _address(it))


@signed_in
@require_POST
def confirm(request, code, condition):
    it = _one(request, code)
    wanted = get_object_or_404(Condition, arrangement=it, code=condition)
    return at_once(request, lambda **who: actions.confirm_condition(wanted, **who), "Confirmed.", _address(it))


@signed_in
def waiting(request):
    number, state, q = request.GET.get("page"), request.GET.get("state", ""), _q(request)
    is_all = not (q or state)
    found = page_of_turns(request.viewer, number) if is_all else one_page(for_lists(_filtered(request)), number)
    context = {"found": found, "states": _states(request), "state": state, "q": q}
    context["lines"], context["also"] = lines_of(found), also_waiting(request.viewer)
    return render(request, "arrangements/waiting.html", context)


@signed_in
def waiting_file(request):
    """The same rows and columns as the page, and nothing else."""
    rows = [[row.person.name, row.pattern.words, row.get_state_display(), _asked(row)] for row in _filtered(request)]
    text = table(["Who", "Days", "Where it stands", "Asked"], rows)
    headers = {"Content-Disposition": 'attachment; filename="waiting.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _one(request, code) -> Arrangement:
    rows = arrangements_for(request.viewer).select_related("organisation", "person", "line_manager", "replaces")
    return get_object_or_404(rows, code=code)


def _page(request, it, form):
    may_decide = bool(access.may_decide(request.viewer, it))
    view = considered(it, request.viewer.today) if may_decide else None
    if may_decide and form is None:
        form = _decide_form(request, it, view)
    may_view = bool(access.may_give_view(request.viewer, it))
    conditions = conditions_shown(it, request.viewer)
    context = where_it_stands(it, request.viewer, request.now, conditions) | {
        "it": it,
        "is_own": it.person_id == request.viewer.person.pk,
        "left": left_on_site(it, request.viewer.today) if may_view else None,
        "rows": [*rows_of(it, request.viewer), *beside(it, request.viewer)],
        "conditions": conditions,
        "events": timeline_of(it, request.viewer),
        "acts": acts_open_to(it, request.viewer, ACTS),
        "may_withdraw": bool(access.may_withdraw(request.viewer, it)),
        "may_resume": bool(access.may_resume(request.viewer, it)),
        "may_change": bool(access.may_change(request.viewer, it)),
        "may_see_everybody": bool(access.may_see_everybody(request.viewer)),
        "view": view,
        "form": form,
    }
    return form_page(request, "arrangements/arrangement.html", context)


def _decide_form(request, it, view):
    choices = [(wanted.fact, wanted.words) for wanted in view.suggested] if view else []
    return forms.DecideForm(typed(request), suggested=choices, asks_sensitive=it.data == "sensitive")


def _decision(it, form, request) -> Decision:
    told = form.cleaned_data
    view = considered(it, request.viewer.today)
    ticked = told.get("conditions") or []
    conditions = [wanted for wanted in (view.suggested if view else []) if wanted.fact in ticked]
    if told["other"].strip():
        conditions.append(Wanted(told["other"].strip()))
    return Decision(
        is_yes=told["answer"] == "yes",
        reason=told["reason"],
        conditions=tuple(conditions) if told["answer"] == "yes" else (),
        covers_sensitive=bool(told.get("covers_sensitive")),
        review_on=told["review_on"],
    )


def _address(it):
    return reverse("arrangements:arrangement", args=[it.code])


def _filtered(request):
    rows = waiting_for(request.viewer)
    if request.GET.get("state") in dict(_states(request)):
        rows = rows.filter(state=request.GET["state"])
    return rows.filter(person__name__icontains=_q(request)) if _q(request) else rows


def _q(request) -> str:
    return request.GET.get("q", "").strip()[:100]


def _states(request):
    return [(state, State(state).label) for state in ("submitted", "review", "decision")]


def _asked(row: Arrangement) -> str:
    return day_in_words(timezone.localdate(row.created_at))
