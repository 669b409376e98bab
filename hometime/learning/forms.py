"""Forms for signing, questions and training: they read and explain what was typed, and decide nothing."""

from django import forms

from hometime.pages.fields import DayField, Hinted

from .models import SigningRound


class SignForm(forms.Form):
    declared = forms.MultipleChoiceField(
        label="What you sign for",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick each statement, or ask a question first."},
    )
    typed_name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type your name to sign."},
    )

    def __init__(self, declarations, name, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared"].choices = [(each, each) for each in declarations]  # type: ignore[attr-defined]
        self.fields["typed_name"].help_text = f"Type it as it stands here: {name}. This is your signature."

    def clean_declared(self):
        ticked = self.cleaned_data["declared"]
        if len(ticked) < len(self.fields["declared"].choices):  # type: ignore[attr-defined]
            raise forms.ValidationError("Tick each statement, or ask a question first.")
        return ticked


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Why do you not want to sign?",
        help_text="The headteacher and the policy owner read this. Nobody else does.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why in a few words, so that somebody can help."},
    )


class RoundForm(forms.Form):
    """A day to sign by, and a word on each changed clause."""

    sign_by = DayField(label="By when should people sign?")

    def __init__(self, changes, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = changes
        for change in changes:
            self.fields[f"clause-{change.id}"] = forms.ChoiceField(
                label=f"Is the change to {change.clause.label} minor or major?",
                choices=[
                    (SigningRound.Weight.MINOR, Hinted("Minor", hint="Nobody has to do anything in another way.")),
                    (SigningRound.Weight.MAJOR, Hinted("Major", hint="Those it touches sign again.")),
                ],
                widget=forms.RadioSelect(attrs={"class": "options--row"}),
                error_messages={"required": f"Say minor or major for {change.clause.label}."},
            )

    @property
    def rows(self):
        return [(change, self[f"clause-{change.id}"]) for change in self.changes]

    @property
    def declared(self):
        return {change.id: self.cleaned_data[f"clause-{change.id}"] for change in self.changes}


class PeopleForm(forms.Form):
    """Tick people from a list."""

    people: forms.Field = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person."},
    )

    def __init__(self, people, *args, says="Who?", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["people"].label = says


class SheetForm(PeopleForm):
    signed_on = DayField(label="When was the sheet signed?")
    scan = forms.FileField(
        label="The scanned sheet",
        help_text="A PDF or a photograph. It proves what you enter.",
        error_messages={"required": "Choose the scan of the sheet."},
    )


class QuestionForm(forms.Form):
    clause = forms.ChoiceField(label="Which part is it about?", required=False)
    text = forms.CharField(
        label="What do you want to know?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your question."},
    )

    def __init__(self, clauses, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(clause.id, f"{clause.label}: {clause.text[:60]}") for clause in clauses]
        self.fields["clause"].choices = [("", "No part in particular"), *choices]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write an answer."},
    )


class PublishForm(forms.Form):
    shown_question = forms.CharField(
        label="The question, as everybody will read it",
        help_text="Say it in general words, with no names and nothing that tells who asked.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shown_answer = forms.CharField(
        label="The answer, as everybody will read it", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
