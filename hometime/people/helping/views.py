"""Pages: another address for somebody, and taking away a second step they have lost."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hometime.pages.moves import let_in, shown_on, typed

from ..access import signed_in
from ..queries import people_for
from . import access, actions


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="New work email address", max_length=254, error_messages={"required": "Enter the new address."}
    )


class KnownForm(forms.Form):
    is_known = forms.BooleanField(
        label="I have seen or spoken to them, and it is them who ask",
        error_messages={"required": "Make sure that it is them: somebody else may be trying to come in."},
    )


@signed_in
def email_change(request, code):
    person = _helped(request, code, access.may_change_email)
    form = EmailForm(typed(request))
    if form.is_valid():
        with shown_on(form, "email"):
            actions.change_email(person, form.cleaned_data["email"], by=request.viewer, at=request.now)
            messages.success(request, f"{person} is told at both addresses, and signs in with the new one.")
            return redirect("people:person", code)
    return _show(request, "people/email_change.html", form, person)


@signed_in
def second_step_reset(request, code):
    person = _helped(request, code, access.may_reset_second_step)
    form = KnownForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            actions.reset_second_step(person, by=request.viewer, at=request.now)
            messages.success(request, f"The second step of {person} is gone. They have been told.")
            return redirect("people:person", code)
    return _show(request, "people/second_step_reset.html", form, person)


def _helped(request, code, may):
    person = get_object_or_404(people_for(request.viewer), code=code)
    let_in(may(request.viewer, person))
    return person


def _show(request, template, form, person):
    return render(request, template, {"form": form, "person": person}, status=422 if form.errors else 200)
