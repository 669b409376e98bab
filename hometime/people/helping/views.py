"""Pages: another address for somebody, and taking away a second step they have lost."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from hometime.pages.moves import form_page, let_in, shown_on, typed

from ..access import signed_in
from ..queries import has_second_step, people_for
from . import access, actions


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="New work email address",
        max_length=254,
        help_text="Read it back to them letter by letter. Links that open their account are sent there.",
        error_messages={"required": "Enter the new address."},
    )
    is_known = forms.BooleanField(
        label="I have seen or spoken to them, and this is their address",
        error_messages={"required": "Make sure that it is them: somebody else may be trying to get in."},
    )


class KnownForm(forms.Form):
    is_known = forms.BooleanField(
        label="I have seen or spoken to them, and they asked for this",
        error_messages={"required": "Make sure that it is them: somebody else may be trying to get in."},
    )


@signed_in
def email_change(request, code):
    person = _helped(request, code, access.may_change_email)
    form = EmailForm(typed(request))
    if form.is_valid():
        with shown_on(form, "email"):
            actions.change_email(person, form.cleaned_data["email"], by=request.viewer, at=request.now)
            messages.success(request, told_of_new(person, form.cleaned_data["email"]))
            return redirect("people:person", code)
    return _show(request, "people/email_change.html", form, person)


@signed_in
def second_step_reset(request, code):
    person = _helped(request, code, access.may_reset_second_step)
    form = KnownForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            actions.reset_second_step(person, by=request.viewer, at=request.now)
            messages.success(request, f"{person}’s second step has been removed. They have been told.")
            return redirect("people:person", code)
    return _show(request, "people/second_step_reset.html", form, person, has_one=has_second_step(person))


def told_of_new(before, address):
    """What whoever changed it reads; `before` still has the address of then."""
    where = "at both addresses" if before.email else "there"
    return f"{before} signs in with {address.lower()} from now on, and has been told {where}."


def _helped(request, code, may):
    person = get_object_or_404(people_for(request.viewer), code=code)
    let_in(may(request.viewer, person))
    return person


def _show(request, template, form, person, **more):
    return form_page(request, template, {"form": form, "person": person, **more})
