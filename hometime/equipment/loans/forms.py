"""What people type when things go out and come back. Nothing is decided here."""

import uuid

from django import forms

from hometime.pages.fields import DayField, Hinted

from ..models import Device, HolderWord, Loan
from .returning import HOLD_DATA
from .signatures import Signature


class PickForm(forms.Form):
    typed = forms.CharField(
        label="Asset code or serial number",
        max_length=200,
        required=False,
        help_text="Or open the label with your camera.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Type the code on its label."},
    )


class WhomForm(forms.Form):
    """Who borrows, and until when."""

    person = forms.CharField(
        label="Who takes them?",
        max_length=200,
        help_text="Begin to type their name.",
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        error_messages={"required": "Type their name."},
    )
    due_on = DayField(label="When are they due back?", required=False, help_text="Leave it empty if there is no day.")

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_person(self):
        """The whole name, or a part that fits one person only."""
        typed = " ".join(self.cleaned_data["person"].split())
        exact = list(self.people.filter(name__iexact=typed)[:2])
        found = exact or list(self.people.filter(name__icontains=typed)[:3])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError("Nobody here has that name. Check how it is written.")
        raise forms.ValidationError("More than one person has that name. Type all of it.")


class SignatureForm(forms.Form):
    """A typed name, or a drawn line; the box to draw in appears where the page can make one."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    drawn = forms.CharField(widget=forms.HiddenInput(attrs={"data-signature": ""}), required=False, max_length=20_000)
    typed_name = forms.CharField(
        label="Name of the borrower",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, name, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["typed_name"].help_text = f"Type it just as it is here: {name}. This is a signature."

    @property
    def signature(self):
        return Signature(self.cleaned_data["typed_name"], self.cleaned_data["drawn"])


def photo(label):
    widget = forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    return forms.FileField(label=label, required=False, widget=widget)


class DoorstepForm(SignatureForm):
    once = forms.UUIDField(widget=forms.HiddenInput)
    first_photo = photo("A photograph, if you like")
    second_photo = photo("Another one")

    def __init__(self, name, *args, **kwargs):
        kwargs["initial"] = {"once": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(name, *args, **kwargs)


class ReturnForm(forms.Form):
    condition = forms.ChoiceField(label="How is it?", choices=Loan.Condition.choices, widget=forms.RadioSelect)
    wiped = forms.ChoiceField(
        label="Is it wiped?", choices=Loan.Wiped.choices, widget=forms.RadioSelect(attrs={"class": "options--row"})
    )
    note = forms.CharField(label="Anything to add?", max_length=500, required=False)
    photo = photo("A photograph, if something is wrong")

    def __init__(self, device: Device, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if device.kind in HOLD_DATA:
            yes_no = Loan.Wiped.choices[:2]
            self.fields["wiped"].choices = yes_no  # type: ignore[attr-defined]


class DueForm(forms.Form):
    due_on = DayField(label="When is it due back?", required=False, help_text="Leave it empty if there is no day.")
    why = forms.CharField(label="Why?", max_length=200, required=False)
    seen = forms.DateField(widget=forms.HiddenInput, required=False)


class StillHaveForm(forms.Form):
    """One question for each thing."""

    def __init__(self, loans, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.loans = {str(loan.code): loan for loan in loans}
        for code, loan in self.loans.items():
            self.fields[code] = forms.ChoiceField(
                label=str(loan.device),
                choices=[
                    (HolderWord.Says.STILL_HAVE, "I still have it"),
                    (HolderWord.Says.NOT_HERE, Hinted("I do not have it", hint="Somebody will help to find it.")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether you still have it."},
            )

    @property
    def answers(self):
        return [(loan, self.cleaned_data[code]) for code, loan in self.loans.items()]
