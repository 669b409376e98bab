"""What people type about devices. Nothing is decided here."""

from functools import lru_cache

from django import forms

from hometime.pages.fields import DayField, DrawnOnce, Hinted
from hometime.pages.renderer import draw_field

from ..models import Device
from .actions import Details
from .lists import FILTERS


class DeviceForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?", choices=Device.Kind.choices, widget=forms.RadioSelect(attrs={"class": "options--row"})
    )
    platform = forms.ChoiceField(
        label="What runs on it?", choices=[("", "I do not know, or nothing"), *Device.Platform.choices], required=False
    )
    make = forms.CharField(label="Make", max_length=80, required=False)
    model = forms.CharField(label="Model", max_length=80, required=False)
    serial = forms.CharField(
        label="Serial number",
        max_length=80,
        required=False,
        help_text="As printed on it. Leave it empty if it has none.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    asset_code = forms.CharField(
        label="Asset code",
        max_length=30,
        required=False,
        help_text="What is written on its label. Leave it empty to be given the next one.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(
        label="What do people call it?", max_length=80, required=False, help_text="Office laptop 3, for instance."
    )

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in Details.__dataclass_fields__})


class ChangeForm(DeviceForm):
    why = forms.CharField(label="Why is it changed?", max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class FilterForm(forms.Form):
    bound_field_class = DrawnOnce
    q = forms.CharField(label="Code, name, make, serial number or person", required=False, max_length=100)
    show = forms.ChoiceField(label="Show", required=False, choices=FILTERS)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *Device.Kind.choices])


@lru_cache(maxsize=64)
def drawn_choices(show, kind):
    """The two lists of the filter with what is chosen: there are few, and each is drawn once."""
    form = FilterForm(initial={"show": show, "kind": kind})
    return draw_field(form["show"]) + draw_field(form["kind"])


class LostForm(forms.Form):
    since = DayField(label="When was it last seen?", required=False, help_text="Leave it empty if you do not know.")
    why = forms.CharField(label="What happened, in a few words?", max_length=200, required=False)


class RetireForm(forms.Form):
    how = forms.ChoiceField(
        label="How did it go?",
        choices=[
            (Device.Retired.WIPED, Hinted("Wiped, then recycled")),
            (Device.Retired.DESTROYED, Hinted("Destroyed", hint="Such as a drive that was shredded.")),
            (Device.Retired.SOLD, Hinted("Wiped, then sold or given away")),
            (Device.Retired.SENT_BACK, Hinted("Sent back to whoever leased it to us")),
            (Device.Retired.LOST, Hinted("Lost or stolen, and not found")),
        ],
        widget=forms.RadioSelect,
    )
    with_whom = forms.CharField(
        label="Who took it?", max_length=200, required=False, help_text="A firm and its reference, for instance."
    )
    certificate = forms.FileField(
        label="The certificate", required=False, help_text="A PDF or a photograph. You can add it later."
    )


class KitForm(forms.Form):
    name = forms.CharField(label="What do people call it?", max_length=80, help_text="Visit bag 2, for instance.")


class CodeForm(forms.Form):
    typed = forms.CharField(
        label="Asset code or serial number",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "inputmode": "text"}),
    )
