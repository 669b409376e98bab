"""What people type about care, hours, duties, absence and doubts."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField
from hometime.policy.packs import catalogue

from ..forms import YES_NO, radio, words
from ..models import Absence, DutiesAgreement, HoursNotice
from ..patterns import WEEKDAYS

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def at_time(label: str) -> forms.TimeField:
    wrong = "Enter a time, such as 08:30."
    return forms.TimeField(label=label, widget=TIME, error_messages={"required": wrong, "invalid": wrong})


def rest_hours() -> int:
    return int(next(fact for fact in catalogue().law if fact.id == "WT-01").data["daily_rest_hours"])


class WithHours(forms.Form):
    """A form that asks from when until when, in boxes called `start` and `end`."""

    def clean(self) -> dict[str, Any]:
        """The end after the start, and between two days the rest that the law gives."""
        told = super().clean() or {}
        start, end = told.get("start"), told.get("end")
        if start and end and end <= start:
            self.add_error("end", "The end must come after the start.")
        elif start and end and (end.hour - start.hour) * 60 + end.minute - start.minute > (24 - rest_hours()) * 60:
            self.add_error("end", f"That leaves less than {rest_hours()} hours of rest before the next day.")
        return told

    @property
    def span(self) -> list[str]:
        """As a day of hours is kept: ["08:30", "16:00"]."""
        return [f"{self.cleaned_data['start']:%H:%M}", f"{self.cleaned_data['end']:%H:%M}"]


class CareForm(forms.Form):
    in_place = radio(
        "Is care in place for everybody who needs care from you, for all the hours you work at home?",
        [("yes", "Yes, or nobody needs it"), ("no", "No, not now")],
    )


class HoursForm(WithHours):
    person = forms.ChoiceField(label="Whose hours?")
    weekdays = forms.MultipleChoiceField(
        label="On which days?",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    start = at_time("From")
    end = at_time("To")
    exception = radio("Do they need to answer anybody outside these hours?", HoursNotice.Reach.choices)

    def __init__(self, people: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(p.code), p.name) for p in people]  # type: ignore[attr-defined]

    @property
    def hours(self) -> list[list[str] | None]:
        chosen = self.cleaned_data["weekdays"]
        return [self.span if str(number) in chosen else None for number in range(5)]


class DutiesForm(forms.Form):
    change = radio("Does your work change because you are at home?", DutiesAgreement.Change.choices)
    instead = radio("Is there any usual work that you cannot do at home?", YES_NO)
    words = words("What changes, or what would you do instead?", required=False)


class DeclineForm(forms.Form):
    words = words(
        "Why not, or what would you agree to?",
        help_text="They can read this. Talk it over, and ask them to send it again.",
        error_messages={"required": "Say why, or what you would agree to."},
    )


class AbsenceForm(forms.Form):
    on = DayField(label="Which day can you not work?")
    reason = radio("Why?", Absence.Reason.choices, help_text="Your manager is told that you cannot work, not why.")


class ReturnForm(forms.Form):
    on = DayField(label="Which was the first day back?")


class DoubtForm(forms.Form):
    words = words(
        "What are you not sure about?", help_text="Your line manager reads this first, then the person who decides."
    )


class ViewForm(forms.Form):
    view = words("What do you think?", error_messages={"required": "Say what you think."})


class GoOnForm(forms.Form):
    view = words(
        "Why are you going on without the line manager?",
        help_text="The line manager comes first. If they are away, say so here; then you can answer.",
        error_messages={"required": "Say why you are going on without them."},
    )


class SettleForm(forms.Form):
    is_yes = radio("May they work from home?", YES_NO)
    answer = words("Why?", error_messages={"required": "Say why."})


class StationeryForm(forms.Form):
    what = forms.CharField(
        label="What did you take home?", max_length=300, error_messages={"required": "Say what it was."}
    )
    taken_on = DayField(label="Which day?")
