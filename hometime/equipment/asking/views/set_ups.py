"""Pages: set-ups at home and who agreed to them; advice on what cannot be done there."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import in_words
from hometime.pages.moves import done_or_told, typed
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import policy_here

from ...register.lists import when
from .. import access
from .. import school_forms as forms
from ..actions import set_ups as actions
from ..policy import rules_under, said_by
from ..queries import advice_for, colleagues, set_ups_for
from .pages import listed, refused_post, sent, task

AS = {"it": "IT", "head": "the headteacher", "budget": "the budget"}


@signed_in
def agree_set_up(request):
    viewer, at = request.viewer, moment_of(request)
    may = access.may_plan_set_up(viewer)
    form = forms.SetUpForm(colleagues(viewer), typed(request)) if may else None
    if form is not None and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("words", "depends_on", "once")}
        person = form.people[form.cleaned_data["person"]]
        act = lambda: actions.plan_set_up(person, **told, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, "Written down. Those who agree to it have been told.", "equipment:agree-set-up")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:agree-set-up")
    policy = policy_here(viewer.organisation, viewer.today)
    past = is_past(request)
    return listed(
        request,
        "Set-ups at home",
        form=form,
        button="Write it down",
        rows=set_ups_for(viewer, at),
        row=lambda each: _set_up(each, viewer, at, past),
        lede="IT, the headteacher and the person who looks after the budget agree what somebody will have at home.",
        said=said_by(policy, rules_under(policy, "it-solution-decision")),
        template="set_ups",
    )


@signed_in
@require_POST
def set_up_agree(request, code, as_who):
    it = get_object_or_404(set_ups_for(request.viewer), code=code)
    act = lambda: actions.agree_set_up(it, as_who=as_who, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, act, "Agreed.")
    return redirect("equipment:agree-set-up")


@signed_in
def advise(request):
    viewer, at = request.viewer, moment_of(request)
    may = access.may_advise(viewer)
    form = forms.AdviceForm(colleagues(viewer), typed(request)) if may else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        person = form.people[told["person"]]
        can = told["can_be_done"] == "yes"
        act = lambda: actions.advise_on_kit(  # noqa: E731
            person, can_be_done=can, words=told["words"], once=told["once"], by=viewer, at=request.now
        )
        went = sent(
            request, form, act, "Noted." if can else "Noted. The headteacher has been told.", "equipment:advise"
        )
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:advise")
    policy = policy_here(viewer.organisation, viewer.today)
    return listed(
        request,
        "Can the job be done with equipment at home?",
        form=form,
        button="Note it",
        rows=advice_for(viewer, at),
        row=_advice,
        lede="Where equipment at home cannot do the job, the headteacher is told.",
        said=said_by(policy, rules_under(policy, "it-feasibility-advice")),
    )


def _set_up(it, viewer, at, past):
    agreed = {word.as_who: word for word in it.agreed.all() if word.at <= at}
    open_to = [] if past else [each for each in AS if each not in agreed and access.may_agree_set_up(viewer, it, each)]
    said = in_words(f"{AS[each]} ({word.by.name})" for each, word in agreed.items())
    return {
        "words": f"{it.person.name}: {it.words}",
        "hint": f"Agreed by {said}" if agreed else "Nobody has agreed yet",
        "tag": "Agreed" if set(agreed) >= set(AS) else "Not agreed yet",
        "acts": [
            {"words": f"Agree for {AS[each]}", "href": reverse("equipment:set-up-agree", args=[it.code, each])}
            for each in open_to
        ],
    }


def _advice(it):
    tag, tone = ("It can be done", "ok") if it.can_be_done else ("It cannot be done", "stop")
    hint = f"{it.words} ({it.created_by.name}, {when(it.created_at)})"
    return task(it.person.name, hint=hint, tag=tag, tone=tone)
