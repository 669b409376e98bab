"""Lists: one’s own papers, the log of a school, what is late, and sets with their labels."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.files import pdf
from hometime.lib.text import counted, day_in_words
from hometime.pages.moves import at_once, tried, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of

from .. import access, actions, forms
from ..labels import address_of_label, drawn
from ..queries import (
    counts_of,
    holder_of_set,
    late_for,
    log_for,
    out_with,
    requests_for,
    requests_waiting_for,
    sets_for,
)


@signed_in
def papers(request):
    """What I have away from school, what I asked for, and what waits for me."""
    viewer = request.viewer
    mine = out_with(viewer.person, request.now, viewer.organisation)
    asked = requests_for(viewer).filter(person=viewer.person).exclude(state="withdrawn")[:10]
    context = {
        "mine": [_row(each, viewer.today) for each in mine],
        "asked": [_leave_row(each) for each in asked],
        "waiting": [_leave_row(each, with_name=True) for each in requests_waiting_for(viewer)[:20]],
    }
    return render(request, "papers/papers.html", context)


@signed_in
def log(request):
    """All that was out at a moment, and what came back of late: of the school for those who look after papers, else one’s own."""
    at, past = moment_of(request), is_past(request)
    return _listed(request, log_for(request.viewer, at, past=past), "Papers out and back")


@signed_in
def overdue(request):
    """What is late, the latest first, with whom to ask."""
    at, past = moment_of(request), is_past(request)
    return _listed(request, late_for(request.viewer, at, past=past), "Papers that are late")


def _listed(request, rows, title):
    at = moment_of(request)
    page = one_page(rows, request.GET.get("page"))
    counts = counts_of((row["pk"] for row in page), at)
    table = [_log_row(row, counts.get(row["pk"], NOTHING), at, request.as_of.query) for row in page]
    return render(request, "papers/log.html", {"found": page, "table": table, "title": title})


@signed_in
def sets(request):
    rows = [{"it": each, "held": held} for each, held in _with_holders(sets_for(request.viewer))]
    return render(request, "papers/sets.html", {"rows": rows})


@signed_in
def set_new(request):
    form = forms.SetForm(typed(request))
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("what", *forms.NAMES)}
        made = tried(form, lambda: actions.add_set(**told, items=form.things, by=request.viewer, at=request.now))
        if made:
            messages.success(request, "Kept. Print the label and put it in the box.")
            return redirect("papers:set", made.code)
    lede = "Books or folders that go out together. Whoever takes them scans the label."
    context = {"form": form, "title": "Add a set", "lede": lede, "button": "Keep it", "back_to": "papers:sets"}
    return render(request, "papers/form.html", context, status=422 if form.errors else 200)


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
    may = pdf.may_render()
    if not may:
        messages.warning(request, str(may))
        return redirect("papers:set", it.code)
    address = address_of_label(it, request)
    context = {"it": it, "address": address, "drawing": drawn(address), "count": len(it.items)}
    content = pdf.render("papers/label_pdf.html", context, title=it.what)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="label-{it.label}.pdf"'
    return answer


@signed_in
@require_POST
def set_retire(request, code):
    it = get_object_or_404(sets_for(request.viewer), code=code)
    do = lambda: actions.retire_set(it, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, do, "It is no longer lent.", "papers:sets")


def _with_holders(rows):
    open_ = {}
    for each in rows.prefetch_related("sign_outs__person"):
        open_[each] = next((out for out in each.sign_outs.all() if out.closed_at is None), None)
    return open_.items()


def _row(it, today):
    late = it.days_late(today)
    tag, tone = (f"{counted(late, 'day')} late", "stop") if late else (f"Back by {day_in_words(it.due_on)}", "plain")
    if it.missing:
        tag, tone = f"{it.missing} missing", "stop"
    hint = f"{counted(it.away, 'thing', 'things')} out" + (f" of {it.total}" if it.away != it.total else "")
    return {"words": it.what, "href": reverse("papers:paper", args=[it.code]), "hint": hint, "tag": tag, "tone": tone}


def _leave_row(it, with_name=False):
    words = f"{it.person.name}: {it.what}" if with_name else it.what
    href = reverse("papers:requested", args=[it.code])
    return {"words": words, "href": href, "tag": it.get_state_display(), "hint": f"Back by {day_in_words(it.due_on)}"}


NOTHING = {"total": 0, "away": 0, "missing": 0}


def _log_row(it, counts, at, query):
    total, away, missing = counts["total"], counts["away"], counts["missing"]
    late = max((timezone.localdate(at) - it["due_then"]).days, 0) if away else 0
    state = f"{away} of {total} out" if away else "Everything is back"
    state += f", {missing} missing" if missing else ""
    since, due_on = day_in_words(timezone.localdate(it["created_at"])), day_in_words(it["due_then"])
    return {
        "words": it["what"],
        "href": reverse("papers:paper", args=[it["code"]]) + query,
        "hint": f"{it['person__name']}. Out {since}, due {due_on}.",
        "tag": f"{state}, {counted(late, 'day')} late" if late else state,
        "tone": "stop" if missing or late else ("plain" if away else "ok"),
    }
