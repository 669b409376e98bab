"""Pages: care, hours, duties, absence, doubts, stationery. Each shows one’s own, and what waits from the people one leads."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in

from ..views.moves import Act, act_page, always, at_once, done, lines_page
from . import access, actions, forms, queries, showing

HOURS = (
    "Outside your hours you need not answer staff, families or pupils, unless it says so here or there is an emergency."
)
USUAL = "You have not been told other hours, so your usual ones count at home too."
CARE = "Working at home is not a way to care for somebody at the same time."
STATIONERY = (
    "Pens, paper and the like come from the school. Write down what you take home, and your line manager is told."
)
DUTIES = ("arrangements:agree-duties", "What you do at home")
DECLINE = Act(
    "Not like this",
    lambda viewer, it: access.may_answer_duties(viewer, it),
    always(forms.DeclineForm),
    lambda it, told, **who: actions.decline_duties(it, words=told["words"], **who),
    "They have been told. Talk it over with them.",
    "Send it",
)


@signed_in
def declare_care(request):
    form = forms.CareForm(typed(request))
    said = done(form, lambda: actions.declare_care(in_place=form.cleaned_data["in_place"] == "yes", **_who(request)))
    if said:
        messages.success(request, "Noted." if said.in_place else "Noted. Report an absence if you cannot work.")
        return redirect("arrangements:declare-care")
    rows = queries.care_for(request.viewer), showing.care_row
    return lines_page(request, "Care while you work at home", form, "Declare it", rows, CARE)


@signed_in
def hours(request):
    people = {str(person.code): person for person in queries.led_by(request.viewer)}
    form = forms.HoursForm(people.values(), typed(request), initial={"person": request.GET.get("person", "")})
    told = done(form, lambda: _tell_hours(request, form, people))
    if told:
        messages.success(request, f"{told.person.name} has been told.")
        return redirect("arrangements:hours")
    rows = queries.hours_for(request.viewer), partial(showing.hours_row, viewer=request.viewer)
    return lines_page(request, "Hours at home", form if people else None, "Tell them", rows, HOURS, empty=USUAL)


@signed_in
@require_POST
def hours_confirm(request, code):
    told = get_object_or_404(queries.hours_for(request.viewer), code=code)
    return at_once(request, lambda **who: actions.confirm_hours(told, **who), "Confirmed.", "arrangements:hours")


@signed_in
def agree_duties(request):
    form = forms.DutiesForm(typed(request))
    if done(form, lambda: _propose_duties(request, form)):
        messages.success(request, "Noted.")
        return redirect("arrangements:agree-duties")
    rows = queries.duties_for(request.viewer), partial(showing.duties_row, viewer=request.viewer)
    return lines_page(request, "What you do at home", form, "Send it", rows)


@signed_in
@require_POST
def duties_agree(request, code):
    duties = get_object_or_404(queries.duties_for(request.viewer), code=code)
    return at_once(request, lambda **who: actions.agree_duties(duties, **who), "Agreed.", "arrangements:agree-duties")


@signed_in
def duties_decline(request, code):
    duties = get_object_or_404(queries.duties_for(request.viewer), code=code)
    return act_page(request, duties, DECLINE, "arrangements:agree-duties", lede=duties.words, back=DUTIES)


@signed_in
def report_absence(request):
    form = forms.AbsenceForm(typed(request), initial={"on": request.viewer.today})
    if done(form, lambda: actions.report_absence(**form.cleaned_data, **_who(request))):
        messages.success(request, "Reported. Your manager has been told that you cannot work.")
        return redirect("arrangements:report-absence")
    rows = queries.absences_for(request.viewer), partial(showing.absence_row, viewer=request.viewer)
    return lines_page(request, "Tell the school that you cannot work", form, "Report it", rows)


@signed_in
@require_POST
def absence_seen(request, code):
    absence = get_object_or_404(queries.absences_for(request.viewer), code=code)
    seen = lambda **who: actions.acknowledge_absence(absence, **who)  # noqa: E731
    return at_once(request, seen, "Noted.", "arrangements:report-absence")


@signed_in
def absence_return(request, code):
    absence = get_object_or_404(queries.absences_for(request.viewer), code=code)
    form = forms.ReturnForm(typed(request), initial={"on": request.viewer.today})
    if done(form, lambda: actions.note_return(absence, on=form.cleaned_data["on"], **_who(request))):
        messages.success(request, "Noted.")
        return redirect("arrangements:report-absence")
    return lines_page(request, f"{absence.person.name} is back", form, "Save")


@signed_in
def doubts(request):
    form = forms.DoubtForm(typed(request))
    if done(form, lambda: actions.ask_doubt(words=form.cleaned_data["words"], **_who(request))):
        messages.success(request, "Asked. Do not work from home until you have a yes.")
        return redirect("arrangements:doubts")
    rows = queries.doubts_for(request.viewer), partial(showing.doubt_row, viewer=request.viewer)
    return lines_page(request, "Not sure whether you may", form, "Ask", rows)


@signed_in
def doubt(request, code):
    it = get_object_or_404(queries.doubts_for(request.viewer), code=code)
    form = _doubt_form(request, it)
    if done(form, lambda: _answer(request, it, form)):
        messages.success(request, "Noted.")
        return redirect("arrangements:doubt", it.code)
    said = [
        ("Asked", it.words),
        (
            "Line manager" if it.view_by_id == it.line_manager_id else "Before the answer",
            it.view and f"{it.view_by}: {it.view}",
        ),
        ("Answer", it.answer and f"{it.decided_by}: {it.answer}"),
    ]
    rows = [{"term": term, "detail": words} for term, words in said if words]
    context = {"it": it, "form": form, "rows": rows, "is_own": it.person_id == request.viewer.person.pk}
    return form_page(request, "arrangements/doubt.html", context)


@signed_in
def stationery(request):
    form = forms.StationeryForm(typed(request), initial={"taken_on": request.viewer.today})
    if done(form, lambda: actions.take_stationery(**form.cleaned_data, **_who(request))):
        messages.success(request, "Written down. Your line manager has been told.")
        return redirect("arrangements:stationery")
    rows = queries.stationery_for(request.viewer), showing.stationery_row
    return lines_page(request, "Stationery at home", form, "Write it down", rows, STATIONERY)


def _who(request):
    return {"by": request.viewer, "at": request.now}


def _tell_hours(request, form, people):
    told = form.cleaned_data
    return actions.tell_hours(people[told["person"]], hours=form.hours, exception=told["exception"], **_who(request))


def _propose_duties(request, form):
    told = form.cleaned_data | {"instead": form.cleaned_data["instead"] == "yes"}
    return actions.propose_duties(**told, **_who(request))


def _doubt_form(request, it):
    if access.may_discuss(request.viewer, it):
        form = forms.ViewForm if access.is_manager(request.viewer, it) else forms.GoOnForm
        return form(typed(request))
    return forms.SettleForm(typed(request)) if access.may_settle(request.viewer, it) else None


def _answer(request, it, form):
    told = form.cleaned_data
    if "view" in told:
        return actions.discuss_doubt(it, view=told["view"], **_who(request))
    return actions.settle_doubt(it, is_yes=told["is_yes"] == "yes", answer=told["answer"], **_who(request))
