"""Pages: ask whether the insurance would still pay; one such question, answered in place."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from hometime.pages.links import link_to
from hometime.pages.moves import typed
from hometime.people.access import signed_in
from hometime.people.as_of import moment_of
from hometime.policy.queries import policy_here

from ...register.lists import when
from .. import access, forms
from ..actions import insurance as actions
from ..policy import rules_under, said_by
from ..queries import in_hands, insurance_for
from .pages import detail, event, listed, one, refused_post, sent, task

HOLD = "Leave it until you have an answer."
TONES = {"safe": "ok", "not_safe": "stop", "": "caution"}


@signed_in
def insurance(request):
    viewer, at = request.viewer, moment_of(request)
    form = forms.InsuranceForm(in_hands(viewer), typed(request))
    if form.is_valid():
        told = {"words": form.cleaned_data["words"], "once": form.cleaned_data["once"], "device": form.chosen}
        act = lambda: actions.ask_insurance(**told, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, f"Asked. {HOLD}", "equipment:insurance-query")
        if went:
            return went
    policy = policy_here(viewer.organisation, viewer.today)
    return listed(
        request,
        "Would the insurance still pay?",
        form=form,
        button="Ask",
        rows=insurance_for(viewer, at),
        row=lambda each: _row(each, at),
        lede=f"Ask before you do it. {HOLD}",
        said=said_by(policy, rules_under(policy, "insurance-cover")),
    )


@signed_in
def insurance_query(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(insurance_for(viewer, at), code=code)
    may = access.may_answer_insurance(viewer, it)
    form = forms.InsuranceAnswerForm(typed(request)) if may else None
    if form is not None and form.is_valid():
        act = lambda: actions.answer_insurance(it, **form.cleaned_data, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, f"Answered. {it.person.name} has been told.", "equipment:insurance-query")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:insurance-query", it.code)
    answer = _answer_at(it, at)
    asked = [event(when(it.created_at), f"Asked by {it.person.name}", it.words)]
    if answer and it.answered_by and it.answered_at:
        said = f"{it.get_answer_display()} ({it.answered_by.name})"
        asked += [event(when(it.answered_at), said, it.reason)]
    return one(
        request,
        f"{it.person.name} asks about insurance",
        form=form,
        button="Answer",
        form_title="Your answer",
        tag=it.get_answer_display() if answer else "Not answered yet",
        tone=TONES[answer],
        notice="" if answer else HOLD,
        rows=detail(("Who", it.person.name), ("What", it.words), ("Device", str(it.device) if it.device else "")),
        events=asked,
        back=reverse("equipment:insurance"),
    )


def _answer_at(it, at):
    return it.answer if it.answered_at and it.answered_at <= at else ""


def _row(it, at):
    answer = _answer_at(it, at)
    tag = it.get_answer_display() if answer else "Not answered yet"
    link = link_to("equipment:insurance-query", it.code)
    return task(it.person.name, href=link, hint=f"Asked {when(it.created_at)}", tag=tag, tone=TONES[answer])
