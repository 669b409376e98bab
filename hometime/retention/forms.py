"""What people type about getting rid of things, read and explained."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hometime.equipment.models import Device
from hometime.pages.fields import DayField
from hometime.papers.forms import OnceForm, radio, short
from hometime.papers.models import Data, SignOut

from .models import Certificate, Disposal
from .queries import Held
from .serials import Row

YES_NO = [("yes", "Yes"), ("no", "No")]


class DisposeForm(OnceForm):
    """What is gone and how. `papers` are those the person has out: ticking them closes the log."""

    what = radio("What are you getting rid of?", Disposal.What.choices)
    words = short("What is it?", max_length=200, help_text="Such as “spare report sheets”. Do not name anybody.")
    papers = forms.ChoiceField(
        label="Is it something you signed out?", widget=forms.RadioSelect, required=False, initial=""
    )
    data = radio("What is the most private thing in it?", Data.choices)  # type: ignore[assignment]
    route = radio("How will you get rid of it?", Disposal.Route.choices)
    keep_until = DayField(
        label="Until what day must it be kept?",
        help_text="The school’s list of how long things are kept says so.",
        required=False,
    )
    field_order = ("what", "papers", "words", "data", "route", "keep_until", "once")

    def __init__(self, mine: Sequence[SignOut], asks_its_day: bool, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.mine = {str(each.code): each for each in mine}
        choices = [("", "No"), *((code, each.what) for code, each in self.mine.items())]
        self.fields["papers"].choices = choices  # type: ignore[attr-defined]
        if not mine:
            del self.fields["papers"]
        if not asks_its_day:
            del self.fields["keep_until"]
        else:
            self.fields["keep_until"].required = True

    @property
    def sign_out(self) -> SignOut | None:
        return self.mine.get(self.cleaned_data.get("papers", ""))


class HeldForm(OnceForm):
    """One question for each thing held, then two about files."""

    has_overdue = radio("Do you hold anything that should be gone by now?", YES_NO)
    has_unneeded = radio("Do you have files or pages you no longer need?", YES_NO)

    def __init__(self, held: Sequence[Held], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.held = held
        asked = {f"need-{each.code}": radio(f"Do you still need it? {each.words}", YES_NO) for each in held}
        self.fields.update(asked)
        self.fields["has_overdue"].help_text = "Files too. The school’s list says how long things are kept."
        self.order_fields([*asked, "has_overdue", "has_unneeded", "once"])

    @property
    def needed(self) -> dict[str, bool]:
        return {each.code: self.cleaned_data[f"need-{each.code}"] == "yes" for each in self.held}


class CertificateForm(OnceForm):
    """A certificate: its file, or the serials somebody types."""

    kind = radio("What was destroyed?", Certificate.Kind.choices)
    company = short("Who destroyed it?", max_length=120)
    reference = short("What is its number?", max_length=80, required=False)
    dated_on = DayField(label="What is the date on it?")
    file = forms.FileField(label="The certificate", help_text="A PDF, or a list as a CSV file.", required=False)
    serials = forms.CharField(
        label="Or type the serials",
        help_text="One on each line. Leave this empty for a PDF: we look for the serials in it, and you say which are right.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=400_000,
        required=False,
    )

    @property
    def upload(self) -> tuple[str, bytes] | None:
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else None


class SerialsForm(forms.Form):
    """What was found in the PDF, and what somebody sees there besides."""

    found = forms.TypedMultipleChoiceField(
        label="Which of these are serials of things that are gone?",
        help_text="What does not match the register comes first. Untick anything that is not a serial.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    typed = forms.CharField(
        label="Type the serials that are missing",
        help_text="One on each line.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=400_000,
        required=False,
    )

    def __init__(self, rows: Sequence[Row], *args: Any, **kwargs: Any):
        kwargs["initial"] = {"found": [row.key for row in rows if row.is_sure]}
        super().__init__(*args, **kwargs)
        self.fields["found"].choices = [(row.key, row.words) for row in rows]  # type: ignore[attr-defined]
        if not rows:
            del self.fields["found"]
            self.fields["typed"].label = "Type the serials"

    def clean(self) -> dict[str, Any]:
        return {"found": []} | (super().clean() or {})


class TickForm(forms.Form):
    lines = forms.TypedMultipleChoiceField(
        label="Which of these are gone?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one."},
    )
    how = radio(
        "How did they go?",
        [(each.value, each.label) for each in (Device.Retired.DESTROYED, Device.Retired.WIPED)],
        initial=Device.Retired.DESTROYED,
    )

    def __init__(self, choices: Sequence[tuple[int, str]], *args: Any, **kwargs: Any):
        kwargs["initial"] = {"lines": [key for key, _ in choices]}
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    words = short("What did you find out?", error_messages={"required": "Say what you found out."})
