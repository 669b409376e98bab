"""What is typed of a matter that was passed on."""

from collections.abc import Mapping
from typing import Any

from django import forms

from hometime.people.models import Person

from ..fields import words_field


class ReferForm(forms.Form):
    about = forms.ChoiceField(label="Who is it about?")
    words = words_field(
        "What was passed on, and who to?", help_text="Keep the matter itself where the procedure keeps it."
    )

    def __init__(self, people: Mapping[str, Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "Choose"), *((code, p.name) for code, p in people.items())]  # type: ignore[attr-defined]
