"""What is typed about systems and from where they can be opened."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..asking.forms import radio
from ..models import COMPUTERS, Device, System
from .actions import Described

KINDS = [(kind.value, f"Every school {kind.label.lower()}") for kind in COMPUTERS]


def ticks(label: str, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=boxes, required=False, **more)


class DescribeForm(forms.Form):
    name = forms.CharField(
        label="What is it called?", max_length=80, help_text="Such as school email, or safeguarding records."
    )
    whose = ticks("Whose facts are in it?", System.Whose.choices)
    data = radio("How private is the most private thing in it?", System.Data.choices)  # type: ignore[assignment]
    people_count = forms.IntegerField(
        label="About how many people is it?",
        min_value=1,
        max_value=10_000_000,
        required=False,
        help_text="Leave it empty if nobody knows.",
    )

    @property
    def told(self) -> Described:
        return Described(**{name: self.cleaned_data[name] for name in Described.__dataclass_fields__})


class AddForm(DescribeForm):
    kinds = ticks("From what can it be opened?", KINDS, help_text="You can name single devices and kits afterwards.")


class OpenForm(forms.Form):
    where = forms.ChoiceField(label="From what?", required=False)
    typed = forms.CharField(
        label="Or the asset code of one device",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    since = DayField(label="Since when?", required=False, help_text="Leave it empty if it has always been like that.")
    how = forms.CharField(
        label="How is it known?", max_length=200, required=False, help_text="Such as “seen on the device”."
    )

    def __init__(self, kits: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kits = {f"kit:{kit.code}": kit for kit in kits}
        choices = [*KINDS, *((key, f"The kit “{kit}”") for key, kit in self.kits.items())]
        self.fields["where"].choices = [("", "One device"), *choices]  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        where = str(self.cleaned_data["where"])
        return where if where in Device.Kind.values else ""
