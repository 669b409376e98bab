"""Pages: who comes in without being staff, letting somebody in, a later day, and ending it."""

from functools import partial

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages import moves
from hometime.pages.fields import DayField
from hometime.pages.moves import form_page
from hometime.pages.paging import one_page

from ..access import may_keep_people, signed_in
from ..choosing import PersonField
from ..models import Person
from ..queries import people_for
from . import access, actions
from .queries import guests_for


class GuestForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="Email address", required=False, max_length=254, help_text="Leave it empty for somebody who has none."
    )
    kind = forms.ChoiceField(label="Who are they?", choices=list(actions.JOBS.items()), widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why do they need access?",
        max_length=300,
        help_text="Such as “reads with year 2 on Tuesdays”.",
        error_messages={"required": "Say why they need access."},
    )
    sponsor = PersonField(
        Person.objects.none(),
        to_field_name="code",
        label="Who is responsible for them?",
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is responsible for them."},
    )
    ends_on = DayField(label="Their last day")

    def __init__(self, sponsors, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].queryset = sponsors  # type: ignore[attr-defined]


class LastDayForm(forms.Form):
    ends_on = DayField(
        label="Their new last day", help_text="At most a year from today. They can still sign in on this day."
    )


@signed_in
def guests(request):
    viewer = request.viewer
    found = one_page(guests_for(viewer).order_by("-ends_on", "-pk"), request.GET.get("page"))
    for guest in found:
        guest.is_over = bool(guest.ended_at) or guest.ends_on < viewer.today
        guest.may_end, guest.may_go_on = access.may_end(viewer, guest), access.may_go_on(viewer, guest)
    may_keep = may_keep_people(viewer, viewer.organisation)
    return render(request, "people/guests.html", {"found": found, "may_keep": may_keep})


@signed_in
def let_in(request):
    viewer = request.viewer
    moves.let_in(may_keep_people(viewer, viewer.organisation))
    form = GuestForm(people_for(viewer), moves.typed(request))
    if form.is_valid():
        with moves.shown_on(form):
            guest = actions.let_in(**form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, f"{guest.person} can use Hometime until {day_in_words(guest.ends_on)}.")
            return redirect("people:guests")
    return _show(request, "people/guest_let_in.html", form)


@signed_in
def go_on(request, code):
    guest = get_object_or_404(guests_for(request.viewer), code=code)
    moves.let_in(access.may_go_on(request.viewer, guest))
    form = LastDayForm(moves.typed(request))
    if form.is_valid():
        with moves.shown_on(form, "ends_on"):
            actions.go_on(guest, **form.cleaned_data, by=request.viewer, at=request.now)
            messages.success(
                request,
                f"{guest.person} can use Hometime until {day_in_words(form.cleaned_data['ends_on'])}. They have been told.",
            )
            return redirect("people:guests")
    return _show(request, "people/guest_go_on.html", form, guest=guest)


@require_POST
@signed_in
def end_access(request, code):
    guest = get_object_or_404(guests_for(request.viewer), code=code)
    end = partial(actions.end_access, guest, by=request.viewer, at=request.now)
    return moves.at_once(request, end, f"{guest.person}’s access has ended.", "people:guests")


def _show(request, template, form, **more):
    return form_page(request, template, {"form": form, **more})
