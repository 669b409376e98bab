"""What people type about going abroad."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..forms import YES_NO, radio, words
from ..models import Arrangement
from .on_loan import OnLoan


class AbroadForm(forms.Form):
    country = forms.CharField(label="Which country?", max_length=100)
    leaves_on = DayField(label="When do you leave?")
    returns_on = DayField(label="When do you come back?")
    works_there = radio("Will you work there?", YES_NO)
    data = forms.ChoiceField(  # type: ignore[assignment]
        label="If you work there, what is the most private information you will use?",
        choices=Arrangement.Data.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    loans = forms.MultipleChoiceField(
        label="Which school equipment will you take?",
        help_text="Leave them all empty if you are not taking any of it.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Something you ticked is not on loan to you now. Tick again what you take."},
    )
    kit = words("Will you take anything else of the school’s?", help_text="One item on each line.", required=False)
    understood = forms.BooleanField(
        label="I know that insurance may not cover it there, and that it may be looked at or kept at a border",
        error_messages={"required": "Tick this to say that you know."},
    )

    def __init__(self, lent: Sequence[OnLoan], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["loans"].choices = [(each.code, each.words) for each in lent]  # type: ignore[attr-defined]
        if not lent:
            del self.fields["loans"]
            self.fields["kit"].label = "Which school equipment will you take?"
            self.fields[
                "kit"
            ].help_text = "You have nothing on loan here. If you take something else, write one item on each line."

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("works_there") == "yes" and not told.get("data"):
            self.add_error("data", "Choose the most private information you will use.")
        return told


class DecideForm(forms.Form):
    is_yes = radio("What is your answer?", YES_NO)
    is_insured = forms.ChoiceField(
        label="Is the equipment insured there?", choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    reason = words("Why?", required=False, help_text="You must give a reason if the answer is no.")

    def __init__(self, *args: Any, takes_kit: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not takes_kit:
            del self.fields["is_insured"]
