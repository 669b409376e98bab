"""Ask: choose, answer, check, keep. Then receipts, and the same answers under another policy."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.engine.vocabulary import Fact
from hometime.pages.fields import Hinted
from hometime.people.access import signed_in
from hometime.policy.packs import Policy
from hometime.policy.showing import policies_to_try, policy_shown

from . import forms
from .actions import keep_receipt
from .answers import YOU_SAID, answer
from .journeys import Asking, Draft, asking
from .queries import receipts_for
from .receipts import as_shown, sections_of, shown_value


@signed_in
def ask(request):
    policy = policy_shown(request)
    if policy is None:
        return render(request, "decisions/no_policy.html")
    choices = [(a.slug, Hinted(a.title, hint=a.hint)) for a in policy.catalogue.activities.values()]
    form = forms.ActivityForm(choices, request.POST or None)
    if form.is_valid():
        activity = form.cleaned_data["activity"]
        Draft.of(request.session, activity).forget(request.session)
        return redirect("decisions:start", activity)
    context = {"form": form, "policy": policy, "policies": policies_to_try()}
    return render(request, "decisions/ask.html", context, status=422 if form.errors else 200)


@signed_in
def start(request, activity):
    """Where a person goes next: the first open question, or their answers."""
    return onward(asking_of(request, activity))


@signed_in
def question(request, activity, name):
    state = asking_of(request, activity)
    fact = question_or_404(state, name)
    form = forms.QuestionForm(fact, request.POST or None, initial={"answer": initial(state, fact)})
    if request.method == "POST" and ("not-known" in request.POST or form.is_valid()):
        state.draft.say(fact, None if "not-known" in request.POST else form.value)
        state.draft.keep(request.session)
        return onward(asking_of(request, activity))
    context = {"form": form, "fact": fact, "state": state, "activity": activity_of(state), "record": state.record}
    return render(request, "decisions/question.html", context, status=422 if form.errors else 200)


@signed_in
def check(request, activity):
    state = asking_of(request, activity)
    if request.method == "POST":
        kept = keep_receipt(state.answer, by=request.viewer, at=request.now)
        return redirect("decisions:receipt", kept.code)
    context = {"state": state, "activity": activity_of(state), "rows": list(answered(state)), "known": list(on_record(state))}
    return render(request, "decisions/check.html", context)


@signed_in
def cannot(request, activity):
    """Say which of the “as long as you …” reminders cannot be kept."""
    state = asking_of(request, activity)
    vocabulary = state.answer.policy.vocabulary
    form = forms.CannotForm(state.answer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        state.draft.said = {name: value for name, value in state.draft.said.items() if vocabulary[name].source != "tick"}
        for name, ticks in form.said(state.answer).items():
            state.draft.say(vocabulary[name], ticks)
        state.draft.keep(request.session)
        return redirect("decisions:check", activity)
    context = {"form": form, "activity": activity_of(state)}
    return render(request, "decisions/cannot.html", context, status=422 if form.errors else 200)


@signed_in
def receipts(request):
    page = Paginator(receipts_for(request.viewer).defer("answer"), 20).get_page(request.GET.get("page"))
    return render(request, "decisions/receipts.html", {"found": page})


@signed_in
def receipt(request, code):
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    others = [policy for policy in policies_to_try() if policy.hash != kept.policy_hash]
    return render(request, "decisions/receipt.html", {"receipt": kept, "shown": kept.answer, "sections": sections_of(kept.answer), "others": others})


@signed_in
def compare(request, code):
    """The same facts on the same day under another policy, side by side with what was kept."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    other = next((policy for policy in policies_to_try() if policy.slug == request.GET.get("with")), None)
    if other is None:
        raise Http404
    theirs = as_shown(under(other, kept))
    sides = [(kept.answer, sections_of(kept.answer)), (theirs, sections_of(theirs))]
    return render(request, "decisions/compare.html", {"receipt": kept, "sides": sides, "other": other, "policies": policies_to_try()})


@signed_in
@require_POST
def try_way(request, code, way):
    """Ask again as if one way to make it OK had been taken."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    ways = kept.answer["repairs"]
    if not 0 <= way < len(ways):
        raise Http404
    said = {row["fact"]: row["value"] for row in kept.answer["said"] if row["source"] == YOU_SAID}
    Draft(kept.activity, said | {edit["fact"]: edit["to"] for edit in ways[way]}).keep(request.session)
    return redirect("decisions:check", kept.activity)


def asking_of(request, activity):
    policy = policy_shown(request)
    if policy is None or activity not in policy.catalogue.activities:
        raise Http404
    return asking(request.viewer, policy, Draft.of(request.session, activity), timezone.localdate(request.now))


def onward(state: Asking):
    following = state.next_question
    if following:
        return redirect("decisions:question", state.draft.activity, following.name)
    return redirect("decisions:check", state.draft.activity)


def question_or_404(state: Asking, name: str) -> Fact:
    """A fact a person may be asked; records, reminders and unknown names are nobody’s question."""
    vocabulary = state.answer.policy.vocabulary
    if name not in vocabulary or not vocabulary[name].is_askable or name == "activity":
        raise Http404
    return vocabulary[name]


def initial(state: Asking, fact: Fact):
    if fact.name in state.draft.not_known:
        return forms.NOT_KNOWN
    value = state.answer.facts.get(fact.name)
    if value is None or fact.kind == "date" and not value:
        return None
    shown = fact.show(value)
    return str(shown).lower() if fact.kind == "bool" else shown


def activity_of(state: Asking):
    return state.answer.policy.catalogue.activities[state.draft.activity]


def answered(state: Asking):
    """What the person said, in the order of the questions, each with where to change it."""
    vocabulary = state.answer.policy.vocabulary
    for name, fact in vocabulary.items():
        if name in state.draft.not_known or name in state.draft.said:
            told = name in state.draft.said and name in state.answer.facts
            where = "cannot" if fact.source == "tick" else "question"
            address = [state.draft.activity] if fact.source == "tick" else [state.draft.activity, name]
            detail = shown_value(fact, state.answer.facts[name]) if told else "I do not know"
            yield {"term": fact.ask, "detail": detail, "href": reverse(f"decisions:{where}", args=address)}


def on_record(state: Asking):
    """What is on record and bears on the answer, with where it comes from."""
    vocabulary = state.answer.policy.vocabulary
    for name, value in state.answer.facts.items():
        if name in state.answer.bears_on and name not in state.draft.said:
            fact = vocabulary[name]
            row = {"term": fact.ask, "detail": shown_value(fact, value), "source": state.answer.sources.get(name, "")}
            yield row | ({"href": reverse("decisions:question", args=[state.draft.activity, name])} if fact.is_askable else {})


def under(other: Policy, kept):
    """The answer another policy gives to what a receipt rests on; what that policy has no word for is left out."""
    known = Draft(kept.activity, {row["fact"]: row["value"] for row in kept.answer["said"]})
    sources = {row["fact"]: row["source"] for row in kept.answer["said"]}
    facts = known.held(other.vocabulary)
    return answer(other, {**facts, "activity": kept.activity}, kept.on, sources=sources, said=facts)
