"""One question as a form, made from its fact; and the reminders a person may say they cannot keep."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from hometime.engine.vocabulary import NEVER, Fact, Value
from hometime.pages.fields import DayField

from .answers import Answer

NOT_KNOWN = "not-known"
DO_NOT_KNOW = (NOT_KNOWN, "I do not know")
CHOOSE = "Choose an answer, or “I do not know”."
NOT_LISTED = {"invalid_choice": "Tick only what is on the list.", "invalid_list": "Tick only what is on the list."}


class QuestionForm(forms.Form):
    """The answer to one question. `value` is what was said: held as the engine compares it, or None for “I do not know”."""

    def __init__(self, fact: Fact, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fact = fact
        self.fields["answer"] = _field(fact)

    @property
    def value(self) -> Value | None:
        said = self.cleaned_data["answer"]
        if said in (None, NOT_KNOWN):
            return None
        return self.fact.hold(said == "true" if self.fact.kind == "bool" else said)


def _field(fact: Fact) -> forms.Field:
    words: dict[str, Any] = {"label": fact.ask, "help_text": fact.hint}
    if fact.kind == "int":
        return forms.IntegerField(
            min_value=fact.minimum, max_value=fact.maximum, error_messages=_number_errors(fact), **words
        )
    if fact.kind == "date":
        return DayField(
            error_messages={"required": "Enter the date, such as 27 3 2026, or choose “I do not know”."}, **words
        )
    if fact.kind == "set":
        return _set_field(fact)
    choices = [("true", "Yes"), ("false", "No")] if fact.kind == "bool" else list(fact.values.items())
    words["error_messages"] = {"required": CHOOSE, "invalid_choice": CHOOSE}
    return forms.ChoiceField(choices=[*choices, DO_NOT_KNOW], widget=forms.RadioSelect, **words)


def _set_field(fact: Fact) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=list(fact.values.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=fact.ask,
        help_text=fact.hint or "Tick all that are true. Leave them all empty if none are true.",
        error_messages=NOT_LISTED,
    )


def _number_errors(fact: Fact) -> dict[str, str]:
    unknown = "Enter a whole number, or choose “I do not know”."
    outside = f"Enter a whole number from {fact.minimum:,} to {fact.maximum:,}."
    return {"required": unknown, "invalid": unknown, "min_value": outside, "max_value": outside}


def initial_answer(fact: Fact, value: Value | None, is_not_known: bool) -> Any:
    """What a question shows as answered already."""
    if is_not_known:
        return NOT_KNOWN if fact.kind in ("bool", "enum") else None
    if value is None:
        return None
    if fact.kind == "date":
        return None if value == NEVER else dt.date.fromordinal(int(value))  # type: ignore[arg-type]
    return str(value).lower() if fact.kind == "bool" else fact.show(value)


class ActivityForm(forms.Form):
    """What a person wants to do."""

    activity = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="What do you want to do?",
        error_messages={"required": "Choose what you want to do.", "invalid_choice": "Choose one from the list."},
    )

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = choices  # type: ignore[attr-defined]


class CannotForm(forms.Form):
    """The reminders of an answer, for a person to tick those they cannot keep."""

    cannot = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Which of these can you not do?",
        help_text="Leave all of them empty if you can do them.",
        error_messages=NOT_LISTED,
    )

    def __init__(self, answer: Answer, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cannot"].choices = reminders(answer)  # type: ignore[attr-defined]

    def said(self, answer: Answer) -> dict[str, frozenset[str]]:
        """The ticks by fact, for facts with any."""
        chosen: dict[str, set[str]] = {name.split(":")[0]: set() for name, _ in reminders(answer)}
        for tick in self.cleaned_data["cannot"]:
            name, member = tick.split(":")
            chosen[name].add(member)
        return {name: frozenset(members) for name, members in chosen.items() if members}


def reminders(answer: Answer) -> list[tuple[str, str]]:
    """(fact:member, words) of every tick that a reminder of this answer reads."""
    read = {(leaf.fact, leaf.member) for leaf in answer.ticks}
    ticks = (fact for fact in answer.policy.vocabulary.values() if fact.source == "tick")
    return [
        (f"{fact.name}:{member}", words)
        for fact in ticks
        for member, words in fact.values.items()
        if (fact.name, member) in read
    ]
