"""Pages: ask before anything is put on a device; one such request, answered in place; done; taken back."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import in_words
from hometime.pages.links import link_to
from hometime.pages.moves import done_or_told, typed
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import policy_here

from ...models import ChangeRequest
from ...register.lists import when
from .. import access, forms
from ..actions import changes as actions
from ..policy import FINANCE, IT, said_of_change, said_of_changes
from ..queries import changes_for, in_brief, in_hands
from .pages import detail, event, listed, one, refused_post, sent, task

State = ChangeRequest.State
LABELS = dict(State.choices)
TONES = {"agreed": "ok", "installed": "ok", "refused": "stop"}
WHO = {IT: "IT", FINANCE: "the person who decides about money"}
DONE = {
    "ask": "Asked",
    "it": "IT answered",
    "finance": "Money answered",
    "install": "Done",
    "withdraw": "Taken back",
}


@signed_in
def ask_change(request):
    viewer, at = request.viewer, moment_of(request)
    form = forms.ChangeForm(in_hands(viewer), typed(request))
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "what", "why", "once")}
        went = sent(
            request,
            form,
            lambda: actions.ask_for_change(**told, device=form.chosen, by=viewer, at=request.now),
            "Sent. Leave the device as it is until you have a yes.",
            "equipment:change",
        )
        if went:
            return went
    return listed(
        request,
        "Ask before you change a device",
        form=form,
        button="Send it",
        rows=in_brief(changes_for(viewer, at, past=is_past(request)), "what"),
        row=_row,
        lede="Ask first. Nothing goes on or into a school device without a yes.",
        said=said_of_changes(viewer.organisation, viewer.today),
    )


@signed_in
def change(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(changes_for(viewer, at), code=code)
    as_who = IT if it.state == State.ASKED else FINANCE
    may = access.may_say_as(viewer, it, as_who)
    may_install = access.may_install(viewer, it)
    form = forms.SayForm(typed(request)) if may else forms.InstalledForm(typed(request)) if may_install else None
    if form is not None and form.is_valid():
        went = sent(request, form, lambda: _act(form, it, as_who, request), "Noted.", "equipment:change")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:change", it.code)
    return one(
        request,
        f"{it.person.name}: {it.what}",
        form=form,
        button="Answer" if may else "Note it as done",
        form_title=f"Your answer, as {WHO[as_who]}" if may else "When it is done",
        said=said_of_change(policy_here(viewer.organisation, viewer.today), it.kind, viewer.today),
        tag=LABELS[it.state_then],
        tone=TONES.get(it.state_then, "plain"),
        rows=_details(it),
        events=[
            event(when(step.at), _what(step), _why(step)) for step in it.steps.select_related("by") if step.at <= at
        ],
        acts=[_take_back(it, viewer)],
        back=reverse("equipment:ask-change"),
    )


def _act(form, it, as_who, request):
    told = form.cleaned_data
    if "is_yes" in told:
        is_yes, words = told["is_yes"] == "yes", told["words"]
        return actions.say_as(it, as_who=as_who, is_yes=is_yes, words=words, by=request.viewer, at=request.now)
    return actions.note_installed(it, **told, by=request.viewer, at=request.now)


@signed_in
@require_POST
def change_withdraw(request, code):
    it = get_object_or_404(changes_for(request.viewer), code=code)
    done_or_told(request, lambda: actions.withdraw_change(it, by=request.viewer, at=request.now), "You took it back.")
    return redirect("equipment:change", it.code)


def _take_back(it, viewer):
    if access.may_take_back(viewer, it):
        return {"words": "Take it back", "href": reverse("equipment:change-withdraw", args=[it.code])}
    return None


def _row(it):
    link, state = link_to("equipment:change", it["code"]), it["state_then"]
    words, hint = f"{it['person__name']}: {it['what']}", f"Asked {when(it['created_at'])}"
    return task(words, href=link, hint=hint, tag=LABELS[state], tone=TONES.get(state, "plain"))


def _details(it):
    return detail(
        ("Who", it.person.name),
        ("Kind", it.get_kind_display()),
        ("What", it.what),
        ("What for", it.why),
        ("Device", str(it.device) if it.device else ""),
        ("It needs a yes from", in_words(WHO[each] for each in it.needs)),
    )


def _what(step):
    answer = {True: ": yes", False: ": no"}.get(step.is_yes, "")
    return f"{DONE[step.name]}{f' by {step.by.name}' if step.by else ''}{answer}"


def _why(step):
    return " ".join(part for part in (step.version, step.words) if part)
