"""What people type about a complaint."""

from collections.abc import Mapping
from typing import Any

from django import forms

from hometime.pages.fields import DayField
from hometime.people.models import Person

from ..fields import radio, words_field
from ..models import Complaint, ComplaintStep

Kind = ComplaintStep.Kind


class ReceiveForm(forms.Form):
    received_on = DayField(label="When did it arrive?")
    how = radio("How did it arrive?", Complaint.How.choices)
    from_whom = forms.CharField(label="Who complains?", max_length=200)
    words = words_field("What is it about?")
    about = forms.ChoiceField(label="Is it about something a member of staff did?", required=False)

    def __init__(self, people: Mapping[str, Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [("", "No, or not known"), *((code, p.name) for code, p in people.items())]
        self.fields["about"].choices = names  # type: ignore[attr-defined]


class OutsideForm(forms.Form):
    """What somebody outside the school is asked: as little as will do."""

    from_whom = forms.CharField(
        label="What is your name?",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    words = words_field("What is your complaint?", help_text="In your own words. No special form is needed.")
    email = forms.EmailField(
        label="Your email address, if you want an answer by email",
        required=False,
        max_length=200,
        help_text="If you leave it out, say in your complaint how the school can reach you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about_keeper = forms.BooleanField(
        label="It is about the person at the school who looks after data",
        required=False,
        help_text="Then somebody else reads it.",
    )
    once = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # nobody sees it: what writes in it is a machine

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the last box empty, and send it again.")
        return ""


class AcknowledgeForm(forms.Form):
    on = DayField(label="When was the person told that it had arrived?")
    words = words_field("How were they told?", required=False)


class StepForm(forms.Form):
    kind = radio("What was done?", [(Kind.ENQUIRY, Kind.ENQUIRY.label), (Kind.PROGRESS, Kind.PROGRESS.label)])
    words = words_field("Say what, in a sentence")


class AnswerForm(forms.Form):
    words = words_field("What is the outcome, and how was the person told?")
