"""Pages: make a legal request; one request with everything that can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words, in_words
from hometime.people.access import signed_in

from ..models import Extension
from ..views.reading import typed
from . import access, actions, forms
from .queries import flexible_for
from .rules import rules_for


@dataclass(frozen=True)
class Act:
    title: str
    may: Callable[..., Any]
    form: Callable[..., Any]
    do: Callable[..., Any]


def _consult(it, told, **who):
    told = told | {"was_missed": told["was_missed"] == "yes", "had_good_reason": told["had_good_reason"] == "yes"}
    return actions.record_consultation(it, **told, **who)


ACTS = {
    "consult": Act(
        "Write down a meeting", lambda v, it, _: access.may_consult(v, it), lambda _: forms.ConsultForm, _consult
    ),
    "answer": Act(
        "Answer it",
        lambda v, it, _: access.may_decide_flexible(v, it),
        lambda rules: lambda *a, **k: forms.DecideForm(rules, *a, **k),
        lambda it, told, **who: actions.decide_flexible(it, **told, **who),
    ),
    "appeal": Act(
        "Appeal",
        lambda v, it, _: access.may_appeal(v, it),
        lambda _: forms.AppealForm,
        lambda it, told, **who: actions.appeal_flexible(it, words=told["words"], **who),
    ),
    "answer-appeal": Act(
        "Answer the appeal",
        lambda v, it, _: access.may_decide_appeal(v, it, others=False),
        lambda _: forms.AppealAnswerForm,
        lambda it, told, **who: actions.decide_appeal(it, is_yes=told["is_yes"] == "yes", words=told["words"], **who),
    ),
    "more-time": Act(
        "Ask for more time",
        lambda v, it, rules: access.may_propose_extension(v, it, rules),
        lambda _: forms.MoreTimeForm,
        lambda it, told, **who: actions.propose_extension(it, new_last_day=told["new_last_day"], **who),
    ),
}


@signed_in
def flexible_request(request):
    """Make a legal request. The page says what it is before anything is sent."""
    form = forms.AskForm(typed(request))
    if form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "is_legal"}
        try:
            made = actions.ask_flexible(**told, by=request.viewer, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Sent. It counts as made today.")
            return redirect("arrangements:flexible", made.code)
    rows = [_row(each) for each in flexible_for(request.viewer)[:20]]
    lede = (
        "This is a legal request to change your contract. To work from home without changing it, ask for that instead."
    )
    context = {"title": "Flexible working", "form": form, "button": "Send it", "rows": rows, "lede": lede}
    return render(request, "arrangements/everyday.html", context, status=422 if form.errors else 200)


@signed_in
def flexible(request, code):
    it = _one(request, code)
    rules = rules_for(it.nation, request.viewer.today)
    context = {
        "it": it,
        "rows": _rows(it, rules, request.viewer),
        "meetings": _meetings(it),
        "acts": [
            {"words": a.title, "href": reverse(f"arrangements:flexible-{n}", args=[it.code])}
            for n, a in ACTS.items()
            if a.may(request.viewer, it, rules)
        ],
        "extensions": [e for e in it.extensions.all() if access.may_agree_extension(request.viewer, e, rules)],
        "may_withdraw": bool(access.may_withdraw_flexible(request.viewer, it)),
        "may_close": bool(access.may_treat_as_withdrawn(request.viewer, it, rules)),
        "is_own": it.person_id == request.viewer.person.pk,
    }
    return render(request, "arrangements/flexible.html", context)


@signed_in
def act(request, code, name):
    it, this = _one(request, code), ACTS[name]
    rules = rules_for(it.nation, request.viewer.today)
    may = this.may(request.viewer, it, rules)
    if not may:
        messages.warning(request, str(may))
        return redirect("arrangements:flexible", it.code)
    form = this.form(rules)(typed(request))
    if form.is_valid():
        try:
            this.do(it, form.cleaned_data, by=request.viewer, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Done.")
            return redirect("arrangements:flexible", it.code)
    context = {"title": this.title, "form": form, "button": "Save", "rows": []}
    return render(request, "arrangements/everyday.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def withdraw(request, code):
    return _at_once(request, code, actions.withdraw_flexible, "You took it back.")


@signed_in
@require_POST
def close(request, code):
    return _at_once(request, code, actions.treat_as_withdrawn, "Closed, and they have been told.")


@signed_in
@require_POST
def agree_time(request, code, extension):
    it = _one(request, code)
    found = Extension.objects.filter(request=it, pk=extension).first()
    if found is None:
        raise Http404
    return _at_once(request, code, lambda _, **who: actions.agree_extension(found, **who), "More time is agreed.")


def _one(request, code):
    return get_object_or_404(flexible_for(request.viewer).prefetch_related("consultations", "extensions"), code=code)


def _at_once(request, code, do, done):
    it = _one(request, code)
    try:
        do(it, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("arrangements:flexible", it.code)


def _row(it):
    return {
        "words": it.person.name,
        "hint": f"Received on {day_in_words(it.received_on)}",
        "tag": it.get_state_display(),
        "link": reverse("arrangements:flexible", args=[it.code]),
        "link_words": "Read it",
    }


def _rows(it, rules, viewer):
    meeting = rules.meeting_by(it.received_on)
    target = rules.first_answer_by(it.received_on)
    labels = dict(rules.grounds)
    rows = [
        ("Employer", it.employer.name),
        ("The change", it.change),
        ("Wanted from", day_in_words(it.starts_on)),
        ("Earlier requests", it.earlier),
        ("Effect on the school", it.effect),
        ("Also said", it.reasons),
        (
            "Disability",
            "It has to do with a disability, so it is looked at as a reasonable adjustment too"
            if it.for_disability
            else "",
        ),
        ("Received", day_in_words(it.received_on)),
        ("A meeting by", day_in_words(meeting) if meeting else ""),
        ("A first answer by", day_in_words(target) if target and it.last_day else ""),
        ("Last day for the final answer, appeal included", day_in_words(it.last_day) if it.last_day else ""),
        ("Answered by", it.decided_by.name if it.decided_by else ""),
        ("Grounds", in_words(labels.get(code, code) for code in it.grounds)),
        ("Explanation", it.explanation),
        ("Why it is reasonable", it.why_reasonable),
        ("For how long", it.get_lasting_display()),
        ("Appeal", it.appeal),
        ("Answer to the appeal", it.appeal_answer),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def _meetings(it):
    return [
        {
            "when": day_in_words(m.held_on),
            "what": "A meeting was missed" if m.was_missed else "A meeting was held",
            "detail": m.note,
        }
        for m in it.consultations.all()
    ]
