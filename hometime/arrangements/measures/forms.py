"""What people type about an extra check."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..forms import words


class MeasureForm(forms.Form):
    person = forms.ChoiceField(label="Whose work is it about?")
    what = forms.CharField(label="What is checked, and how?", max_length=300)
    why = words("Why is it needed?", help_text="They can read this. Leave out anything about health.")
    starts_on = DayField(label="From which day?")

    def __init__(self, people: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(p.code), p.name) for p in people]  # type: ignore[attr-defined]
