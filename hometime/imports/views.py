"""Pages: hand in a list of staff, say what is what, see what it would change, take it over, and take that back."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib import plans
from hometime.lib.refusal import Refused
from hometime.lib.text import counted
from hometime.pages.moves import at_once, form_page, let_in, shown_on
from hometime.people.access import signed_in

from . import access, actions
from .forms import ApplyForm, ColumnsForm, FileForm
from .models import StaffImport
from .planning import LEFT_OUT, REFUSED, WORDS
from .queries import imports_for, needs_columns, sheet_of, what_it_did
from .staff_lists import sites_in

SHOWN = 300  # lines of each kind on the page; the file has all
EARLIER = 10


@signed_in
def staff(request):
    viewer = request.viewer
    let_in(access.may_import(viewer))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        with shown_on(form, "file"):
            made = actions.read_staff(file.read(), name=file.name, by=viewer, at=request.now)
            return redirect("imports:staff-import", made.code)
    earlier = imports_for(viewer).exclude(state=StaffImport.State.READ)[:EARLIER]
    return _show(request, "imports/staff.html", form, earlier=earlier)


@signed_in
def staff_import(request, code):
    """What it would change; or, once it is taken over, what it did."""
    it = _import(request, code)
    if it.state != StaffImport.State.READ:
        may_undo = access.may_undo(request.viewer, it, at=request.now)
        did = [(person, WORDS[kind]) for person, kind in what_it_did(it)]
        context = {"it": it, "count": len(it.done), "did": did[:SHOWN], "more": len(did) - SHOWN, "may_undo": may_undo}
        return render(request, "imports/done.html", context)
    if needs_columns(it):
        return redirect("imports:columns", code)
    plan = actions.plan_of(it, request.viewer)
    context = {"it": it, "plan": plan, "groups": plans.groups_of(plan.steps, WORDS, SHOWN)}
    return render(request, "imports/preview.html", context)


@signed_in
def columns(request, code):
    it = _import(request, code)
    let_in(access.may_apply(request.viewer, it))
    sheet = sheet_of(it)
    sites = sites_in(sheet, it.columns)
    told = {**it.columns, "sites": it.sites}
    form = ColumnsForm(sheet, sites, it.organisation.name, request.POST or None, initial=told)
    if form.is_valid():
        chosen = form.cleaned_data.get("sites", [])
        actions.choose_columns(it, form.columns(), chosen, by=request.viewer)
        if needs_columns(it):  # another column now says which school a line is of
            messages.error(request, "Say which places in the list are this school.")
            return redirect("imports:columns", code)
        return redirect("imports:staff-import", code)
    return _show(request, "imports/columns.html", form, it=it)


@require_POST
@signed_in
def apply(request, code):
    it, form = _import(request, code), ApplyForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        done = actions.apply_staff(it, digest=digest, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{counted(len(done.done), 'change')} made.")
    return redirect("imports:staff-import", code)


@require_POST
@signed_in
def undo(request, code):
    it = _import(request, code)
    take_back = partial(actions.undo_staff, it, by=request.viewer, at=request.now)
    return at_once(request, take_back, "All of it was taken back.", "imports:staff-import", code)


@signed_in
def not_taken(request, code):
    """The lines that would not be taken over, with reasons, for the spreadsheet they came from."""
    it = _import(request, code)
    let_in(access.may_apply(request.viewer, it))
    steps = [step for step in actions.plan_of(it, request.viewer).steps if step.kind in (LEFT_OUT, REFUSED)]
    text = plans.not_taken("Name", steps, WORDS)
    headers = {"Content-Disposition": 'attachment; filename="not-taken.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _import(request, code):
    return get_object_or_404(imports_for(request.viewer), code=code)


def _show(request, template, form, **more):
    return form_page(request, template, {"form": form, **more})
