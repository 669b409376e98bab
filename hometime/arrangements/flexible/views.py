"""Pages: make a legal request; one request with everything that can be done with it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import counted, day_in_words, in_words
from hometime.pages.moves import let_in, typed
from hometime.people.access import signed_in

from ..beside import jobs_of
from ..calendars import nation_of
from ..everyday.access import may_lead
from ..models import Extension, FlexibleRequest
from ..views.moves import Act, act_page, always, at_once, done, lines_page
from . import access, actions, forms
from .making import Told
from .queries import flexible_for, may_be_logged_by
from .rules import rules_for
from .showing import meetings_of, row_of, rows_of, what_next

State = FlexibleRequest.State
LEDE = "This is a legal request to change your contract. To work from home without changing it, ask for that instead."
PAPER = (
    "The law counts from the day it came, so put it on record the same day. It has to be in writing: if somebody only "
    "said it, ask them to write it down, or to send it here."
)


def _consult(it, told, **who):
    told = told | {"was_missed": told["was_missed"] == "yes", "had_good_reason": told["had_good_reason"] == "yes"}
    return actions.record_consultation(it, **told, **who)


def _rules(it, viewer):
    return rules_for(it.nation, viewer.today)


ACTS = {
    "consult": Act(
        "Write down a meeting",
        lambda viewer, it: access.may_consult(viewer, it),
        always(forms.ConsultForm),
        _consult,
    ),
    "answer": Act(
        "Answer it",
        lambda viewer, it: access.may_decide_flexible(viewer, it),
        lambda it, viewer: partial(forms.DecideForm, _rules(it, viewer)),
        lambda it, told, **who: actions.decide_flexible(it, **told, **who),
        "Answered. They have been told.",
        "Send the answer",
    ),
    "appeal": Act(
        "Appeal",
        lambda viewer, it: access.may_appeal(viewer, it),
        always(forms.AppealForm),
        lambda it, told, **who: actions.appeal_flexible(it, words=told["words"], **who),
        "Your appeal is sent.",
        "Send it",
    ),
    "answer-appeal": Act(
        "Answer the appeal",
        lambda viewer, it: access.may_decide_appeal(viewer, it),
        always(forms.AppealAnswerForm),
        lambda it, told, **who: actions.decide_appeal(it, **(told | {"is_yes": told["is_yes"] == "yes"}), **who),
        "Answered. They have been told.",
        "Send the answer",
    ),
    "more-time": Act(
        "Ask for more time",
        lambda viewer, it: access.may_propose_extension(viewer, it, _rules(it, viewer)),
        always(forms.MoreTimeForm),
        lambda it, told, **who: actions.propose_extension(it, new_last_day=told["new_last_day"], **who),
        "Asked. It counts once the other side agrees.",
        "Ask for it",
    ),
}


@signed_in
def flexible_request(request):
    """Make a legal request. The page says what it is before anything is sent."""
    form = forms.AskForm(typed(request), initial={"earlier": _earlier(request.viewer)})
    made = done(form, lambda: _ask(request, form))
    if made:
        messages.success(request, "Sent. It counts as made today.")
        return redirect(_address(made))
    rows = flexible_for(request.viewer), row_of
    more = [("arrangements:flexible-on-paper", "Put on record one that came on paper or by email")]
    more = more if access.may_log_flexible(request.viewer) else []
    return lines_page(request, "Flexible working", form, "Send it", rows, LEDE + _clock(request.viewer), more=more)


@signed_in
def on_paper(request):
    """Put on record what came on paper, by post or by email; the law counts from the day it came."""
    let_in(access.may_log_flexible(request.viewer))
    people = {str(person.code): person for person in may_be_logged_by(request.viewer)}
    form = forms.LogForm(people, typed(request))
    made = done(form, lambda: _log(request, form, people))
    if made:
        messages.success(request, f"On record. {made.person.name} has been told.")
        return redirect(_address(made))
    back = ("arrangements:flexible-request", "Flexible working")
    return lines_page(
        request, "A flexible working request that came on paper", form, "Put it on record", None, PAPER, back
    )


def _log(request, form, people):
    told = {name: value for name, value in form.cleaned_data.items() if name != "is_legal"}
    given = {name: told.pop(name) for name in ("how", "received_on")}
    person = people[told.pop("person")]
    return actions.log_flexible(person, Told(**told), **given, by=request.viewer, at=request.now)


def _earlier(viewer):
    """The requests to this employer that are on record here, as the law asks for them."""
    own = flexible_for(viewer).filter(person=viewer.person).order_by("received_on")
    return in_words(day_in_words(each.received_on) for each in own)


def _clock(viewer):
    """What the law of the nation gives, in a sentence."""
    rules = rules_for(nation_of(viewer.organisation, viewer.today), viewer.today)
    first = f" You may make {counted(rules.most, 'such request')} in any {rules.window_months} months."
    months = (
        f" Your school then has {counted(rules.months, 'month')} to answer, appeal included." if rules.months else ""
    )
    return first + months


def _ask(request, form):
    told = {name: value for name, value in form.cleaned_data.items() if name != "is_legal"}
    return actions.ask_flexible(**told, by=request.viewer, at=request.now)


@signed_in
def flexible(request, code):
    it = _one(request, code)
    rules = _rules(it, request.viewer)
    context = {
        "it": it,
        "next": what_next(it, request.viewer, rules),
        "rows": _shown(it, request.viewer),
        "meetings": meetings_of(it),
        "acts": [
            {"words": a.title, "href": reverse(f"arrangements:flexible-{n}", args=[it.code])}
            for n, a in ACTS.items()
            if a.may(request.viewer, it)
        ],
        "extensions": [e for e in it.extensions.all() if access.may_agree_extension(request.viewer, e, rules)],
        "may_withdraw": bool(access.may_withdraw_flexible(request.viewer, it)),
        "may_close": bool(access.may_treat_as_withdrawn(request.viewer, it, rules)),
        "is_own": it.person_id == request.viewer.person.pk,
        "leads": bool(may_lead(request.viewer, it.person, it.organisation)),
    }
    return render(request, "arrangements/flexible.html", context)


@signed_in
def act(request, code, name):
    it = _one(request, code)
    return act_page(request, it, ACTS[name], _address(it), "arrangements/act.html", rows=_shown(it, request.viewer))


@signed_in
@require_POST
def withdraw(request, code):
    it = _one(request, code)
    return at_once(request, lambda **who: actions.withdraw_flexible(it, **who), "You took it back.", _address(it))


@signed_in
@require_POST
def close(request, code):
    it = _one(request, code)
    return at_once(
        request, lambda **who: actions.treat_as_withdrawn(it, **who), "Closed. They have been told.", _address(it)
    )


@signed_in
@require_POST
def agree_time(request, code, extension):
    it = _one(request, code)
    found = get_object_or_404(Extension, request=it, pk=extension)
    return at_once(request, lambda **who: actions.agree_extension(found, **who), "More time is agreed.", _address(it))


def _one(request, code):
    return get_object_or_404(
        flexible_for(request.viewer).prefetch_related(
            "consultations", "extensions__proposed_by", "extensions__agreed_by"
        ),
        code=code,
    )


def _shown(it, viewer):
    """What was asked and said; the job too, for whoever answers."""
    jobs = [] if it.person_id == viewer.person.pk else jobs_of(it.person, it.organisation, viewer.today)
    job = [{"term": "Job", "detail": in_words(jobs)}] if jobs else []
    return [*job, *rows_of(it, _rules(it, viewer))]


def _address(it):
    return reverse("arrangements:flexible", args=[it.code])
