"""Pages: term dates of this year and the next, and a year’s dates added or put right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in

from ..access import may_set_school
from ..views.moves import done
from . import actions, forms, queries
from .reading import SchoolYear, written

FURTHEST = 3  # years before or after this one


@signed_in
def dates(request):
    viewer = request.viewer
    years = queries.years_shown(viewer.organisation, viewer.today)
    found = [queries.dates_of(viewer.organisation, year, viewer.today) for year in years]
    context = {"soon": found[:2], "others": found[2:], "may_set": bool(may_set_school(viewer))}
    return render(request, "arrangements/dates.html", context)


@signed_in
def dates_of_year(request, begins):
    year, viewer = _year(begins, request.viewer.today), request.viewer
    may = may_set_school(viewer)
    if not may:
        messages.warning(request, str(may))
        return redirect("arrangements:dates")
    form = forms.SchoolYearForm(typed(request), initial=_as_typed(viewer, year))
    if done(form, lambda: actions.set_school_year(year, **form.cleaned_data, by=viewer, at=request.now)):
        messages.success(request, f"The dates of {year} are saved.")
        return redirect("arrangements:dates")
    context = {"form": form, "year": year, "dates": queries.dates_of(viewer.organisation, year, viewer.today)}
    return form_page(request, "arrangements/dates_of_year.html", context)


def _as_typed(viewer, year):
    """What there is, to be put right; the trust’s dates are a first draft of one’s own."""
    found = queries.dates_of(viewer.organisation, year, viewer.today)
    seen = actions.fingerprint(queries.own_spans(viewer.organisation, year))
    return {"terms": written(found.terms), "insets": written(found.insets), "seen": seen}


def _year(begins, today):
    year = SchoolYear(begins)
    if abs(begins - SchoolYear.of(today).begins) > FURTHEST:
        raise Http404
    return year
