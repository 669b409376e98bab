"""What people type about flexible working."""

from collections.abc import Mapping
from typing import Any

from django import forms

from hometime.pages.fields import DayField
from hometime.people.models import Person

from ..forms import YES_NO, radio, words
from ..models import FlexibleRequest

State = FlexibleRequest.State


def check_terms(form: forms.Form, told: dict[str, Any]) -> None:
    """A yes changes the contract, so it says from when and for how long."""
    if not told.get("agreed_from"):
        form.add_error("agreed_from", "Give the first day of what you agree to.")
    if not told.get("lasting"):
        form.add_error("lasting", "Say whether it is for good.")
    elif told["lasting"] != FlexibleRequest.Lasting.PERMANENT and not told.get("agreed_until"):
        form.add_error("agreed_until", "Give the last day, as it is not for good.")


class AskForm(forms.Form):
    change = words(
        "What change to your hours, times or place of work do you want?",
        error_messages={"required": "Say what change you want."},
    )
    starts_on = DayField(label="From which day?")
    earlier = words(
        "Have you asked this employer before? If so, when?",
        help_text="Write “No” if you have not.",
        error_messages={"required": "Say when you asked before, or write “No”."},
    )
    effect = words(
        "How might it affect the school, and what could be done?", required=False, help_text="You need not say."
    )
    reasons = words(
        "Is there anything else you want to say?",
        required=False,
        help_text="You need not say. Only the person who decides reads it.",
    )
    for_disability = forms.BooleanField(label="It has to do with a disability", required=False)
    is_legal = forms.BooleanField(
        label="I make this as a legal request for flexible working",
        error_messages={"required": "Tick this to make a legal request, or ask to work from home instead."},
    )


class LogForm(forms.Form):
    person = forms.ChoiceField(label="Who asks?")
    how = radio("How did it arrive?", [choice for choice in FlexibleRequest.How.choices if choice[0] != "here"])
    received_on = DayField(
        label="When did it arrive?",
        help_text="The law counts from this day. For a letter it is the day on which the post would usually bring it; "
        "for an email, the day it was sent.",
    )
    change = words(
        "What change to their hours, times or place of work do they want?",
        help_text="In their own words.",
        error_messages={"required": "Say what change they want."},
    )
    starts_on = DayField(label="From which day do they want it?")
    earlier = words(
        "Which earlier requests does it name, and when were they made?",
        help_text="Write “None” if it names none.",
        error_messages={"required": "Say which earlier requests it names, or write “None”."},
    )
    effect = words("What does it say of the effect on the school?", required=False, help_text="It need not say.")
    reasons = words("What else does it say?", required=False, help_text="Only the person who decides reads it.")
    for_disability = forms.BooleanField(label="It says that it has to do with a disability", required=False)
    is_legal = forms.BooleanField(
        label="It is in writing, has a date, and says that it is a legal request for flexible working",
        error_messages={"required": "If it does not say so, ask them first which they mean."},
    )

    def __init__(self, people: Mapping[str, Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [("", "Choose somebody"), *((code, person.name) for code, person in people.items())]
        self.fields["person"].choices = names  # type: ignore[attr-defined]


class ConsultForm(forms.Form):
    invited_on = DayField(label="When were they invited?")
    held_on = DayField(label="When was the meeting?")
    was_missed = radio("Did they come?", [("no", "Yes"), ("yes", "No")])
    had_good_reason = radio("If not, did they have a good reason?", YES_NO, required=False)
    who_present = words(
        "Who was there?", required=False, help_text="They may bring a colleague or somebody from a union."
    )
    alternatives = words("What other ways did you talk over?", required=False)
    note = words("What was said?", required=False)


class DecideForm(forms.Form):
    answer = radio(
        "What is your answer?", [(State.AGREED, "Yes"), (State.PARTLY, "Yes to part of it"), (State.DECLINED, "No")]
    )
    agreed_from = DayField(label="If yes, from which day?", required=False)
    lasting = radio("If yes, for how long?", FlexibleRequest.Lasting.choices, required=False)
    agreed_until = DayField(label="Until which day, if it is not for good?", required=False)
    grounds = forms.MultipleChoiceField(
        label="If no, even in part, on which grounds?", widget=forms.CheckboxSelectMultiple, required=False
    )
    explanation = words("How do they apply here?", required=False)
    why_reasonable = words("Why is it reasonable to say no?", required=False)

    def __init__(self, rules: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["grounds"].choices = rules.grounds  # type: ignore[attr-defined]
        asked = "You must fill this in." if rules.asks_why_reasonable else "A good habit now, and due to become law."
        self.fields["why_reasonable"].help_text = asked

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") in (State.AGREED, State.PARTLY):
            check_terms(self, told)
        if told.get("answer") in (State.DECLINED, State.PARTLY) and not told.get("grounds"):
            self.add_error("grounds", "A no, even in part, must rest on at least one of these.")
        return told


class AppealForm(forms.Form):
    words = words("What should be looked at again?")


class AppealAnswerForm(forms.Form):
    is_yes = radio("What is the answer to the appeal?", YES_NO)
    words = words("Why?")
    agreed_from = DayField(label="If yes, from which day?", required=False)
    lasting = radio("If yes, for how long?", FlexibleRequest.Lasting.choices, required=False)
    agreed_until = DayField(label="Until which day, if it is not for good?", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("is_yes") == "yes":
            check_terms(self, told)
        return told


class MoreTimeForm(forms.Form):
    new_last_day = DayField(label="Until which day?")
