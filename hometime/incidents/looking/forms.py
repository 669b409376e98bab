"""What people type while a report is looked into."""

import datetime as dt
from typing import Any

from django import forms

from hometime.lib.clock import LONDON
from hometime.pages.fields import DayField

from ..checklists import bodies
from ..fields import radio, words_field
from ..models import Step


class NoteForm(forms.Form):
    words = words_field("What do you want to write down?", help_text="Leave out names of pupils.")
    audience = radio("Who may read it?", Step.Audience.choices)

    def __init__(self, audiences: list[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        shown = [(str(each), Step.Audience(each).label) for each in audiences]
        self.fields["audience"].choices = shown  # type: ignore[attr-defined]
        if len(shown) == 1:
            self.fields["audience"].initial = shown[0][0]


class BodyForm(forms.Form):
    body = radio("Who was told?", [])
    words = words_field("When, who told them, and their reference", required=False)

    def __init__(self, told: set[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = [(slug, words) for slug, words in bodies().items() if slug not in told]
        self.fields["body"].choices = rows  # type: ignore[attr-defined]


class OutsideForm(forms.Form):
    words = words_field("How did you tell them, and what is their reference?", required=False)


class ChildForm(forms.Form):
    words = forms.CharField(label="Which child is it?", max_length=300)


class MomentForm(forms.Form):
    """A day and a time, as London’s clocks show them."""

    on = DayField(label="Which day?")
    time = forms.TimeField(label="At what time?", widget=forms.TimeInput(attrs={"type": "time"}))

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["time"], LONDON)


class PeopleForm(forms.Form):
    least = forms.IntegerField(label="At least how many?", min_value=0, max_value=1_000_000)
    most = forms.IntegerField(
        label="How many at the most?",
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text="Leave it empty if nobody can say yet.",
    )
    words = words_field(
        "How do you know?", help_text="Such as “the list that the folder was made from”. Do not name anybody."
    )


class ClockForm(MomentForm):
    words = words_field("Why did the school know then, and not when the report says?")
