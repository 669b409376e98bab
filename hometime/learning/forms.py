"""Forms for signing, questions and training: they read and explain what was typed, and decide nothing."""

from django import forms

from hometime.pages.fields import DayField, Hinted
from hometime.people.choosing import PeopleField

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
        self.fields["typed_name"].help_text = f"Type it just as it is here: {name}. This is your signature."

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
        for number, change in enumerate(changes, 1):
            named = f"change {number}, {change.place},"  # a place may have changed twice
            self.fields[f"clause-{change.id}"] = forms.ChoiceField(
                label=f"Is {named} minor or major?",
                choices=[
                    (SigningRound.Weight.MINOR, Hinted("Minor", hint="Nobody has to do anything differently.")),
                    (SigningRound.Weight.MAJOR, Hinted("Major", hint="The people it touches sign again.")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether {named} is minor or major."},
            )

    @property
    def rows(self):
        return [(change, self[f"clause-{change.id}"]) for change in self.changes]

    @property
    def declared(self):
        return {change.id: self.cleaned_data[f"clause-{change.id}"] for change in self.changes}


class PeopleForm(forms.Form):
    """Tick people from a list; where it makes sense, all of them at once."""

    everybody = forms.BooleanField(label="Everybody on this list", required=False)
    people: forms.Field = PeopleField(
        queryset=None, to_field_name="code", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, people, *args, says="Who?", may_take_all=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["people"].label = says
        if not may_take_all:
            del self.fields["everybody"]

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if typed.get("everybody"):
            typed["people"] = self.fields["people"].queryset.all()  # type: ignore[attr-defined]
        elif "people" in typed and not typed["people"]:
            self.add_error("people", "Tick at least one person.")
        return typed


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
        help_text="Say it in general words, with no names and nothing that shows who asked.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shown_answer = forms.CharField(
        label="The answer, as everybody will read it", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class CertificateForm(forms.Form):
    """One’s own course, with its certificate."""

    done_on = DayField(label="When did you do it?")
    good_until = DayField(
        label="When does the certificate run out?",
        required=False,
        help_text="Leave it empty if the certificate does not say.",
    )
    certificate = forms.FileField(
        label="Your certificate",
        help_text="A PDF or a photograph.",
        error_messages={"required": "Choose the file of your certificate."},
    )


class CompletionsForm(PeopleForm):
    """A training day: one course, one date, many people."""

    course = forms.ChoiceField(label="Which course?")
    done_on = DayField(label="When did they do it?")
    certificate = forms.FileField(
        label="A list or a certificate that shows it",
        required=False,
        help_text="A PDF or a photograph, if there is one.",
    )

    field_order = ("course", "done_on", "certificate", "everybody", "people")

    def __init__(self, courses, people, *args, **kwargs):
        super().__init__(people, *args, says="Who did it?", may_take_all=True, **kwargs)
        self.fields["course"].choices = [(each.fact, each.title) for each in courses.values()]  # type: ignore[attr-defined]


class CourseForm(forms.Form):
    provider = forms.CharField(label="Whose course is it?", required=False, max_length=200)
    address = forms.URLField(
        label="Where is it done?", required=False, assume_scheme="https", help_text="The address of a web page."
    )
    topics = forms.MultipleChoiceField(label="What does it cover?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, topics, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(topics.items())  # type: ignore[attr-defined]


class PoliciesForm(forms.Form):
    policies = forms.MultipleChoiceField(
        label="Which have you read?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the ones you have read."},
    )

    def __init__(self, policies, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["policies"].choices = policies  # type: ignore[attr-defined]


class UpdateForm(PeopleForm):
    title = forms.CharField(label="What is it about?", max_length=80)
    text = forms.CharField(label="What should people know?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))

    field_order = ("title", "text", "everybody", "people")


class TrainingFilterForm(forms.Form):
    course = forms.ChoiceField(label="Course", required=False)
    q = forms.CharField(label="Name", required=False, max_length=100)

    def __init__(self, courses, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = [(each.fact, each.title) for each in courses.values()]  # type: ignore[attr-defined]


class KioskForm(forms.Form):
    name = forms.CharField(
        label="What do people call this device?", help_text="Staff room tablet, for instance.", max_length=80
    )
    hours = forms.IntegerField(label="For how many hours?", min_value=1, max_value=12, initial=2)


class KioskSignForm(SignForm):
    pin = forms.CharField(
        label="Your PIN",
        max_length=12,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Type your PIN."},
    )
