"""Pages: care, hours, duties, absence, doubts. Each shows one’s own, and what waits from the people one leads."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.people.access import signed_in

from ..patterns import WEEKDAYS
from ..views.reading import typed
from . import access, actions, forms, queries

PAGE = "arrangements/everyday.html"
LAST = 20


@signed_in
def declare_care(request):
    form = forms.CareForm(typed(request))
    if form.is_valid():
        in_place = form.cleaned_data["in_place"] == "yes"
        if _done(form, lambda: actions.declare_care(in_place=in_place, by=request.viewer, at=request.now)):
            messages.success(request, "Noted." if in_place else "Noted. Report an absence if you cannot work.")
            return redirect("arrangements:declare-care")
    rows = [
        {"words": "In place" if c.in_place else "Not in place", "hint": _day(c)}
        for c in queries.care_for(request.viewer)[:LAST]
    ]
    return _page(
        request,
        "Care while you work at home",
        form,
        "Declare it",
        rows,
        lede="Working at home is not a way to care for somebody at the same time.",
    )


@signed_in
def hours(request):
    led = queries.led_by(request.viewer)
    people = {str(person.code): person for person in led}
    form = forms.HoursForm(people.values(), typed(request))
    if form.is_valid():
        told = form.cleaned_data
        person = people[told["person"]]
        if _done(
            form,
            lambda: actions.tell_hours(
                person, hours=form.hours, exception=told["exception"], by=request.viewer, at=request.now
            ),
        ):
            messages.success(request, f"{person.name} has been told.")
            return redirect("arrangements:hours")
    rows = [_hours_row(told, request.viewer) for told in queries.hours_for(request.viewer)[:LAST]]
    lede = "Outside your hours you need not answer staff, families or pupils, unless it says so here or there is an emergency."
    return _page(request, "Hours at home", form if people else None, "Tell them", rows, lede=lede)


@signed_in
@require_POST
def hours_confirm(request, code):
    told = get_object_or_404(queries.hours_for(request.viewer), code=code)
    return _at_once(
        request, lambda: actions.confirm_hours(told, by=request.viewer, at=request.now), "Confirmed.", "hours"
    )


@signed_in
def agree_duties(request):
    form = forms.DutiesForm(typed(request))
    if form.is_valid():
        told = form.cleaned_data | {"instead": form.cleaned_data["instead"] == "yes"}
        if _done(form, lambda: actions.propose_duties(**told, by=request.viewer, at=request.now)):
            messages.success(request, "Noted.")
            return redirect("arrangements:agree-duties")
    rows = [_duties_row(duties, request.viewer) for duties in queries.duties_for(request.viewer)[:LAST]]
    return _page(request, "What you do at home", form, "Send it", rows)


@signed_in
@require_POST
def duties_agree(request, code):
    duties = get_object_or_404(queries.duties_for(request.viewer), code=code)
    return _at_once(
        request, lambda: actions.agree_duties(duties, by=request.viewer, at=request.now), "Agreed.", "agree-duties"
    )


@signed_in
def report_absence(request):
    form = forms.AbsenceForm(typed(request), initial={"on": request.viewer.today})
    if form.is_valid() and _done(
        form, lambda: actions.report_absence(**form.cleaned_data, by=request.viewer, at=request.now)
    ):
        messages.success(request, "Reported. Your manager has been told that you cannot work.")
        return redirect("arrangements:report-absence")
    rows = [_absence_row(absence, request.viewer) for absence in queries.absences_for(request.viewer)[:LAST]]
    return _page(request, "Tell the school that you cannot work", form, "Report it", rows)


@signed_in
@require_POST
def absence_seen(request, code):
    absence = get_object_or_404(queries.absences_for(request.viewer), code=code)
    return _at_once(
        request,
        lambda: actions.acknowledge_absence(absence, by=request.viewer, at=request.now),
        "Noted.",
        "report-absence",
    )


@signed_in
def absence_return(request, code):
    absence = get_object_or_404(queries.absences_for(request.viewer), code=code)
    form = forms.ReturnForm(typed(request), initial={"on": request.viewer.today})
    if form.is_valid() and _done(
        form, lambda: actions.note_return(absence, on=form.cleaned_data["on"], by=request.viewer, at=request.now)
    ):
        messages.success(request, "Noted.")
        return redirect("arrangements:report-absence")
    return _page(request, f"{absence.person.name} is back", form, "Save", [])


@signed_in
def doubts(request):
    form = forms.DoubtForm(typed(request))
    if form.is_valid() and _done(
        form, lambda: actions.ask_doubt(words=form.cleaned_data["words"], by=request.viewer, at=request.now)
    ):
        messages.success(request, "Asked. Do not work from home until you have a yes.")
        return redirect("arrangements:doubts")
    rows = [_doubt_row(doubt) for doubt in queries.doubts_for(request.viewer)[:LAST]]
    return _page(request, "Not sure whether you may", form, "Ask", rows)


@signed_in
def doubt(request, code):
    it = get_object_or_404(queries.doubts_for(request.viewer), code=code)
    form = _doubt_form(request, it)
    if form is not None and form.is_valid() and _done(form, lambda: _answer(request, it, form)):
        messages.success(request, "Noted.")
        return redirect("arrangements:doubt", it.code)
    said = [
        ("Asked", it.words),
        ("Line manager", it.view and f"{it.view_by}: {it.view}"),
        ("Answer", it.answer and f"{it.decided_by}: {it.answer}"),
    ]
    rows = [{"term": term, "detail": words} for term, words in said if words]
    return render(request, "arrangements/doubt.html", {"it": it, "form": form, "rows": rows}, status=_status(form))


def _doubt_form(request, it):
    if access.may_discuss(request.viewer, it):
        return forms.ViewForm(typed(request))
    return forms.SettleForm(typed(request)) if access.may_settle(request.viewer, it) else None


def _answer(request, it, form):
    told, who = form.cleaned_data, {"by": request.viewer, "at": request.now}
    if "view" in told:
        return actions.discuss_doubt(it, view=told["view"], **who)
    return actions.settle_doubt(it, is_yes=told["is_yes"] == "yes", answer=told["answer"], **who)


def _hours_row(told, viewer):
    week = [f"{WEEKDAYS[n]} {span[0]} to {span[1]}" for n, span in enumerate(told.hours) if span]
    own = told.person_id == viewer.person.pk
    act = (
        {"href": reverse("arrangements:hours-confirm", args=[told.code]), "words": "Confirm"}
        if own and not told.confirmed_at
        else None
    )
    hint = f"{', '.join(week)}. {told.get_exception_display()}."
    return {
        "words": told.person.name,
        "hint": hint,
        "tag": "Confirmed" if told.confirmed_at else "Not confirmed yet",
        "act": act,
    }


def _duties_row(duties, viewer):
    open_ = duties.needs_agreement and not duties.agreed_by_id
    may = open_ and access.may_agree_duties(viewer, duties)
    act = {"href": reverse("arrangements:duties-agree", args=[duties.code]), "words": "Agree"} if may else None
    tag = (
        f"Agreed by {duties.agreed_by}" if duties.agreed_by_id else "Not agreed yet" if open_ else "Needs no agreement"
    )
    return {"words": duties.person.name, "hint": duties.words or _day(duties), "tag": tag, "act": act}


def _absence_row(absence, viewer):
    own = absence.person_id == viewer.person.pk
    seen = {"href": reverse("arrangements:absence-seen", args=[absence.code]), "words": "I have seen it"}
    act = seen if access.may_see_absence(viewer, absence) else None
    tag = (
        f"Back on {day_in_words(absence.returned_on)}"
        if absence.returned_on
        else "Seen"
        if absence.seen_by_id
        else "Not seen yet"
    )
    back = "" if absence.returned_on else reverse("arrangements:absence-return", args=[absence.code])
    hint = absence.get_reason_display() if own else ""
    return {
        "words": f"{absence.person.name}, {day_in_words(absence.on)}",
        "hint": hint,
        "tag": tag,
        "act": act,
        "link": back,
        "link_words": "Say when they are back" if not own else "Say when you are back",
    }


def _doubt_row(it):
    return {
        "words": it.person.name,
        "hint": _day(it),
        "tag": it.get_state_display(),
        "link": reverse("arrangements:doubt", args=[it.code]),
        "link_words": "Read it",
    }


def _day(row):
    return day_in_words(timezone.localdate(row.created_at))


def _done(form, do):
    try:
        do()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _at_once(request, do, done, page):
    try:
        do()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(f"arrangements:{page}")


def _page(request, title, form, button, rows, lede=""):
    context = {"title": title, "form": form, "button": button, "rows": rows, "lede": lede}
    return render(request, PAGE, context, status=_status(form))


def _status(form):
    return 422 if form is not None and form.errors else 200
