"""Pages: make a legal request; one request with everything that can be done with it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.lib.text import counted, day_in_words, in_words
from hometime.pages.moves import typed
from hometime.people.access import signed_in

from ..calendars import nation_of
from ..models import Extension, FlexibleRequest
from ..views.moves import Act, act_page, always, at_once, done, lines_page
from . import access, actions, forms
from .queries import flexible_for
from .rules import rules_for

State = FlexibleRequest.State
LEDE = "This is a legal request to change your contract. To work from home without changing it, ask for that instead."


MEET = "Meet them before you say no to any part of it, and write the meeting down. A yes needs no meeting."
OWN_NEXT = {
    State.RECEIVED: "Your school has to give you its final answer{}, appeal included. It meets you before it says no to any part.",
    State.APPEALED: "Your school has to answer your appeal{}.",
    State.DECLINED: "You can appeal: your school then looks at it again, and has to answer{}.",
    State.PARTLY: "You can appeal about the rest: your school then looks at it again, and has to answer{}.",
}


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
        "Asked. It holds once the other side agrees.",
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
    rows = flexible_for(request.viewer), _row
    return lines_page(request, "Flexible working", form, "Send it", rows, LEDE + _clock(request.viewer))


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
        "next": _next(it, request.viewer),
        "rows": _rows(it, rules),
        "meetings": _meetings(it),
        "acts": [
            {"words": a.title, "href": reverse(f"arrangements:flexible-{n}", args=[it.code])}
            for n, a in ACTS.items()
            if a.may(request.viewer, it)
        ],
        "extensions": [e for e in it.extensions.all() if access.may_agree_extension(request.viewer, e, rules)],
        "may_withdraw": bool(access.may_withdraw_flexible(request.viewer, it)),
        "may_close": bool(access.may_treat_as_withdrawn(request.viewer, it, rules)),
        "is_own": it.person_id == request.viewer.person.pk,
    }
    return render(request, "arrangements/flexible.html", context)


@signed_in
def act(request, code, name):
    it = _one(request, code)
    return act_page(
        request, it, ACTS[name], _address(it), "arrangements/act.html", rows=_rows(it, _rules(it, request.viewer))
    )


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


def _address(it):
    return reverse("arrangements:flexible", args=[it.code])


def _row(it):
    return {
        "words": it.person.name,
        "hint": f"Received on {day_in_words(it.received_on)}",
        "tag": it.get_state_display(),
        "link": _address(it),
        "link_words": "Read it",
    }


def _rows(it, rules):
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
        ("Agreed from", day_in_words(it.agreed_from) if it.agreed_from else ""),
        ("For how long", it.get_lasting_display()),
        ("Agreed until", day_in_words(it.agreed_until) if it.agreed_until else ""),
        *_more_time(it),
        ("Appeal", it.appeal),
        ("Answer to the appeal", it.appeal_answer),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def _more_time(it):
    """Who put more time forward and who agreed, as the law wants it kept."""
    for each in it.extensions.all():
        asked = f"Until {day_in_words(each.new_last_day)}, put forward by {each.proposed_by}"
        agreed = f" and agreed by {each.agreed_by} on {day_in_words(timezone.localdate(each.agreed_at))}"
        yield "More time", asked + (agreed if each.agreed_by_id else ". It holds only once the other side agrees")


def _next(it, viewer):
    """What this side does next; empty where it is the other’s turn, or nobody’s."""
    by = f" by {day_in_words(it.last_day)}" if it.last_day else ""
    if it.person_id == viewer.person.pk:
        return OWN_NEXT.get(it.state, "").format(by)
    if access.may_decide_flexible(viewer, it):
        met = it.consultations.filter(was_missed=False).exists()
        return "A meeting is on record, so you can answer now." if met else MEET
    if it.state == State.APPEALED and not access.may_decide_appeal(viewer, it):
        return "Somebody who did not give the first answer hears the appeal."
    return ""


def _meetings(it):
    return [
        {
            "when": day_in_words(m.held_on),
            "what": "A meeting was missed" if m.was_missed else "A meeting was held",
            "detail": m.note,
        }
        for m in it.consultations.all()
    ]
