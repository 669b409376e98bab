"""What somebody types who goes round with a phone: as little as will do."""

from typing import Any

from django import forms

from hometime.policy.packs import catalogue

from ..posture.forms import CHOOSE, OnceForm
from .actions import MOST, NOT_HANDED_OVER

YES_NO = [("yes", "Yes"), ("no", "No")]


class StartForm(OnceForm):
    size = forms.IntegerField(
        label="How many devices?",
        help_text="They are drawn by lot. Nobody is told beforehand.",
        min_value=1,
        max_value=MOST,
        initial=5,
    )


class FoundForm(forms.Form):
    is_found = forms.ChoiceField(
        label="Is it here?",
        choices=YES_NO,
        widget=forms.RadioSelect(attrs={"class": "options--row"}),
        error_messages=CHOOSE,
    )
    was_handed_over = forms.ChoiceField(
        label="Was it handed over when you asked?",
        choices=YES_NO,
        widget=forms.RadioSelect(attrs={"class": "options--row"}),
        error_messages=CHOOSE,
    )
    findings = forms.MultipleChoiceField(
        label="Did you find anything?",
        help_text="Leave it empty if all is well.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="Anything to add?", max_length=500, required=False)
    photo = forms.FileField(
        label="A photo, if it helps",
        help_text="Leave out faces, and anything about pupils.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
        required=False,
    )
    keep_why = forms.CharField(
        label="If you take it away to look at it, why?",
        help_text="The person who has it gets a receipt.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        values = catalogue().facts["device.findings"]["values"]
        self.fields["findings"].choices = [(v, w) for v, w in values.items() if v != NOT_HANDED_OVER]  # type: ignore[attr-defined]


class PutRightForm(forms.Form):
    words = forms.CharField(label="How was it put right?", max_length=300)


class UnexpectedForm(forms.Form):
    asset_code = forms.CharField(
        label="What is on its label?", help_text="Leave it empty if it has none.", max_length=30, required=False
    )
    what = forms.CharField(label="What is it?", max_length=200, required=False)
    words = forms.CharField(label="Where was it?", help_text="Who had it, or in which room.", max_length=500)
