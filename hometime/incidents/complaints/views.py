"""Pages: complaints about how the school used somebody’s data."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import form_page, tried, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.queries import people_for

from ..looking.timeline import when
from . import actions, forms
from .access import KEEPERS, may_keep, may_keep_door
from .queries import complaints_for, counts


@signed_in
def complaints(request):
    """Who complains and what about is on the page of each, and not in this list."""
    found = one_page(complaints_for(request.viewer), request.GET.get("page"))
    keeps = request.viewer.has_role(*KEEPERS)
    tasks = [_task(row, request.viewer) for row in found]
    context = {
        "found": found,
        "tasks": tasks,
        "counts": counts(request.viewer) if keeps else [],
        "may_keep_door": bool(may_keep_door(request.viewer)),
    }
    return render(request, "incidents/complaints.html", context)


def _task(row, viewer):
    late = row.acknowledged_on is None and row.due_on < viewer.today
    hint = f"Came on {day_in_words(row.received_on)}"
    if row.acknowledged_on is None:
        hint += f". To be acknowledged by {day_in_words(row.due_on)}"
    tone = "stop" if late else "plain" if row.answered_on else "caution"
    href = link_to("incidents:complaint", row.code)
    return {"words": row.name, "href": href, "hint": hint, "tag": row.stage, "tone": tone}


@signed_in
def complaint_receive(request):
    people = {str(p.code): p for p in people_for(request.viewer).order_by("name")}
    form = forms.ReceiveForm(people, typed(request), initial={"received_on": request.viewer.today})
    if form.is_valid():
        told = dict(form.cleaned_data)
        told["about"] = people.get(told["about"])
        if tried(form, lambda: actions.receive_complaint(**told, by=request.viewer, at=request.now)):
            messages.success(request, "On record. Whoever looks after complaints is being told.")
            return redirect("incidents:complaints")
    lede = "Anybody may complain, in any words, and in any way. Put it on record as it came."
    context = {"form": form, "title": "A complaint came in", "button": "Put it on record", "lede": lede}
    return form_page(request, "incidents/complaint_act.html", context)


@signed_in
def complaint(request, code):
    row = get_object_or_404(complaints_for(request.viewer), code=code)
    may = bool(may_keep(request.viewer, row))
    events = [
        {
            "when": when(step.at),
            "what": f"{step.by.name}: {step.get_kind_display()}"
            if step.by
            else f"{step.get_kind_display()} by the form",
            "detail": step.words if may else "",
        }
        for step in row.steps.select_related("by")
    ]
    acts = [] if not may or row.answered_on else [("step", "Write down what was done")]
    acts += [("acknowledge", "Say that it has arrived")] if may and not row.acknowledged_on else []
    acts += [("answer", "Put the outcome on record")] if may and row.acknowledged_on and not row.answered_on else []
    context = {"it": row, "events": events, "acts": acts, "rows": _rows(row), "may": may}
    return render(request, "incidents/complaint.html", context)


def _rows(row):
    return [
        {"term": "Came on", "detail": day_in_words(row.received_on)},
        {"term": "How", "detail": row.get_how_display()},
        {"term": "From", "detail": row.from_whom},
        *([{"term": "Their email address", "detail": row.email}] if row.email else []),
        {"term": "What it is about", "detail": row.words},
        {"term": "To be acknowledged by", "detail": day_in_words(row.due_on)},
    ]


ACTS: dict[str, tuple[Any, Any, str]] = {
    "acknowledge": (forms.AcknowledgeForm, actions.acknowledge, "Say that it has arrived"),
    "step": (forms.StepForm, actions.add_step, "What was done"),
    "answer": (forms.AnswerForm, actions.answer_complaint, "The outcome"),
}


@signed_in
def complaint_act(request, code, act):
    row = get_object_or_404(complaints_for(request.viewer), code=code)
    make, do, title = ACTS[act]
    may = may_keep(request.viewer, row)
    if not may:
        messages.warning(request, str(may))
        return redirect("incidents:complaint", row.code)
    form = make(typed(request))
    if form.is_valid() and tried(form, lambda: do(row, **form.cleaned_data, by=request.viewer, at=request.now)):
        messages.success(request, "Saved.")
        return redirect("incidents:complaint", row.code)
    context = {"form": form, "title": title, "button": "Save", "it": row}
    return form_page(request, "incidents/complaint_act.html", context)
