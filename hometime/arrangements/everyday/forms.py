"""What people type about care, hours, duties, absence and doubts."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..forms import YES_NO, radio, words
from ..models import Absence, DutiesAgreement, HoursNotice
from ..patterns import WEEKDAYS

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class CareForm(forms.Form):
    in_place = radio(
        "Is care in place for everybody who needs yours, for all the hours you work at home?",
        [("yes", "Yes, or nobody needs it"), ("no", "No, not now")],
    )


class HoursForm(forms.Form):
    person = forms.ChoiceField(label="Whose hours?")
    weekdays = forms.MultipleChoiceField(
        label="On which days?",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    start = forms.TimeField(label="From", widget=TIME)
    end = forms.TimeField(label="To", widget=TIME)
    exception = radio("Need they answer anybody outside these hours?", HoursNotice.Reach.choices)

    def __init__(self, people: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(p.code), p.name) for p in people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("start") and told.get("end") and told["end"] <= told["start"]:
            self.add_error("end", "The end must come after the start.")
        return told

    @property
    def hours(self) -> list[list[str] | None]:
        told = self.cleaned_data
        span = [f"{told['start']:%H:%M}", f"{told['end']:%H:%M}"]
        return [span if str(number) in told["weekdays"] else None for number in range(5)]


class DutiesForm(forms.Form):
    change = radio("Does your work change because you are at home?", DutiesAgreement.Change.choices)
    instead = radio("Is there any usual work that you cannot do at home?", YES_NO)
    words = words("What changes, or what would you do instead?", required=False)


class AbsenceForm(forms.Form):
    on = DayField(label="On which day can you not work?")
    reason = radio("Why?", Absence.Reason.choices, help_text="Your manager is told that you cannot work, not why.")


class ReturnForm(forms.Form):
    on = DayField(label="Which was the first day back?")


class DoubtForm(forms.Form):
    words = words("What are you not sure about?", help_text="Your line manager reads this first, then who decides.")


class ViewForm(forms.Form):
    view = words("What do you think?", error_messages={"required": "Say what you think."})


class SettleForm(forms.Form):
    is_yes = radio("May they work from home?", YES_NO)
    answer = words("Why?", error_messages={"required": "Say why."})


class StationeryForm(forms.Form):
    what = forms.CharField(
        label="What did you take home?", max_length=300, error_messages={"required": "Say what it was."}
    )
    taken_on = DayField(label="On which day?")
