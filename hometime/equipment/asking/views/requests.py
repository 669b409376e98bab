"""Pages: ask for a device; one request, answered in place; take it back."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import counted
from hometime.pages.links import link_to
from hometime.pages.moves import done_or_told, typed
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import policy_here

from ...models import Device, DeviceRequest
from ...register.lists import when
from .. import access, forms
from ..actions import requests as actions
from ..policy import ladder_of, rules_under, said_by
from ..queries import in_brief, place_of, queue_of, requests_for, stock_of, with_handed
from .pages import detail, event, listed, one, refused_post, sent, task

State = DeviceRequest.State
LABELS, KINDS = dict(State.choices), dict(Device.Kind.choices)
TONES = {"agreed": "ok", "waiting": "caution", "refused": "stop"}
DONE = {"ask": "Asked for", "decide": "Answered", "withdraw": "Taken back"}
IN_ORDER = "The school lends to those who need it most. Your place follows from its order of need."
NO_ORDER = "The policy gives no order of need, so requests are in the order in which they came."


@signed_in
def request_device(request):
    viewer, at = request.viewer, moment_of(request)
    policy = policy_here(viewer.organisation, viewer.today)
    ladder = ladder_of(policy, viewer.today)
    form = forms.RequestForm(ladder, typed(request))
    if form.is_valid():
        went = sent(
            request,
            form,
            lambda: actions.ask_for_device(**form.told, by=viewer, at=request.now),
            "Sent. You will be told when it is answered.",
            "equipment:device-request",
        )
        if went:
            return went
    return listed(
        request,
        "Ask for a device",
        form=form,
        button="Send it",
        rows=in_brief(with_handed(requests_for(viewer, at, past=is_past(request)), at), "kind", "is_handed"),
        row=_row,
        lede=IN_ORDER if ladder else NO_ORDER,
        said=said_by(policy, rules_under(policy, "equipment-request", "school-device-preference")),
        ladder=ladder,
    )


@signed_in
def device_request(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(requests_for(viewer, at), code=code)
    may = access.may_answer_request(viewer, it)
    form = forms.AnswerForm(typed(request), has_ladder=bool(it.ladder)) if may else None
    if form is not None and form.is_valid():
        told = {"compared": "", **form.cleaned_data}
        went = sent(
            request,
            form,
            lambda: actions.answer_request(it, **told, by=viewer, at=request.now),
            f"Answered. {it.person.name} has been told.",
            "equipment:device-request",
        )
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:device-request", it.code)
    return one(
        request,
        f"{it.person.name}: {it.get_kind_display().lower()}",
        form=form,
        button="Answer",
        form_title="Your answer",
        tag=LABELS[it.state_then],
        tone=TONES.get(it.state_then, "plain"),
        rows=_details(it, viewer, at),
        others=_others(it) if may else [],
        events=_events(it, viewer, at),
        acts=[_take_back(it, viewer)],
        back=reverse("equipment:request"),
    )


@signed_in
@require_POST
def request_withdraw(request, code):
    it = get_object_or_404(requests_for(request.viewer), code=code)
    done_or_told(request, lambda: actions.withdraw_request(it, by=request.viewer, at=request.now), "You took it back.")
    return redirect("equipment:device-request", it.code)


def _take_back(it, viewer):
    if access.may_take_back(viewer, it):
        return {"words": "Take it back", "href": reverse("equipment:request-withdraw", args=[it.code])}
    return None


def _row(it):
    link, state = link_to("equipment:device-request", it["code"]), it["state_then"]
    label = "Handed over" if it["is_handed"] and state == State.AGREED else LABELS[state]
    words, hint = f"{it['person__name']}: {KINDS[it['kind']].lower()}", f"Asked {when(it['created_at'])}"
    return task(words, href=link, hint=hint, tag=label, tone=TONES.get(state, "plain"))


def _details(it, viewer, at):
    place, of = place_of(it)
    stock = stock_of(it.organisation, it.kind, at).count()
    is_open = it.state_then in (State.ASKED, State.WAITING)
    return detail(
        ("Who", it.person.name),
        ("What", it.get_kind_display()),
        ("What for", it.need if access.may_see_need(viewer, it) else ""),
        ("Nearest need", it.ladder[it.rung - 1] if it.rung else ""),
        ("Place", f"{place} of {of}" if is_open and place else ""),
        ("In stock now", counted(stock, "device") if is_open else ""),
    )


def _others(it):
    """The queue as whoever answers sees it: places and needs of the ladder, never anybody’s words."""
    return [
        task(
            f"{place}. {row.person.name}",
            href=reverse("equipment:device-request", args=[row.code]) if row.pk != it.pk else "",
            hint=row.ladder[row.rung - 1] if row.rung else f"Asked {when(row.created_at)}",
            tag="This one" if row.pk == it.pk else LABELS[row.state],
        )
        for place, row in enumerate(queue_of(it.organisation, it.kind), start=1)
    ]


def _events(it, viewer, at):
    may_read = access.may_see_need(viewer, it)
    return [
        event(when(step.at), _what(step), _why(step) if may_read else "")
        for step in it.steps.select_related("by")
        if step.at <= at
    ]


def _what(step):
    answer = f": {LABELS[step.state].lower()}" if step.name == "decide" else ""
    who = f" by {step.by.name}" if step.by else ""
    return f"{DONE[step.name]}{who}{answer}"


def _why(step):
    place = f"Place {step.rank} of {step.of}. " if step.rank else ""
    stock = f"{counted(step.in_stock, 'device')} to lend. " if step.in_stock is not None else ""
    return f"{place}{stock}{step.compared} {step.words}".strip()
