"""What the school writes of its own equipment: tests, upkeep, limits, settings, set-ups and advice."""

from typing import Any

from django import forms

from hometime.pages.fields import DayField

from ..models import Restriction
from .forms import YES_NO, CodeField, OnceForm, WithCode, radio, text_box


class InspectionForm(WithCode):
    checked_on = DayField(label="When was it tested?")
    result = radio("How did it go?", [("pass", "Passed"), ("fail", "Failed")])
    label = forms.CharField(label="Number on the test label", max_length=40, required=False)
    tester = forms.CharField(label="Who tested it?", max_length=100)
    words = forms.CharField(label="What was found?", max_length=300, required=False)


class VisitForm(forms.Form):
    """A tester’s list, typed or pasted: one device a line."""

    checked_on = DayField(label="When did the tester come?")
    tester = forms.CharField(label="Who tested?", max_length=100)
    lines = forms.CharField(
        label="The list",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20_000,
        help_text="One device on each line: code, pass or fail, number on the label. Such as GW-0014, pass, 20331",
    )


class ServiceForm(WithCode):
    done_on = DayField(label="Which day?")
    words = forms.CharField(label="What was looked at, and what was put right?", max_length=300)


class LimitForm(OnceForm):
    what = radio("What do you do?", Restriction.What.choices)
    words = forms.CharField(label="Which system, device or service?", max_length=200)
    person = forms.ChoiceField(label="Who does it limit?", required=False)
    asset_code = CodeField(required=False)
    why = text_box(
        "Why?",
        help_text="The person it limits can read this once they have been told.",
        error_messages={"required": "Say why it is limited."},
    )
    warned = radio("Did you tell them beforehand?", YES_NO)
    tell_now = radio("Tell them now?", [("yes", "Yes, tell them now"), ("no", "No, I will tell them afterwards")])

    def __init__(self, people: Any, organisation: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.people = {str(person.code): person for person in people}
        choices = [("", "Everybody who works from outside"), *[(code, p.name) for code, p in self.people.items()]]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    clean_asset_code = WithCode.clean_asset_code

    @property
    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "what": said["what"],
            "words": said["words"],
            "why": said["why"],
            "person": self.people.get(said["person"]),
            "device": said["asset_code"],
            "warned": said["warned"] == "yes",
            "tell_now": said["tell_now"] == "yes",
            "once": said["once"],
        }


class LiftForm(forms.Form):
    words = text_box("Why is it restored?", error_messages={"required": "Say why."})


class SettingForm(forms.Form):
    """One setting that everybody’s answers rest on; its choices are the catalogue’s."""

    seen_on = DayField(label="When did you look?")
    words = forms.CharField(
        label="Where did you see it?", max_length=300, help_text="Such as: admin console, sign-in rules."
    )

    def __init__(self, facts: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        said = {fact.name: fact for fact in facts}
        fields = {name: radio(fact.ask, _values(fact), required=False) for name, fact in said.items()}
        self.facts, self.fields = said, {**fields, **self.fields}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(name) for name in self.facts):
            raise forms.ValidationError("Answer at least one of the questions.")
        return told

    @property
    def values(self) -> list[tuple[Any, Any]]:
        told = self.cleaned_data
        return [
            (fact, told[name] == "yes" if fact.kind == "bool" else told[name])
            for name, fact in self.facts.items()
            if told.get(name)
        ]


def _values(fact: Any) -> list[tuple[str, str]]:
    return YES_NO if fact.kind == "bool" else list(fact.values.items())


class WithPerson(OnceForm):
    person = forms.ChoiceField(label="Who is it for?")

    def __init__(self, people: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(person.code): person for person in people}
        self.fields["person"].choices = [(code, p.name) for code, p in self.people.items()]  # type: ignore[attr-defined]


class SetUpForm(WithPerson):
    words = text_box("What should they have at home?", error_messages={"required": "Say what they should have."})
    depends_on = forms.CharField(label="What does it depend on?", max_length=300, required=False)


class AdviceForm(WithPerson):
    can_be_done = radio("Can the job be done with equipment at home?", YES_NO)
    words = text_box("What did you look at?", error_messages={"required": "Say what you looked at."})
