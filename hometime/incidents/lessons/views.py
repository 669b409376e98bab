"""Pages: what is to be done better, what waits to be looked into, and a near miss."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import form_page, shown_on, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.queries import people_for

from .. import access
from ..clock.running import clock_of
from ..looking.pages import act_page, fetch
from ..queries import lessons_for, open_incidents
from . import actions, forms

MOST = 50
SHOWN = ("code", "words", "due_on", "done_at", "owner__name", "incident__concerns__name")


@signed_in
def lessons(request):
    """What one has to see to; for those who lead, what others see to as well."""
    rows = lessons_for(request.viewer).only(*SHOWN)
    found = one_page(rows.order_by(F("done_at").asc(nulls_first=True), "due_on", "pk"), request.GET.get("page"))
    tasks = [_task(row, request.viewer) for row in found]
    return render(request, "incidents/lessons.html", {"found": found, "tasks": tasks})


def _task(row, viewer):
    late = row.done_at is None and row.due_on < viewer.today
    tag, tone = ("Done", "ok") if row.done_at else ("Late", "beware") if late else ("To do", "caution")
    href = link_to("incidents:lesson", row.code) if access.may_finish_lesson(viewer, row) else ""
    hint = f"{row.owner.name}, by {day_in_words(row.due_on)}"
    return {"words": row.words, "href": href, "hint": hint, "tag": tag, "tone": tone}


@signed_in
def lesson(request, code):
    row = get_object_or_404(lessons_for(request.viewer), code=code)
    form = forms.FinishForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            actions.finish_lesson(row, **form.cleaned_data, by=request.viewer, at=request.now)
            messages.success(request, "Thank you.")
            return redirect("incidents:lessons")
    context = {"form": form, "lesson": row, "may": bool(access.may_finish_lesson(request.viewer, row))}
    return form_page(request, "incidents/lesson.html", context)


@signed_in
def learn(request, code):
    it, _ = fetch(request, code)
    people = {str(p.code): p for p in people_for(request.viewer).order_by("name")}
    form = forms.LearnForm(people, typed(request))
    do = lambda: actions.learn(  # noqa: E731
        it,
        words=form.cleaned_data["words"],
        owner=people[form.cleaned_data["owner"]],
        due_on=form.cleaned_data["due_on"],
        by=request.viewer,
        at=request.now,
    )
    may = access.may_lead(request.viewer, it)
    lede = "Everybody who works on this, and whoever reported it, can read it. Do not name anybody."
    return act_page(request, it, may, form, do, title="Something to do better", button="Save", lede=lede)


@signed_in
def investigate(request):
    """What waits to be looked into, the most urgent first."""
    rows = open_incidents(request.viewer).prefetch_related("decisions", "regulator_notices", "recipients")
    led = [it for it in rows.order_by("aware_at")[:MOST] if access.may_lead(request.viewer, it)]
    tasks = [
        {"words": it.name, "href": reverse("incidents:incident", args=[it.code]), **_standing(it, request.now)}
        for it in led
    ]
    return render(request, "incidents/investigate.html", {"tasks": tasks})


def _standing(it, at):
    clock = clock_of(it, at)
    if not it.may_touch_people:
        return {"hint": "Nothing about people is in it", "tag": it.get_state_display(), "tone": "plain"}
    hint = f"The hours end on {clock.ends_words}" if clock.is_running else clock.stopped_by
    return {"hint": hint, "tag": clock.words if clock.is_running else it.get_state_display(), "tone": clock.level}
