"""What people type about a closure."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..everyday.forms import WithHours, at_time
from ..forms import radio, words
from ..models import Closure


class SendHomeForm(WithHours):
    """Some of the staff, in a box called `people`, and their hours from Monday to Friday."""

    def __init__(self, staff: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(p.code), p.name) for p in staff]  # type: ignore[attr-defined]

    @property
    def hours(self) -> list[list[str] | None]:
        return [self.span] * 5


class DeclareForm(SendHomeForm):
    cause = radio("Why is the school closed?", Closure.Cause.choices)
    words = words("What should everybody know?", required=False)
    starts_on = DayField(label="From which day?")
    expected_until = DayField(label="Until which day, if you know?", required=False)
    start = at_time("Their hours: from")
    end = at_time("Their hours: to")
    everybody = forms.BooleanField(label="Everybody the school employs works from home", required=False)
    people = forms.MultipleChoiceField(
        label="If not everybody, who?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not told.get("everybody") and not told.get("people"):
            self.add_error("people", "Choose at least one person, or everybody.")
        if told.get("everybody") and told.get("people"):
            self.add_error("people", "You chose everybody, and some people by name. Choose one or the other.")
        return told


class MoreForm(SendHomeForm):
    people = forms.MultipleChoiceField(
        label="Who else works from home?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    start = at_time("Their hours: from")
    end = at_time("Their hours: to")


class LastDayForm(forms.Form):
    last_day = DayField(label="What is the last day at home?")


class ChoiceForm(forms.Form):
    words = forms.CharField(label="What was chosen in a hurry?", max_length=300)


class ReviewForm(forms.Form):
    words = words("What did you find?")
