"""Lists: one’s own papers, the log of a school, and what is late."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from hometime.lib.text import counted, day_in_words
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of

from ..models import SignOut
from ..queries import (
    counts_of,
    late_for,
    log_for,
    out_with,
    requests_for,
    requests_waiting_for,
    with_use,
)


@signed_in
def papers(request):
    """What I have away from school, what I asked for, and what waits for me."""
    viewer = request.viewer
    mine = out_with(viewer.person, request.now, viewer.organisation)
    asked = with_use(requests_for(viewer).filter(person=viewer.person)).exclude(state="withdrawn")[:10]
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
    tag = "Yes, and used" if getattr(it, "is_used", False) else it.get_state_display()
    return {"words": words, "href": href, "tag": tag, "hint": f"Back by {day_in_words(it.due_on)}"}


NOTHING = {"total": 0, "away": 0, "missing": 0}


def _log_row(it, counts, at, query):
    tag, tone = _state(it, counts, at)
    since, due_on = day_in_words(timezone.localdate(it["created_at"])), day_in_words(it["due_then"])
    dates = since if it["origin"] == SignOut.Origin.INSTEAD else f"Out {since}, due {due_on}"
    return {
        "words": it["what"],
        "href": reverse("papers:paper", args=[it["code"]]) + query,
        "hint": f"{it['person__name']}. {dates}.",
        "tag": tag,
        "tone": tone,
    }


def _state(it, counts, at):
    """In words and in a tone: how much is out, missing, late."""
    if it["origin"] == SignOut.Origin.INSTEAD:
        return SignOut.Origin.INSTEAD.label, "ok"
    total, away, missing = counts["total"], counts["away"], counts["missing"]
    late = max((timezone.localdate(at) - it["due_then"]).days, 0) if away else 0
    state = f"{away} of {total} out" if away else "Everything is back"
    state += f", {missing} missing" if missing else ""
    tone = "stop" if missing or late else ("plain" if away else "ok")
    return (f"{state}, {counted(late, 'day')} late" if late else state), tone
