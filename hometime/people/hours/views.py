"""The page of one’s own hours."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hometime.pages.moves import at_once, shown_on

from ..access import signed_in
from . import actions
from .forms import HoursForm
from .queries import own_hours

USUAL = "You are back on the usual hours: 7 in the morning to 6 in the evening, Monday to Friday."


@signed_in
def hours(request):
    said = own_hours(request.viewer)
    form = HoursForm(said.days if said else None, request.POST or None)
    if form.is_valid():
        with shown_on(form):
            actions.say_hours(form.days, by=request.viewer, at=request.now)
            messages.success(request, "Your hours are saved. Messages that can wait will wait for them.")
            return redirect("people:person", request.viewer.code)
    status = 422 if form.errors else 200
    return render(request, "people/hours.html", {"form": form, "said": said}, status=status)


@require_POST
@signed_in
def hours_forget(request):
    forget = partial(actions.forget_hours, by=request.viewer, at=request.now)
    return at_once(request, forget, USUAL, "people:hours")
