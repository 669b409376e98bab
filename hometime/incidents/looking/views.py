"""Pages: the list of reports, one report with its timeline, and the small acts beside it."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from hometime.lib.text import counted
from hometime.pages.links import link_to
from hometime.pages.moves import typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.people.together import read_together

from .. import access
from ..blast.lines import how_many, lines_of, seen_by
from ..checklists import advice_for, containment_for
from ..clock.actions import move_clock
from ..clock.running import clock_of, in_london, read_ends
from ..models import ChildIdentity, Incident, Recipient, Step
from ..queries import drafts_for, in_brief, incidents_for, unseen_by, with_told
from ..reporting.routing import WHY
from . import actions, forms
from .acts import acts_for
from .pages import act_page, at_once, fetch
from .then import as_it_stood, known_by
from .timeline import drawing_of, events_of, when

PAGE = 20


@signed_in
def incidents(request):
    """One’s own reports, and those one works on. Nothing of what happened, and no name of a child."""
    at, past = moment_of(request), is_past(request)
    rows = incidents_for(request.viewer)
    if past:
        rows = known_by(rows, at).annotate(reporter=F("created_by__name")).order_by("-created_at")
    else:
        rows = with_told(in_brief(rows), request.viewer).order_by("-state", "-created_at", "-pk")
    found = one_page(rows, request.GET.get("page"))
    shown = [it for it in found if access.parts_of(request.viewer, it)]
    if not past:
        read_ends(it for it in shown if not it.is_closed)
    unseen, drafts = ([], []) if past else _own_of(request.viewer)
    context = {
        "found": found,
        "tasks": [_row(as_it_stood(it, at) if past else it, request, at) for it in shown],
        "unseen": [(row, when(row.told_at or at)) for row in unseen],
        "has_draft": bool(drafts),
    }
    return render(request, "incidents/incidents.html", context)


def _own_of(viewer):
    """What waits to be seen by the viewer, and whether they began a report, in one query."""
    return read_together(unseen_by(viewer).only("told_at", "incident__code")[:PAGE], drafts_for(viewer).only("pk")[:1])


def _row(it, request, at):
    row = {"words": it.name, "href": link_to("incidents:incident", it.code) + request.as_of.query}
    row["hint"] = f"{it.reporter}, {when(it.created_at)}"
    if it.may_touch_people and not it.is_closed and access.may_lead(request.viewer, it):
        clock = clock_of(it, at)
        if clock.is_running:
            return row | {"tag": clock.words, "tone": clock.level}
    return row | {"tag": it.get_state_display(), "tone": "plain"}


@signed_in
def incident(request, code):
    """One report as it stands, or as it stood: who knew by then, what was done and decided."""
    at, then = moment_of(request), moment_of(request) if is_past(request) else None
    it, parts = fetch(request, code, then)
    leads = access.LEAD in parts
    clock = clock_of(it, at)
    steps = it.steps.all() if leads else ()
    context = {
        "it": it,
        "parts": parts,
        "clock": clock if leads and it.may_touch_people else None,
        "drawing": drawing_of(it, clock, steps, at) if leads and it.may_touch_people else None,
        "events": events_of(it, request.viewer, parts, then),
        "rows": _reported(it, parts),
        "told": _told(it, request.viewer) if parts & {"words", "lead", "care"} else [],
        "outside": [row for row in it.recipients.all() if row.person_id is None] if "words" in parts else [],
        "contained": _containment(it, parts, then),
        "protection": _protection(it, parts, at) if "device" in parts and not leads else [],
        **({} if then else _open(it, parts, request.viewer)),
    }
    return render(request, "incidents/incident.html", context)


def _open(it, parts, viewer):
    """What can be done about it now."""
    mine = it.created_by_id == viewer.person.pk
    return {
        "may_outside": not it.is_closed and (access.LEAD in parts or mine),
        "may_contain": bool(access.may_contain(viewer, it)),
        "advice": advice_for(it.kind, it.thing) if it.state == Incident.State.REPORTED and "words" in parts else [],
        "may_see": bool(access.may_see(viewer, it)),
        "acts": acts_for(viewer, it, parts),
    }


def _protection(it, parts, at):
    """How the device was protected, for those who see that alone."""
    return [line for line in seen_by(lines_of(it, at), parts) if line.part in ("thing", "protection")]


def _reported(it, parts):
    """What was said. Where it touches a child in care is for those who may read the words of it."""
    rows = [
        {"term": "What happened", "detail": it.get_kind_display()},
        {"term": "What it was about", "detail": it.get_thing_display()},
        {"term": "Noticed", "detail": in_london(it.noticed_at)},
        {"term": "Reported by", "detail": it.created_by.name},
    ]
    if it.concerns_id != it.created_by_id and parts & {"lead", "care", "device"}:
        rows.append({"term": "Whose it was", "detail": it.concerns.name})
    rows += [{"term": "Part of it", "detail": item.label} for item in it.items.all()]
    if not parts & {"words", "lead"}:
        return rows
    rows.append({"term": "What could be in it", "detail": it.get_data_display()})
    rows.append({"term": "A child in care", "detail": it.get_looked_after_child_display()})
    about = f"About {counted(it.people_count, 'person', 'people')}" if it.people_count else ""
    said = {
        "How many people": about,
        "Danger, or to be stopped": it.get_now_display(),
        "Where": it.place,
        "In their words": it.words,
    }
    return rows + [{"term": term, "detail": detail} for term, detail in said.items() if detail]


def _told(it, viewer):
    """Who knows, since when, and whether they have looked."""
    return [
        {
            "name": row.person.name,
            "label": row.label,
            "why": f"{WHY.get(row.why, '')} ({', '.join(row.cites)})" if row.cites else WHY.get(row.why, ""),
            "told": when(row.told_at),
            "seen": when(row.seen_at) if row.seen_at else "",
        }
        for row in it.recipients.all()
        if row.person_id
    ]


def _containment(it, parts, then):
    """What can be done to limit it, with whatever was done by then."""
    who = ("reporter", "it", "lead") if "lead" in parts else ("it",) if parts == {"device"} else ("reporter",)
    steps = it.steps.filter(kind=Step.Kind.CONTAINED).select_related("by")
    done = {step.what: step for step in (steps.filter(at__lte=then) if then else steps)}
    return [(item, done.get(item.slug)) for item in containment_for(it.kind, it.thing, who)]


@signed_in
@require_POST
def seen(request, code):
    it, _ = fetch(request, code)
    return at_once(
        request, it, lambda: actions.see(it, by=request.viewer, at=request.now), "Noted that you have seen it."
    )


@signed_in
@require_POST
def contain(request, code, item):
    it, _ = fetch(request, code)
    do = lambda: actions.contain(it, item=item, words="", by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, it, do, "Ticked.")


@signed_in
def note(request, code):
    it, _ = fetch(request, code)
    form = forms.NoteForm(actions.audiences(request.viewer, it), typed(request))
    do = lambda: actions.note(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    return act_page(request, it, access.may_note(request.viewer, it), form, do, title="Write a note", button="Save")


@signed_in
def body(request, code):
    it, _ = fetch(request, code)
    told = set(it.steps.filter(kind=Step.Kind.BODY).values_list("what", flat=True))
    form = forms.BodyForm(told, typed(request))
    do = lambda: actions.tell_body(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_change(request.viewer, it)
    return act_page(request, it, may, form, do, title="Another body was told", button="Save")


@signed_in
def outside(request, code, recipient):
    it, _ = fetch(request, code)
    row = get_object_or_404(Recipient.objects.select_related("incident"), pk=recipient, incident=it)
    form = forms.OutsideForm(typed(request))
    do = lambda: actions.tell_outside(row, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_tell_outside(request.viewer, row)
    contact = row.contact or "Your policy does not say how to reach them."
    title, button = f"{row.label} was told", "Save"
    return act_page(request, it, may, form, do, title=title, button=button, lede=contact)


@signed_in
def child(request, code):
    """Which child it is, to the two who may know."""
    it, _ = fetch(request, code)
    form = forms.ChildForm(typed(request))
    do = lambda: actions.name_child(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_name_child(request.viewer, it)
    known = ChildIdentity.objects.filter(incident=it).select_related("created_by") if may else ()
    rows = [{"term": f"{row.created_by.name} wrote", "detail": row.words} for row in known]
    lede = "Only the safeguarding lead and the data protection officer read this page."
    return act_page(request, it, may, form, do, title="Which child it is", button="Save", lede=lede, rows=rows)


@signed_in
def people(request, code):
    """How many people it is about: what the records say, and what whoever looks into it counted."""
    it, parts = fetch(request, code)
    if access.LEAD not in parts:
        raise Http404
    form = forms.PeopleForm(typed(request))
    do = lambda: actions.count_people(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_change(request.viewer, it)
    lede = f"As far as anybody knows: {how_many(it, request.now).words}."
    return act_page(request, it, may, form, do, title="How many people it is about", button="Save", lede=lede)


@signed_in
def clock(request, code):
    it, _ = fetch(request, code)
    form = forms.ClockForm(typed(request))
    do = lambda: move_clock(  # noqa: E731
        it, aware_at=form.moment, words=form.cleaned_data["words"], by=request.viewer, at=request.now
    )
    lede = f"The hours are counted from {in_london(it.aware_at)}, when it was first noticed."
    may = access.may_move_clock(request.viewer, it)
    return act_page(request, it, may, form, do, title="From when the hours count", button="Move the clock", lede=lede)
