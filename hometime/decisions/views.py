"""Ask: choose what to do, answer only what can still change the answer, check, and keep the receipt."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from hometime.engine.vocabulary import Fact
from hometime.lib.remembering import remembering
from hometime.lib.text import counted
from hometime.pages.fields import Hinted
from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in
from hometime.policy.showing import policies_to_try, policy_shown

from . import forms
from .actions import keep_receipt
from .journeys import Asking, Draft, asking
from .values import shown_value

FROM_CHECK = "check"  # in the address of a question: it was opened from “check your answers”


@signed_in
def ask(request):
    policy = policy_shown(request)
    if policy is None:
        return render(request, "decisions/no_policy.html")
    choices = [(a.slug, Hinted(a.title, hint=a.hint)) for a in policy.catalogue.activities.values()]
    form = forms.ActivityForm(choices, typed(request))
    if form.is_valid():
        draft = Draft.begin(request.session, form.cleaned_data["activity"], request.viewer.today)
        return redirect("decisions:start", draft.activity)
    context = {"form": form, "policy": policy, "policies": policies_to_try()}
    return form_page(request, "decisions/ask.html", context)


@signed_in
def start(request, activity):
    """Where a person goes next: the first open question, or their answers."""
    return onward(asking_of(request, activity))


@signed_in
@remembering()  # only the draft is written: what is on record is read once for where they were and where they go
def question(request, activity, name):
    state = asking_of(request, activity)
    fact = question_or_404(state, name)
    form = forms.QuestionForm(fact, typed(request), initial={"answer": already(state, fact)})
    if request.method == "POST" and (gave_up(request) or form.is_valid()):
        state.draft.say(fact, given(request, form))
        state.draft.keep(request.session)
        return onward(asking_of(request, activity))
    context = {"form": form, "fact": fact, "activity": activity_of(state), **beside(request, state, fact)}
    return form_page(request, "decisions/question.html", context)


@signed_in
def check(request, activity):
    state = asking_of(request, activity)
    if request.method == "POST":
        kept = keep_receipt(state.answer, by=request.viewer, at=request.now)
        state.draft.is_kept = True
        state.draft.keep(request.session)
        return redirect("decisions:receipt", kept.code)
    known = list(on_record(state))
    context = {
        "state": state,
        "activity": activity_of(state),
        "rows": list(answered(state)),
        "known": known,
        "known_title": f"{counted(len(known), 'thing')} we know already, and where from",
    }
    return render(request, "decisions/check.html", context)


@signed_in
def cannot(request, activity):
    """Say which of the “as long as you …” reminders cannot be kept."""
    state = asking_of(request, activity)
    vocabulary = state.answer.policy.vocabulary
    form = forms.CannotForm(state.answer, typed(request), initial={"cannot": ticked(state)})
    if request.method == "POST" and form.is_valid():
        state.draft.said = {name: value for name, value in state.draft.said.items() if not is_tick(vocabulary, name)}
        for name, ticks in form.said(state.answer).items():
            state.draft.say(vocabulary[name], ticks)
        state.draft.keep(request.session)
        return redirect("decisions:check", activity)
    context = {"form": form, "activity": activity_of(state)}
    return form_page(request, "decisions/cannot.html", context)


def asking_of(request, activity):
    policy = policy_shown(request)
    if policy is None or activity not in policy.catalogue.activities:
        raise Http404
    return asking(request.viewer, policy, Draft.of(request.session, activity), request.viewer.today)


def onward(state: Asking):
    following = state.next_question
    if following:
        return redirect("decisions:question", state.draft.activity, following.name)
    return redirect("decisions:check", state.draft.activity)


def question_or_404(state: Asking, name: str) -> Fact:
    """The fact to ask about; 404 for an unknown one, and for those that only records or ticks can answer."""
    vocabulary = state.answer.policy.vocabulary
    if name not in vocabulary or not vocabulary[name].is_askable or name == "activity":
        raise Http404
    return vocabulary[name]


def gave_up(request):
    """Whether one of the other buttons was pressed: I do not know, or never."""
    return "not-known" in request.POST or "never" in request.POST


def given(request, form):
    if "not-known" in request.POST:
        return None
    if "never" in request.POST and form.fact.kind == "date":
        return form.fact.hold("never")
    return form.value if form.is_valid() else None


def already(state: Asking, fact: Fact):
    return forms.initial_answer(fact, state.answer.facts.get(fact.name), fact.name in state.draft.not_known)


def beside(request, state: Asking, fact: Fact):
    """What stands round a question: which it is, what is on record, and the way back."""
    is_check = request.GET.get("from") == FROM_CHECK
    source = state.answer.sources.get(fact.name) if fact.name not in state.draft.said else None
    known = state.answer.facts.get(fact.name) if source else None
    return {
        "is_check": is_check,
        "number": state.draft.number(fact.name),
        "before": state.draft.before(fact.name),
        "stale": state.record.too_old.get(fact.name) if known is None else None,
        "on_record": {"detail": shown_value(fact, known), "source": source} if known is not None else None,
    }


def activity_of(state: Asking):
    return state.answer.policy.catalogue.activities[state.draft.activity]


def is_tick(vocabulary, name):
    return name in vocabulary and vocabulary[name].source == "tick"


def ticked(state: Asking):
    """The reminders a person has already said they cannot keep."""
    vocabulary = state.answer.policy.vocabulary
    return [
        f"{name}:{member}" for name, value in state.draft.said.items() if is_tick(vocabulary, name) for member in value
    ]


def answered(state: Asking):
    """What the person said, in the order of the questions, each with where to change it."""
    vocabulary = state.answer.policy.vocabulary
    held = state.draft.held(vocabulary)
    for name in state.draft.asked:
        if name in held or (name in state.draft.not_known and name in vocabulary):
            fact = vocabulary[name]
            detail = shown_value(fact, held[name]) if name in held else "I do not know"
            yield {"term": fact.ask, "detail": detail, "href": where_to_change(state, fact)}


def where_to_change(state: Asking, fact: Fact):
    if fact.source == "tick":
        return reverse("decisions:cannot", args=[state.draft.activity])
    address = reverse("decisions:question", args=[state.draft.activity, fact.name])
    return f"{address}?{urlencode({'from': FROM_CHECK})}"


def on_record(state: Asking):
    """What is on record and bears on the answer, with where it comes from."""
    for name, value in state.answer.facts.items():
        if name in state.answer.bears_on and name not in state.draft.said:
            fact = state.answer.policy.vocabulary[name]
            row = {"term": fact.ask, "detail": shown_value(fact, value), "source": state.answer.sources.get(name, "")}
            yield row | ({"href": where_to_change(state, fact)} if fact.is_askable else {})
