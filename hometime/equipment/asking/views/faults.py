"""Pages: report a fault; one fault, and whom to call about it."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.pages.links import link_to
from hometime.pages.moves import done_or_told, typed
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import policy_here

from ...models import Fault
from ...register.lists import when
from ...reporting import report_address
from .. import access, forms
from ..actions import faults as actions
from ..policy import FAULTS, call_words, contacts_for, own_is_owners, rules_under, said_by
from ..queries import faults_for, in_brief, in_hands
from .pages import detail, event, listed, one, refused_post, sent, task

State = Fault.State
LABELS, ABOUT = dict(State.choices), dict(Fault.About.choices)
TONES = {"reported": "caution", "started": "caution", "fixed": "ok"}
DONE = {
    "report": "Reported",
    "call": "Called",
    "start": "Somebody is on it",
    "fix": "Fixed",
    "close": "Closed",
}
CHOICES = {
    State.REPORTED: [("start", "I am on it"), ("fix", "It is fixed"), ("close", "Close it")],
    State.STARTED: [("fix", "It is fixed"), ("close", "Close it")],
    State.OWN: [("fix", "It is mended"), ("close", "Close it")],
    State.FIXED: [("close", "Close it")],
    State.CLOSED: [],
}
CALLED = ("it", "network-support", "local-authority-it", "it-support")
OWN = "Your policy leaves mending your own device to you. Before you take it to a shop, see what it must sign."


@signed_in
def report_fault(request):
    viewer, at = request.viewer, moment_of(request)
    policy = policy_here(viewer.organisation, viewer.today)
    form = forms.FaultForm(in_hands(viewer), typed(request))
    if form.is_valid():
        went = sent(request, form, lambda: _report(form, request), "Reported.", "equipment:fault")
        if went:
            return went
    return listed(
        request,
        "Report a fault",
        form=form,
        button="Report it",
        rows=in_brief(faults_for(viewer, at, past=is_past(request)), "about"),
        row=_row,
        lede="Tell us what you see. You need not know what is wrong.",
        said=said_by(policy, rules_under(policy, *FAULTS)),
        calls=[(each.get("for"), call_words(each)) for each in contacts_for(policy, *CALLED) if call_words(each)],
    )


def _report(form, request):
    told = form.cleaned_data
    return actions.report_fault(
        about=told["about"],
        words=told["words"],
        noticed_at=form.noticed_at(request.now),
        is_own=told["is_own"] == "yes",
        is_data_at_risk=told["at_risk"] == "yes",
        device=form.chosen,
        once=told["once"],
        by=request.viewer,
        at=request.now,
    )


@signed_in
def fault(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(faults_for(viewer, at), code=code)
    may = access.may_move_fault(viewer, it)
    form = forms.MoveForm(CHOICES[State(it.state)], typed(request)) if may else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        act = lambda: actions.move_fault(it, **told, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, "Noted. Whoever reported it has been told.", "equipment:fault")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:fault", it.code)
    is_mine = it.person_id == viewer.person.pk
    policy = policy_here(viewer.organisation, viewer.today)
    return one(
        request,
        it.name,
        form=form,
        button="Note it",
        form_title="How it stands",
        tag=LABELS[it.state_then],
        tone=TONES.get(it.state_then, "plain"),
        rows=_details(it),
        notice=OWN if is_mine and it.is_own and own_is_owners(policy) else "",
        notice_href=reverse("equipment:repair") if it.is_own else "",
        incident=_incident(it, is_mine),
        calls=_calls(it, viewer),
        events=[_event(it, step) for step in it.steps.select_related("by") if step.at <= at],
        back=reverse("equipment:report-fault"),
    )


@signed_in
@require_POST
def fault_called(request, code, recipient):
    it = get_object_or_404(faults_for(request.viewer), code=code)
    act = lambda: actions.note_call(it, recipient=recipient, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, act, "Noted.")
    return redirect("equipment:fault", it.code)


def _incident(it, is_mine):
    """Where to report it when school information may be at risk."""
    if not it.is_data_at_risk:
        return None
    return {"href": report_address(it.device), "is_mine": is_mine}


def _calls(it, viewer):
    """Those outside the school who are to be called, and whether that was noted."""
    noted = set(it.steps.exclude(told="").values_list("told", flat=True))
    may = access.may_note_call(viewer, it)
    return [
        {
            "words": each["words"],
            "call": each["call"],
            "is_done": each["recipient"] in noted,
            "href": reverse("equipment:fault-called", args=[it.code, each["recipient"]]) if may else "",
        }
        for each in it.route
        if not each["is_here"]
    ]


def _row(it):
    link, state = link_to("equipment:fault", it["code"]), it["state_then"]
    words, hint = f"{it['person__name']}: {ABOUT[it['about']].lower()}", f"Reported {when(it['created_at'])}"
    return task(words, href=link, hint=hint, tag=LABELS[state], tone=TONES.get(state, "plain"))


def _details(it):
    return detail(
        ("Reported by", it.person.name),
        ("What is wrong", it.get_about_display()),
        ("Device", str(it.device) if it.device else "Their own" if it.is_own else ""),
        ("What they see", it.words),
        ("First seen", when(it.noticed_at)),
        ("Reported", when(it.created_at)),
        ("Who the policy names", ", ".join(each["words"] for each in it.route)),
        ("Information at risk", "It may be" if it.is_data_at_risk else ""),
    )


def _event(it, step):
    names = {each["recipient"]: each["words"] for each in it.route}
    who = f" by {step.by.name}" if step.by else ""
    called = f": {names.get(step.told, step.told)}" if step.told else ""
    return event(when(step.at), f"{DONE[step.name]}{called}{who}", step.words)
