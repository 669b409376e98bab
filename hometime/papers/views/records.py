"""Pages of one record: papers that are out, their return, their journey; and leave that was asked for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.text import counted, day_in_words
from hometime.pages.moves import at_once, form_page, tried, typed
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import NO_POLICY, policy_here

from .. import access, actions, forms
from .. import asking_the_policy as policy_says
from ..models import Journey
from ..queries import papers_for, requests_for, still_away
from ..reporting import report_address
from .shown import events_of, leave_rows, paper_rows

STATES = {
    "out": ("Out", "plain"),
    "missing": ("Missing", "stop"),
    "back": ("Back", "ok"),
    "destroyed": ("Destroyed", "ok"),
    "lost": ("Written off", "plain"),
}


@signed_in
def paper(request, code):
    """One sign-out, as it stands or stood."""
    at = moment_of(request)
    it = get_object_or_404(papers_for(request.viewer).made_by(at), code=code)
    items = [(item, *STATES[item.state_at(at)]) for item in it.items.all()]
    context = {
        "it": it,
        "at": at,
        "items": items,
        "state": _state([item.state_at(at) for item, *_ in items]),
        "rows": paper_rows(it, at),
        "events": events_of(it, at),
        "report": "" if is_past(request) else report_address(it),
        "is_missing": any(item.state_at(at) == "missing" for item, *_ in items),
        **({} if is_past(request) else _open(request.viewer, it)),
    }
    return render(request, "papers/paper.html", context)


def _state(states):
    """How many are where, in a sentence; nothing for one thing, whose line says it."""
    away = sum(each in ("out", "missing") for each in states)
    if len(states) < 2:
        return ""
    if not away:
        return "Everything here is accounted for."
    missing = states.count("missing")
    return f"{away} of {len(states)} are out{f', {missing} of them missing' if missing else ''}."


@signed_in
def sign_in(request, code):
    """The tick list: all that is away, to sign in or to report."""
    it = get_object_or_404(papers_for(request.viewer), code=code)
    may = access.may_sign_in(request.viewer, it)
    if not may:
        messages.warning(request, str(may))
        return redirect("papers:paper", it.code)
    away = list(still_away(it).select_related("thing"))
    label = request.GET.get("thing", "").upper()
    only = [item for item in away if item.thing and item.thing.label == label]
    form = forms.BackForm(only or away, typed(request))
    if form.is_valid():
        answer = _signed_in(request, it, form)
        if answer:
            return answer
    context = {
        "form": form,
        "it": it,
        "more": len(away) - len(only) if only else 0,
        "may_write_off": bool(access.may_write_off(request.viewer, it)),
    }
    return form_page(request, "papers/return.html", context)


def _signed_in(request, it, form):
    numbers, how = form.cleaned_data["items"], request.POST.get("how", "")
    act = {"missing": actions.report_missing, "lost": actions.write_off}.get(how, actions.sign_in)
    if not tried(form, lambda: act(it, numbers, by=request.viewer, at=request.now)):
        return None
    left = still_away(it).count()
    done = {"missing": "Written down. The people who can help have been told.", "lost": "Written off."}
    back = (
        f"Signed in. {counted(left, 'thing is', 'things are')} still out." if left else "Everything is back. Thank you."
    )
    messages.success(request, done.get(how, back))
    return redirect("papers:paper", it.code)


@signed_in
def longer(request, code):
    it = get_object_or_404(papers_for(request.viewer), code=code)
    may = access.may_speak_for(request.viewer, it)
    if not may:
        messages.warning(request, str(may))
        return redirect("papers:paper", it.code)
    form = forms.LongerForm(typed(request))
    if form.is_valid():
        told = form.cleaned_data
        if tried(form, lambda: actions.keep_longer(it, **told, by=request.viewer, at=request.now)):
            messages.success(request, f"They are now due on {day_in_words(told['due_on'])}.")
            return redirect("papers:paper", it.code)
    lede = f"{it.what}: due on {day_in_words(it.due_on)}."
    return _form(request, form, it, "Keep them longer", lede, "Save")


@signed_in
def journey(request, code):
    """What the policy asks of the way home, before setting off."""
    it = get_object_or_404(papers_for(request.viewer), code=code)
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    may = access.may_speak_for(request.viewer, it)
    if not may or policy is None:
        messages.warning(request, str(NO_POLICY if may else may))
        return redirect("papers:paper", it.code)
    papers = policy_says.Described(it.data, it.is_master)
    asked = policy_says.journey_questions(policy, papers, request.viewer.today)
    form = forms.JourneyForm(asked, typed(request), initial={"container": it.container})
    if form.is_valid():
        told = {"cannot": (), **form.cleaned_data}
        made = tried(form, lambda: actions.begin_journey(it, **told, by=request.viewer, at=request.now))
        if made:
            _say_what_to_mind(request, made)
            return redirect("papers:paper", it.code)
    nothing = (
        "Your policy does not say how papers should travel. If they are lost, it helps to know how they travelled."
    )
    return _form(request, form, it, "On the way", "Answer before you set off." if asked else nothing, "Save")


def _say_what_to_mind(request, made):
    for each in made.told:
        messages.warning(request, f"{each['words']} ({', '.join(each['cites'])})")
    messages.success(request, "Safe journey. Say here when the papers are indoors.")


@signed_in
@require_POST
def arrived(request, code, journey):
    it = get_object_or_404(papers_for(request.viewer), code=code)
    trip = get_object_or_404(Journey, sign_out=it, code=journey)
    do = lambda: actions.confirm_arrival(trip, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, do, "Good. It is written down.", "papers:paper", it.code)


@signed_in
def requested(request, code):
    """Leave that was asked for, answered in place."""
    at = moment_of(request)
    it = get_object_or_404(requests_for(request.viewer).filter(created_at__lte=at), code=code)
    may = not is_past(request) and access.may_decide(request.viewer, it)
    form = forms.DecideForm(typed(request)) if may else None
    if form is not None and form.is_valid():
        told = {"is_yes": form.cleaned_data["is_yes"] == "yes", "reason": form.cleaned_data["reason"]}
        if tried(form, lambda: actions.decide_papers(it, **told, by=request.viewer, at=request.now)):
            messages.success(request, f"Answered. {it.person.name} has been told.")
            return redirect("papers:requested", it.code)
    if form is None and request.method == "POST":
        messages.warning(request, str(may))
        return redirect("papers:requested", it.code)
    now = not is_past(request)
    context = {
        "it": it,
        "form": form,
        "rows": leave_rows(it, at),
        "is_mine": it.person_id == request.viewer.person.pk,
        "may_withdraw": now and bool(access.may_withdraw(request.viewer, it)),
        "may_use": now and bool(access.may_use_leave(request.viewer, it)),
    }
    return form_page(request, "papers/requested.html", context)


def _open(viewer, it):
    trip = it.journeys.filter(arrived_at=None).first()
    is_mine = bool(access.may_speak_for(viewer, it))
    return {
        "may_sign_in": bool(access.may_sign_in(viewer, it)),
        "is_mine": is_mine,
        "trip": trip if is_mine else None,
    }


def _form(request, form, it, title, lede, button):
    context = {"form": form, "it": it, "title": title, "lede": lede, "button": button}
    return form_page(request, "papers/form.html", context)
