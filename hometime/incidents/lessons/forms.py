"""What people type about lessons."""

from collections.abc import Mapping
from typing import Any

from django import forms

from hometime.pages.fields import DayField
from hometime.people.models import Person

from ..fields import words_field


class LearnForm(forms.Form):
    words = forms.CharField(label="What is to be done better?", max_length=500)
    owner = forms.ChoiceField(label="Who will do it?")
    due_on = DayField(label="By when?")

    def __init__(self, people: Mapping[str, Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose"), *((code, p.name) for code, p in people.items())]  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    outcome = words_field("What was done?")
