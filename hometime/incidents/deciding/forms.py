"""What people type when they decide, report to the regulator, write letters and close."""

from collections.abc import Iterable
from typing import Any

from django import forms

from hometime.pages.fields import DayField, Hinted
from hometime.people.models import Person

from ..fields import radio, words_field
from ..looking.forms import MomentForm
from ..models import Incident, RiskDecision
from .finishing import EXCUSES
from .regulator_form import Field, Group

Outcome, Ending = RiskDecision.Outcome, Incident.Ending
THEN = {
    Outcome.UNLIKELY: "It is kept here with your reasons, and not reported.",
    Outcome.RISK: "It is reported to the regulator.",
    Outcome.HIGH: "It is reported, and the people affected are told.",
}
ENDINGS = {
    Ending.LOOKED_INTO: "Everything that had to be done is done.",
    Ending.NEAR_MISS: "Nothing happened in the end, and something can be learned.",
    Ending.NO_PERSONAL_DATA: "No information about a person was in it.",
}


class RiskForm(forms.Form):
    outcome = radio("How likely is it that people come to harm?", [(o, Hinted(o.label, hint=THEN[o])) for o in Outcome])
    reasons = words_field("Why? Say how likely harm is, and how bad it would be.")
    advised_by = forms.ChoiceField(label="Which data protection officer did you ask?")
    advice = words_field("What do they advise?")

    def __init__(self, officers: Iterable[Person], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.officers = {str(person.code): person for person in officers}
        if self.officers:
            names = [("", "Choose"), *((code, p.name) for code, p in self.officers.items())]
            self.fields["advised_by"].choices = names  # type: ignore[attr-defined]
        else:
            del self.fields["advised_by"], self.fields["advice"]

    @property
    def said(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | ({"advised_by": self.officers[told["advised_by"]]} if "advised_by" in told else {})


class FirstNoticeForm(MomentForm):
    reference = forms.CharField(label="What is the regulator’s reference?", max_length=100)
    late_reasons = words_field("If the hours were over: why is it late?", required=False)


class FollowUpForm(MomentForm):
    words = words_field("What did you add?")


class LetterForm(forms.Form):
    to = forms.CharField(
        label="Who did it go to?", max_length=200, help_text="A group is enough, such as “families of class 4”."
    )
    how = forms.CharField(label="How?", max_length=100, required=False, help_text="Such as by post, or by hand.")
    text = forms.CharField(
        label="The letter as it was sent", widget=forms.Textarea(attrs={"rows": 16}), max_length=20_000
    )
    sent_on = DayField(label="Which day?")


class ExcuseForm(forms.Form):
    why = radio("Why do they need no letters of their own?", list(EXCUSES.items()))
    words = words_field("How do you know?")


class CloseForm(forms.Form):
    ending = radio("How does it end?", [(e, Hinted(e.label, hint=ENDINGS[e])) for e in Ending])
    words = words_field("What was found, and what was learned?")


class ReopenForm(forms.Form):
    words = words_field("What has come to light?")


class PackForm(forms.Form):
    """The regulator’s questions, from data/regulator_form.yaml. All may stay open: a first report need not be whole."""

    def __init__(self, groups: Iterable[Group], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for group in groups:
            for each in group.fields:
                self.fields[each.id] = _field(each)


def _field(each: Field) -> forms.Field:
    hint = "Leave out the names of those affected." if each.leave_out_names else ""
    said: dict[str, Any] = {"label": each.label, "required": False, "help_text": hint}
    choices = list(each.choices.items())
    if each.kind == "one":
        return forms.ChoiceField(choices=[("", "Not said yet"), *choices], **said)
    if each.kind == "many":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    rows = forms.Textarea(attrs={"rows": 4}) if each.kind == "words" else forms.TextInput()
    return forms.CharField(widget=rows, max_length=5000, **said)
