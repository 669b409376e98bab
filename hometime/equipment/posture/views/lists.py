"""Pages: hand in a list of a device manager, say what is what, see what it would add, take it over, and take that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.plans import groups_of, not_taken
from hometime.lib.refusal import Refused
from hometime.lib.text import counted
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.people.access import signed_in

from ...models import SeenList
from .. import access, actions
from ..actions.lists import sheet_of
from ..forms import ApplyForm, ColumnsForm, FileForm, WithdrawForm
from ..planning import ADD, LEFT_OUT, NEW, REFUSED, WORDS
from ..queries import lists_for
from ..reading.sheets import is_enough, missing

SHOWN = 300  # lines of each kind on the page; the file has all
EARLIER = 10


@signed_in
def posture_import(request):
    viewer = request.viewer
    let_in(access.may_import(viewer))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        with shown_on(form, "file"):
            made = actions.read_list(file.read(), name=file.name, by=viewer, at=request.now)
            return redirect("equipment:seen-list", made.code)
    earlier = lists_for(viewer).exclude(state=SeenList.State.READ)[:EARLIER]
    return _show(request, "equipment/posture/lists.html", form, earlier=earlier)


@signed_in
def seen_list(request, code):
    """What it would add; or, once it is taken over, what it did."""
    it = _list(request, code)
    if it.state != SeenList.State.READ:
        may = access.may_withdraw(request.viewer, it)
        context = {
            "it": it,
            "form": WithdrawForm() if may else None,
            "readings": it.observations.count(),
            "counts": _counts(it),
        }
        return render(request, "equipment/posture/list_done.html", context)
    if needs_columns(it):
        return redirect("equipment:seen-list-columns", code)
    plan = actions.plan_of(it, request.now)
    new = plan.of(NEW)
    context = {
        "it": it,
        "plan": plan,
        "groups": groups_of([step for step in plan.steps if step.kind != NEW], WORDS, SHOWN),
        "new": new[:SHOWN],
        "more_new": max(0, len(new) - SHOWN),
        "count_new": len(new),
        "adds": bool(plan.of(ADD)),
        "may": access.may_apply(request.viewer, it),
    }
    return render(request, "equipment/posture/list_preview.html", context)


@signed_in
def seen_list_columns(request, code):
    it = _list(request, code)
    let_in(access.may_apply(request.viewer, it))
    sheet = sheet_of(it)
    if not sheet.heads:
        messages.info(request, "This file has no columns to choose from.")
        return redirect("equipment:seen-list", code)
    form = ColumnsForm(sheet, typed(request), initial={**it.columns, "source": it.source})
    if form.is_valid():
        with shown_on(form):
            actions.choose_columns(it, form.columns(), form.cleaned_data["source"], by=request.viewer)
            return redirect("equipment:seen-list", code)
    context = {"it": it, "missing": missing(it.columns) if needs_columns(it) else "", "heads": sheet.heads}
    return _show(request, "equipment/posture/list_columns.html", form, **context)


@require_POST
@signed_in
def seen_list_apply(request, code):
    it = _list(request, code)
    numbers = [told["number"] for told in it.devices]
    form = ApplyForm(numbers, request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    new = form.cleaned_data.get("new", []) if form.is_valid() else []
    try:
        done = actions.apply_list(it, digest=digest, new=new, by=request.viewer, at=request.now)
        messages.success(request, f"{counted(done.observations.count(), 'reading')} brought in.")
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("equipment:seen-list", code)


@require_POST
@signed_in
def seen_list_withdraw(request, code):
    it = _list(request, code)
    form = WithdrawForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    done_or_told(
        request,
        lambda: actions.withdraw_list(it, why=why, by=request.viewer, at=request.now),
        "Taken back. What it said no longer counts.",
    )
    return redirect("equipment:seen-list", code)


@signed_in
def seen_list_not_taken(request, code):
    """The lines that would not be taken over, with reasons, for the spreadsheet they came from."""
    it = _list(request, code)
    let_in(access.may_apply(request.viewer, it))
    steps = [step for step in actions.plan_of(it, request.now).steps if step.kind in (LEFT_OUT, REFUSED, NEW)]
    text = not_taken("Device", steps, WORDS)
    headers = {"Content-Disposition": 'attachment; filename="not-taken.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def needs_columns(it):
    return bool(it.sheet) and not is_enough(it.columns)


def _counts(it):
    return [
        (words, it.counts[kind])
        for kind, words in (*WORDS.items(), ("made", "Put on the register"))
        if it.counts.get(kind)
    ]


def _list(request, code):
    return get_object_or_404(lists_for(request.viewer), code=code)


def _show(request, template, form, **more):
    return form_page(request, template, {"form": form, **more})
