"""The questions of a report: few words, and big things to press. Nobody is asked whose fault it is."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from hometime.pages.fields import DayField, Hinted

from ..fields import radio, ticks
from ..models import Incident, YesNo

Kind, Thing, Data, Now = Incident.Kind, Incident.Thing, Incident.Data, Incident.Now
WHOSE = [("pupils", "Pupils"), ("families", "Families"), ("staff", "Staff"), ("others", "Others")]
NOTICED = [("now", "Just now"), ("today", "Earlier today"), ("yesterday", "Yesterday"), ("earlier", "Before that")]


class NowForm(forms.Form):
    now = radio("Is anyone in danger, or can it still be stopped?", Now.choices)


class WhatForm(forms.Form):
    kind = radio("What happened?", Kind.choices)
    thing = radio("What was it about?", Thing.choices)

    def __init__(self, *args: Any, of_seeing: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        hints = {Kind.SEEN: of_seeing, Kind.LOST: "Choose it if you only think so, and if somebody has found it."}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind, Hinted(label, hint=hints.get(Kind(kind), ""))) for kind, label in Kind.choices
        ]


class DataForm(forms.Form):
    data = radio("What is the most private thing that could be in it?", Data.choices)  # type: ignore[assignment]
    looked_after_child = radio(
        "Is it about a child in care, or might it be?", YesNo.choices, help_text="Also called a looked-after child."
    )
    child = radio("Is it about any child?", YesNo.choices)
    whose = ticks("Whose is it?", WHOSE)
    people_count = forms.IntegerField(
        label="About how many people, if you know?", min_value=1, max_value=1_000_000, required=False
    )
    child_name = forms.CharField(
        label="Which child, if you know?",
        max_length=300,
        required=False,
        help_text="Only the safeguarding lead and the data protection officer can read this. You may leave it out.",
    )


class ThingsForm(forms.Form):
    things = ticks("Which of these is it?", [], help_text="What you have out now. Tick all that are part of it.")
    label = forms.CharField(
        label="Is there a label or a number on it?",
        max_length=100,
        required=False,
        help_text="If it is not yours, this tells us whose it is. Leave it empty if you do not know.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    place = forms.CharField(
        label="Where did it happen?", max_length=200, required=False, help_text="Such as “car park, High Street”."
    )

    def __init__(self, *args: Any, things: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        if things:
            self.fields["things"].choices = [(str(t.record), t.label) for t in things]  # type: ignore[attr-defined]
        else:
            del self.fields["things"]


class WhenForm(forms.Form):
    noticed = radio("When was it noticed?", NOTICED)
    time = forms.TimeField(
        label="At what time, if it was earlier?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="If you leave it out, we count from the start of the day.",
    )
    on = DayField(label="Which day, if it was before yesterday?", required=False)
    words = forms.CharField(
        label="Is there anything else we should know?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Leave out names of pupils.",
    )
    concerns = forms.ChoiceField(label="Are you telling us this for somebody else?", required=False)

    def __init__(self, *args: Any, people: Any = (), today: dt.date | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["concerns"].choices = [("", "No, it is mine"), *((code, p.name) for code, p in people.items())]  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["on"]
        if on and self.today and on > self.today:
            raise ValidationError("That day has not come yet.")
        return on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("noticed") == "earlier" and not told.get("on") and "on" not in self.errors:
            self.add_error("on", "Say which day, such as 27 3 2026.")
        return told


def key(text: object) -> UUID | None:
    """A once-only key as a form sent it; None when it is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def in_words(form: forms.Form, said: dict[str, Any]) -> str:
    """What a page was answered, in the words of its choices."""
    return "; ".join(filter(None, (_said(field, said.get(name)) for name, field in form.fields.items()))) or "Not said"


def _said(field: forms.Field, value: Any) -> str:
    if not value:
        return ""
    labels = {str(slug): str(label) for slug, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    words = ", ".join(labels.get(str(each), str(each)) for each in values)
    return f"{field.label} {words}" if labels and labels.keys() <= set(YesNo.values) else words
