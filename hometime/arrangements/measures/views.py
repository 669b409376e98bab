"""Page: extra checks on one’s own work, and on the work of those one leads."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import typed
from hometime.people.access import signed_in

from ..everyday.queries import led_by
from ..views.moves import at_once, done, lines_page
from . import access, actions, forms
from .queries import measures_for

HERE = "arrangements:record-measure"
LEDE = "A school may add checks on work at home. Nobody’s work is checked in secret: every check is written here, with its reason."


@signed_in
def measures(request):
    people = {str(person.code): person for person in led_by(request.viewer)}
    form = forms.MeasureForm(people.values(), typed(request), initial={"starts_on": request.viewer.today})
    made = done(form, lambda: _record(request, form, people))
    if made:
        messages.success(request, f"Written down. {made.person.name} has been told.")
        return redirect(HERE)
    rows = measures_for(request.viewer), partial(_row, viewer=request.viewer)
    return lines_page(
        request,
        "Extra checks on work",
        form if people else None,
        "Write it down",
        rows,
        LEDE,
        empty="There is no extra check on your work.",
    )


@signed_in
@require_POST
def measure_seen(request, code):
    it = get_object_or_404(measures_for(request.viewer), code=code)
    return at_once(request, lambda **who: actions.see_measure(it, **who), "Noted.", HERE)


@signed_in
@require_POST
def measure_end(request, code):
    it = get_object_or_404(measures_for(request.viewer), code=code)
    return at_once(request, lambda **who: actions.end_measure(it, **who), "It has ended. They have been told.", HERE)


def _record(request, form, people):
    told = form.cleaned_data | {"person": people[form.cleaned_data["person"]]}
    return actions.record_measure(**told, by=request.viewer, at=request.now)


def _row(it, viewer):
    own = it.person_id == viewer.person.pk
    until = f", until {day_in_words(it.ended_on)}" if it.ended_on else ""
    return {
        "words": it.what if own else f"{it.person.name}: {it.what}",
        "hint": f"{it.why} From {day_in_words(it.starts_on)}{until}. {it.created_by.name}.",
        "tag": "Ended" if it.ended_on else "Read" if it.seen_at else "Not read yet",
        "act": _act(it, viewer),
        "waits": bool(access.may_see(viewer, it)),
    }


def _act(it, viewer):
    for may, name, words in ((access.may_see, "seen", "I have read it"), (access.may_end, "end", "End it")):
        if may(viewer, it):
            return {"href": reverse(f"arrangements:measure-{name}", args=[it.code]), "words": words}
    return None
