"""What people type about papers, read and explained. Nothing is decided here."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from hometime.pages.fields import DayField
from hometime.policy.packs import Policy

from . import asking_the_policy as policy_says
from .models import Container, Data, InCare, Journey, PaperItem, PaperSet
from .taking import LONGEST_NAME, MOST_ITEMS, Taking, items_of, numbered, of_labelled

YES_NO = [("yes", "Yes"), ("no", "No")]
CHOOSE = {"required": "Choose an answer."}
USUAL_DAYS = 7


def radio(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **more)


def short(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=more.pop("max_length", 300), **more)


class OnceField(forms.UUIDField):
    """A key that tells the same form sent twice from two forms. One that was lost on the way is made anew."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            read: uuid.UUID = super().clean(value)
        except forms.ValidationError:
            return uuid.uuid4()
        return read


class OnceForm(forms.Form):
    """A form that counts once, however often it arrives."""

    once = OnceField()

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"once": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class PapersForm(forms.Form):
    """What papers are."""

    what = short(
        "What are the papers?", max_length=LONGEST_NAME, help_text="Such as “History books”. Do not name anybody."
    )
    how_many = forms.IntegerField(label="How many are there?", min_value=1, max_value=MOST_ITEMS, initial=1)
    items = forms.CharField(
        label="Or list them, one on each line",
        help_text="You may paste a list. Use numbers or initials, not full names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=40_000,
        required=False,
    )
    data = radio("What is the most private thing in them?", Data.choices)  # type: ignore[assignment]
    whose = short("Who are they about?", max_length=LONGEST_NAME, required=False, help_text="Such as “Pupils of 7B”.")
    people_count = forms.IntegerField(
        label="About how many people is that?", min_value=1, max_value=100_000, required=False
    )
    in_care = radio("Is any of them a child in care?", InCare.choices, required=False)
    is_master = forms.BooleanField(label="It is the school’s main copy, or the only one", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("data") in ("personal", "sensitive"):
            if not told.get("whose", "").strip():
                self.add_error("whose", "Say who they are about. “Pupils of 7B” is enough.")
            if not told.get("in_care"):
                self.add_error("in_care", "Choose an answer.")
        told["in_care"] = told.get("in_care") or InCare.NO.value
        return told

    @property
    def things(self) -> tuple[str, ...]:
        told = self.cleaned_data
        listed = items_of(told.get("items", ""))
        return listed or (numbered(told["what"][:100], told["how_many"]) if told["how_many"] > 1 else (told["what"],))


NAMES = ("whose", "people_count", "data", "in_care", "is_master")


class TakeForm(OnceForm, PapersForm):
    """Papers that leave. Questions that the policy does not ask are left out; those of a set are answered already."""

    online_instead = radio("Could you use an electronic copy instead?", YES_NO)
    only_needed = radio("Are you taking only the parts you need?", YES_NO)
    why_paper = short(
        "If you need these papers all the same, say why",
        required=False,
        help_text="Only if they are the main copy, or an answer above asks for it.",
    )
    purpose = short("What are they for?")
    due_on = DayField(label="When will they be back at school?")
    container = radio("What will you carry them in?", Container.choices)
    is_lasting = forms.BooleanField(label="Ask for every time I take this until that day", required=False)
    already_left = forms.BooleanField(
        label="They have left school already",
        required=False,
        help_text="Tick this so that they are written down at once.",
    )
    field_order = (
        "what", "how_many", "items", "is_master", "online_instead", "only_needed", "why_paper", "data", "whose",
        "people_count", "in_care", "purpose", "due_on", "container", "is_lasting", "already_left", "once",
    )  # fmt: skip

    def __init__(self, *args: Any, policy: Policy, today: dt.date, things: Sequence[PaperSet] = (), **kwargs: Any):
        kwargs["initial"] = {"due_on": today + dt.timedelta(days=USUAL_DAYS)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.labelled = list(things)
        self.asks_for = _asked_of_anybody(policy, today, self.labelled)
        self.needs_leave = bool(self.asks_for)
        asked = _asked_instead(policy, today)
        gone = {"online_instead", "only_needed"} - asked
        may_be_master = not things or any(each.is_master for each in things)
        gone |= set() if asked or may_be_master else {"why_paper"}
        gone |= set() if self.needs_leave or may_be_master else {"already_left"}
        gone |= set(PapersForm.base_fields) if things else set()
        gone |= set() if self.needs_leave and len(things) == 1 else {"is_lasting"}
        if not asked:
            self.fields["why_paper"].label = "If it is the main copy, why does this one have to go?"
            self.fields["why_paper"].help_text = ""
        for name in gone:
            del self.fields[name]

    @property
    def button(self) -> str:
        """What pressing it does, where that is the same whatever is answered."""
        words = {policy_says.PERMISSION: "Ask for permission", policy_says.EXCEPTION: "Ask for an exception"}
        if not self.needs_leave:
            return "Sign them out"
        return words.get(next(iter(self.asks_for)), "Continue") if len(self.asks_for) == 1 else "Continue"

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data if self.labelled else super().clean()

    @property
    def taking(self) -> Taking:
        told = self.cleaned_data
        how: dict[str, Any] = {name: told[name] for name in ("purpose", "due_on", "container")}
        how["why_paper"] = told.get("why_paper", "")
        how |= {name: told[name] == "yes" for name in ("online_instead", "only_needed") if name in told}
        if self.labelled:
            return of_labelled(self.labelled, **how)
        return Taking(what=told["what"], items=self.things, **{name: told[name] for name in NAMES}, **how)


def _asked_instead(policy: Policy, today: dt.date) -> set[str]:
    """Which of the two questions the policy asks."""
    described = {
        "online_instead": policy_says.Described("personal", online_instead=True, only_needed=True),
        "only_needed": policy_says.Described("personal", online_instead=False, only_needed=False),
    }
    return {name for name, papers in described.items() if policy_says.instead(policy, papers, today)}


def _asked_of_anybody(policy: Policy, today: dt.date, things: Sequence[PaperSet]) -> set[str]:
    """What the policy wants before these leave, or before anything may; empty where nothing has to be asked."""
    kinds = [each.data for each in things] or list(Data.values)
    is_master = any(each.is_master for each in things)
    asked = {policy_says.demand(policy, policy_says.Described(str(data), is_master), today).kind for data in kinds}
    nothing = {policy_says.LOG, policy_says.SILENT}
    return asked if asked - nothing else set()


class UseLeaveForm(OnceForm):
    container = radio("What will you carry them in?", Container.choices)


class PrintForm(OnceForm, PapersForm):
    """A page printed at home."""

    purpose = short("What is it for?")
    due_on = DayField(label="When will you shred it, or bring it to school?")
    field_order = (
        "what", "how_many", "items", "data", "whose", "people_count", "in_care", "purpose", "due_on", "once",
    )  # fmt: skip

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        kwargs["initial"] = {"due_on": today + dt.timedelta(days=USUAL_DAYS)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["what"].label = "What did you print?"
        self.fields["how_many"].label = "How many sheets?"
        del self.fields["is_master"]

    @property
    def taking(self) -> Taking:
        told = self.cleaned_data
        kept = {name: told[name] for name in ("whose", "people_count", "data", "in_care", "purpose", "due_on")}
        return Taking(what=told["what"], items=self.things, **kept)


class DecideForm(forms.Form):
    is_yes = radio("What is your answer?", YES_NO)
    reason = short("Why?", required=False, help_text="You must give a reason for a no, and for an exception.")


class BackForm(forms.Form):
    """The tick list: everything still away, ticked."""

    items = forms.TypedMultipleChoiceField(
        label="Which of these?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one."},
    )

    def __init__(self, away: Sequence[PaperItem], *args: Any, **kwargs: Any):
        kwargs["initial"] = {"items": [item.number for item in away if item.missing_at is None]}
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(item.number, _words(item)) for item in away]  # type: ignore[attr-defined]


def _words(item: PaperItem) -> str:
    return f"{item.words} (missing)" if item.missing_at else item.words


class LongerForm(forms.Form):
    due_on = DayField(label="When will they be back?")
    why = short("Why do you need them longer?")


class JourneyForm(forms.Form):
    way = radio("Which way are you going?", Journey.Way.choices, initial=Journey.Way.HOME)
    container = radio("What do you carry them in?", Container.choices)
    transport = radio("How do you travel?", Journey.Transport.choices)
    cannot = forms.MultipleChoiceField(
        label="Which of these can you not do?",
        help_text="Leave all of them empty if you can do them.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, asked: list[tuple[str, str]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["cannot"].choices = asked  # type: ignore[attr-defined]
        if not asked:
            del self.fields["cannot"]


class SetForm(PapersForm):
    """Papers that get a label: a set that goes out together, or things that each have their own."""

    TOGETHER, APART = "together", "apart"
    labels = radio(
        "Do they go out together?",
        [(TOGETHER, "Yes: one label for all of them, such as the books of a class"), (APART, "No: a label for each")],
        initial=TOGETHER,
    )
    field_order = ("what", "labels")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = "What are they called?"
        self.fields["how_many"].help_text = "A folder or binder by itself is 1."

    @property
    def is_apart(self) -> bool:
        return bool(self.cleaned_data["labels"] == self.APART)


class TypeLabelForm(forms.Form):
    label = short(
        "Or type what is written on a label", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class LabelsForm(forms.Form):
    code = forms.MultipleChoiceField(label="Which labels?", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, sets: Sequence[PaperSet], ticked: Sequence[PaperSet], *args: Any, **kwargs: Any):
        kwargs["initial"] = {"code": [str(each.code) for each in ticked]}
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(str(each.code), each.what) for each in sets]  # type: ignore[attr-defined]


class InsteadForm(OnceForm):
    """What stays at school because an electronic copy does as well."""

    what = short("Which papers do you leave at school?", max_length=LONGEST_NAME, help_text="Do not name anybody.")
    data = radio("What is the most private thing in them?", Data.choices)  # type: ignore[assignment]
    purpose = short("What do you need the copy for?")

    def __init__(self, *args: Any, it: PaperSet | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.it = it
        if it:
            del self.fields["what"], self.fields["data"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        return told | {"paper_set": self.it} | ({"what": self.it.what, "data": self.it.data} if self.it else {})
