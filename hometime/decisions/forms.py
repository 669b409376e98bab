"""One question as a form, made from its fact; and the reminders a person may say they cannot keep."""

from typing import Any

from django import forms

from hometime.engine.vocabulary import Fact, Value
from hometime.pages.fields import DayField

from .answers import Answer

NOT_KNOWN = "not-known"
DO_NOT_KNOW = (NOT_KNOWN, "I do not know")


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
        unknown = "Enter a whole number, or choose “I do not know”."
        return forms.IntegerField(min_value=fact.minimum, max_value=fact.maximum, error_messages={"required": unknown, "invalid": unknown}, **words)
    if fact.kind == "date":
        return DayField(**words)
    if fact.kind == "set":
        return forms.MultipleChoiceField(choices=list(fact.values.items()), widget=forms.CheckboxSelectMultiple, required=False, **words)
    choices = [("true", "Yes"), ("false", "No")] if fact.kind == "bool" else list(fact.values.items())
    missing = {"required": "Choose an answer, or “I do not know”."}
    return forms.ChoiceField(choices=[*choices, DO_NOT_KNOW], widget=forms.RadioSelect, error_messages=missing, **words)


class ActivityForm(forms.Form):
    """What a person wants to do."""

    activity = forms.ChoiceField(widget=forms.RadioSelect, label="What do you want to do?", error_messages={"required": "Choose what you want to do."})

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = choices  # type: ignore[attr-defined]


class CannotForm(forms.Form):
    """The reminders of an answer, for a person to tick those they cannot keep."""

    cannot = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False, label="Which of these can you not do?", help_text="Leave all of them empty if you can do them.")

    def __init__(self, answer: Answer, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cannot"].choices = reminders(answer)  # type: ignore[attr-defined]

    def said(self, answer: Answer) -> dict[str, frozenset[str]]:
        """The ticks by fact; a fact whose reminders were all left empty is an empty set."""
        chosen: dict[str, set[str]] = {name.split(":")[0]: set() for name, _ in reminders(answer)}
        for tick in self.cleaned_data["cannot"]:
            name, member = tick.split(":")
            chosen[name].add(member)
        return {name: frozenset(members) for name, members in chosen.items() if members}


def reminders(answer: Answer) -> list[tuple[str, str]]:
    """(fact:member, words) of every tick that a reminder of this answer reads."""
    read = {(leaf.fact, leaf.member) for leaf in answer.ticks}
    vocabulary = answer.policy.vocabulary
    return [(f"{name}:{member}", words) for name, fact in vocabulary.items() if fact.source == "tick" for member, words in fact.values.items() if (name, member) in read]
