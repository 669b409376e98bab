"""Ask: choose, answer, check, keep. Then receipts, what another way would answer, and the same facts under other policies."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.engine.vocabulary import Fact
from hometime.lib.text import counted
from hometime.pages.fields import Hinted
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.policy.packs import Policy
from hometime.policy.showing import policies_to_try, policy_shown

from . import forms
from .actions import keep_receipt
from .answers import YOU_SAID, answer
from .journeys import Asking, Draft, asking
from .queries import policy_of_receipt, receipts_for
from .receipts import as_shown, facts_of, said_in, sections_of
from .values import shown_value

FROM_CHECK = "check"  # in the address of a question: it was opened from “check your answers”


@signed_in
def ask(request):
    policy = policy_shown(request)
    if policy is None:
        return render(request, "decisions/no_policy.html")
    choices = [(a.slug, Hinted(a.title, hint=a.hint)) for a in policy.catalogue.activities.values()]
    form = forms.ActivityForm(choices, sent(request))
    if form.is_valid():
        draft = Draft.begin(request.session, form.cleaned_data["activity"], today(request))
        return redirect("decisions:start", draft.activity)
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
    form = forms.QuestionForm(fact, sent(request), initial={"answer": already(state, fact)})
    if request.method == "POST" and (gave_up(request) or form.is_valid()):
        state.draft.say(fact, given(request, form))
        state.draft.keep(request.session)
        return onward(asking_of(request, activity))
    context = {"form": form, "fact": fact, "activity": activity_of(state), **beside(request, state, fact)}
    return render(request, "decisions/question.html", context, status=422 if form.errors else 200)


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
    form = forms.CannotForm(state.answer, sent(request), initial={"cannot": ticked(state)})
    if request.method == "POST" and form.is_valid():
        state.draft.said = {name: value for name, value in state.draft.said.items() if not is_tick(vocabulary, name)}
        for name, ticks in form.said(state.answer).items():
            state.draft.say(vocabulary[name], ticks)
        state.draft.keep(request.session)
        return redirect("decisions:check", activity)
    context = {"form": form, "activity": activity_of(state)}
    return render(request, "decisions/cannot.html", context, status=422 if form.errors else 200)


@signed_in
def receipts(request):
    page = one_page(receipts_for(request.viewer).defer("answer"), request.GET.get("page"))
    return render(request, "decisions/receipts.html", {"found": page})


@signed_in
def receipt(request, code):
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    context = {"receipt": kept, "others": [policy for policy in policies_to_try() if policy.hash != kept.policy_hash]}
    return render(request, "decisions/receipt.html", context | page_of(request, kept.answer, kept.policy_hash))


@signed_in
@require_POST
def again(request, code):
    """Take up what was said for a receipt once more, to change it; or to say which reminders cannot be kept."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    take_up(request, kept, {})
    return redirect("decisions:cannot" if "cannot" in request.POST else "decisions:check", kept.activity)


@signed_in
def try_way(request, code, way):
    """What the answer would be if one way to make it OK were taken. Nothing is kept until the person says it is done."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    if way >= len(kept.answer["repairs"]):
        raise Http404
    edits = {edit["fact"]: edit["to"] for edit in kept.answer["repairs"][way]}
    policy = policy_kept(kept)
    if request.method == "POST" or policy is None:
        take_up(request, kept, edits)
        return redirect("decisions:check", kept.activity)
    shown = as_shown(under(policy, kept, edits))
    words = next((each for each in kept.answer["ways"] if each["number"] == way), None)
    context = {"receipt": kept, "way": words, "number": way}
    return render(request, "decisions/what_if.html", context | page_of(request, shown, policy.hash))


@signed_in
def compare(request, code):
    """The same facts on the same day under other policies: all at a glance, and one side by side with what was kept."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    policies = [policy for policy in policies_to_try() if kept.activity in policy.catalogue.activities]
    wanted = request.GET.get("with")
    other = next((each for each in policies if each.slug == wanted and each.hash != kept.policy_hash), None)
    if not policies or (wanted and other is None):
        raise Http404
    context = {
        "receipt": kept,
        "other": other,
        "sides": sides(request, kept, other) if other else [],
        "glance": [at_a_glance(policy, kept) for policy in policies],
    }
    return render(request, "decisions/compare.html", context)


# Asking ---------------------------------------------------------------------------------------------------------


def sent(request):
    """What was posted, were it nothing at all; None when the page is only being read."""
    return request.POST if request.method == "POST" else None


def today(request):
    return timezone.localdate(request.now)


def asking_of(request, activity):
    policy = policy_shown(request)
    if policy is None or activity not in policy.catalogue.activities:
        raise Http404
    return asking(request.viewer, policy, Draft.of(request.session, activity), today(request))


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


# Receipts -------------------------------------------------------------------------------------------------------


def page_of(request, shown, policy_hash):
    """A shown answer ready for a page: its sections, what the person said and what was known, and whether its clauses can be opened."""
    policy = policy_shown(request)
    sections = sections_of(shown)
    for rule in (*sections["broken"], *sections["not_on_record"]):
        rule["act_href"] = address_of(rule["act"])
    rows = [{"term": row["ask"], "detail": row["shown"], "source": row["source"]} for row in shown["said"]]
    known = [row for row in rows if row["source"] != YOU_SAID]
    return {
        "shown": shown,
        "sections": sections,
        "said": [row for row in rows if row["source"] == YOU_SAID],
        "known": known,
        "known_title": f"{counted(len(known), 'thing')} we knew already, and where from",
        "linked": bool(policy and policy.hash == policy_hash),
    }


def address_of(act):
    """Where the act that puts a rule right begins; empty while nothing here does it. Asking again is no such act."""
    if not act or act == "decisions:ask":
        return ""
    try:
        return reverse(act)
    except NoReverseMatch:
        return ""


def take_up(request, kept, edits):
    """Make what was said for a receipt, with some changes, the draft of its activity."""
    said = said_in(kept.answer) | edits
    Draft(kept.activity, said, asked=list(said), begun_on=today(request).isoformat()).keep(request.session)


def policy_kept(kept) -> Policy | None:
    """The policy a receipt rests on, where it can still be asked."""
    tried = (policy for policy in policies_to_try() if policy.hash == kept.policy_hash)
    return next(tried, None) or policy_of_receipt(kept)


def under(policy: Policy, kept, edits=None):
    """The answer a policy gives to what a receipt rests on, with some facts changed. What it has no word for is left out."""
    facts, sources, _ = facts_of(kept.answer, policy.vocabulary)
    changed = policy.vocabulary.hold(edits or {})
    sources = {name: source for name, source in sources.items() if name not in changed}
    said = [name for name in facts if sources.get(name) == YOU_SAID] + list(changed)
    return answer(policy, {**facts, **changed, "activity": kept.activity}, kept.on, sources=sources, said=said)


def at_a_glance(policy: Policy, kept):
    return {"policy": policy, "headline": under(policy, kept).headline, "is_kept": policy.hash == kept.policy_hash}


def sides(request, kept, other: Policy):
    theirs = as_shown(under(other, kept))
    _, _, strange = facts_of(kept.answer, other.vocabulary)
    asks = {row["fact"]: row["ask"] for row in kept.answer["said"]}
    not_understood = [asks[name] for name in strange if name in asks]
    mine = page_of(request, kept.answer, kept.policy_hash)
    return [mine, page_of(request, theirs, other.hash) | {"not_understood": not_understood}]
