"""Papers with a label: the list, adding some, one and its label, sheets of labels."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.files import labels as sheets
from hometime.files import pdf
from hometime.lib.refusal import Refused
from hometime.pages.moves import at_once, form_page, tried, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

from .. import access, actions, forms
from ..labels import address_of_label, drawn
from ..queries import holder_of_set, holders_of, sets_for


@signed_in
def sets(request):
    wanted = request.GET.get("q", "").strip()[:60]
    rows = sets_for(request.viewer).filter(what__icontains=wanted) if wanted else sets_for(request.viewer)
    found = one_page(rows, request.GET.get("page"))
    held = holders_of(list(found))
    context = {"found": found, "rows": [{"it": each, "held": held.get(each.pk)} for each in found], "q": wanted}
    return render(request, "papers/sets.html", context)


@signed_in
def set_new(request):
    form = forms.SetForm(typed(request))
    if form.is_valid():
        answer = _added(request, form)
        if answer:
            return answer
    lede = "Books or folders that leave school now and then. Anybody who takes them scans the label."
    context = {"form": form, "title": "Add a label", "lede": lede, "button": "Keep it", "back_to": "papers:sets"}
    return form_page(request, "papers/form.html", context)


def _added(request, form):
    told = {name: form.cleaned_data[name] for name in forms.NAMES}
    who = {"by": request.viewer, "at": request.now}
    if form.is_apart:
        if tried(form, lambda: actions.add_things(form.things, **told, **who)):
            messages.success(request, "Saved. Print the labels and stick them on.")
            return redirect("papers:labels")
        return None
    what = form.cleaned_data["what"]
    made = tried(form, lambda: actions.add_set(what=what, items=form.things, **told, **who))
    if not made:
        return None
    messages.success(request, "Saved. Print the label and put it with them.")
    return redirect("papers:set", made.code)


@signed_in
def set_(request, code):
    it = get_object_or_404(sets_for(request.viewer), code=code)
    address = address_of_label(it, request)
    context = {
        "it": it,
        "held": holder_of_set(it),
        "address": address,
        "drawing": drawn(address),
        "may_retire": bool(access.may_retire_set(request.viewer, it)),
    }
    return render(request, "papers/set.html", context)


@signed_in
def set_label(request, code):
    """One sheet to fold into the box: name, count, code."""
    it = get_object_or_404(sets_for(request.viewer), code=code)
    address = address_of_label(it, request)
    context = {"it": it, "address": address, "drawing": drawn(address), "count": len(it.items)}
    draw = lambda: pdf.render("papers/label_pdf.html", context, title=it.what)  # noqa: E731
    return _as_file(request, draw, f"label-{it.label}.pdf", "papers:set", it.code)


@signed_in
def labels(request):
    """Choose whose labels to print together; those made today by whoever asks are ticked."""
    rows = list(sets_for(request.viewer).order_by("-created_at", "-pk")[: sheets.MOST])
    form = forms.LabelsForm(rows, [each for each in rows if _is_new(each, request.viewer)])
    return render(request, "papers/labels.html", {"rows": rows, "form": form})


@signed_in
def labels_pdf(request):
    rows = {str(each.code): each for each in sets_for(request.viewer)[:5000]}
    chosen = [rows[code] for code in request.GET.getlist("code") if code in rows]
    if not chosen:
        messages.warning(request, "Nothing is ticked. Tick the labels you want.")
        return redirect("papers:labels")
    found = [sheets.label_of(each.what, each.label, address_of_label(each, request)) for each in chosen]
    draw = lambda: sheets.sheets(found, request.viewer.organisation, "Labels for papers")  # noqa: E731
    return _as_file(request, draw, "labels.pdf", "papers:labels")


@signed_in
@require_POST
def set_retire(request, code):
    it = get_object_or_404(sets_for(request.viewer), code=code)
    do = lambda: actions.retire_set(it, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, do, "It is no longer lent.", "papers:sets")


def _is_new(it, viewer):
    return it.created_by_id == viewer.person.pk and timezone.localdate(it.created_at) == viewer.today


def _as_file(request, draw, name, *back):
    """To keep; where this machine cannot draw it, back with what to do instead."""
    try:
        content = draw()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(*back)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
