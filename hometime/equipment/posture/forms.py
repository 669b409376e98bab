"""What people type about how a device stands. Nothing is decided here."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from hometime.lib.sheets import Sheet
from hometime.pages.fields import Hinted

from ..models import MANAGERS, Device
from .actions.seeing import LONGEST_BY_HAND
from .reading.opening import LARGEST
from .reading.sheets import FIELDS, is_enough
from .words import told
from .wrong import how_to

UNKNOWN = "unknown"
MINUTES = [1, 2, 5, 10, 15, 30, 60]
CHOOSE = {"required": "Choose an answer."}


class OnceForm(forms.Form):
    """The same form sent twice from a phone that lost its signal is one record."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"once": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class CheckForm(OnceForm):
    """Plain questions about one device. “I cannot tell” is an answer; none is not."""

    def __init__(
        self,
        device: Device,
        facts: Sequence[str],
        *args: Any,
        rules: Mapping[str, str] | None = None,
        may_doubt: bool = True,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.facts = {name_of(fact): fact for fact in facts}
        for name, fact in self.facts.items():
            self.fields[name] = _question(fact, device.platform, (rules or {}).get(fact, ""), may_doubt)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not self.told:
            raise forms.ValidationError("Answer at least one question.")
        return said

    @property
    def told(self) -> dict[str, Any]:
        said = {fact: self.cleaned_data.get(name, "") for name, fact in self.facts.items()}
        return {fact: read_answer(fact, answer) for fact, answer in said.items() if answer}


def name_of(fact: str) -> str:
    return fact.rpartition(".")[2]


def read_answer(fact: str, answer: str) -> Any:
    if answer == UNKNOWN:
        return None
    kind = told(fact)["kind"]
    if kind == "bool":
        return answer == "yes"
    return int(answer) if kind == "int" else answer


def answers_to(fact: str) -> list[tuple[str, str]]:
    about = told(fact)
    if about["kind"] == "bool":
        return [("yes", "Yes"), ("no", "No")]
    if about["kind"] == "int":
        return [
            *((str(m), f"{m} minute{'' if m == 1 else 's'} or less") for m in MINUTES),
            ("240", "Longer"),
            ("0", "It never locks"),
        ]
    return [(value, words) for value, words in about["values"].items()]


def _question(fact: str, platform: str, rule: str, may_doubt: bool) -> forms.ChoiceField:
    about = told(fact)
    look = (how_to().get(fact, {}).get("look") or {}).get(platform)
    said = "" if about["kind"] == "int" else about.get("hint", "")  # where one picks, nobody types 0
    hint = " ".join(part for part in (rule, said, f"Look in: {look}" if look else "") if part)
    choices: list[Any] = answers_to(fact)
    if may_doubt:
        choices = [*choices, (UNKNOWN, Hinted("I cannot tell", hint="That is a fair answer. IT can look."))]
    return forms.ChoiceField(
        label=about["ask"], help_text=hint, choices=choices, widget=forms.RadioSelect, required=False
    )


class OverruleForm(forms.Form):
    value = forms.ChoiceField(label="How does it stand?", widget=forms.RadioSelect, error_messages=CHOOSE)
    words = forms.CharField(
        label="How do you know?",
        help_text="Say what you saw on the device.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(
        label="For how many days does this hold?",
        help_text=f"{LONGEST_BY_HAND} at most. After that the readings count again.",
        min_value=1,
        max_value=LONGEST_BY_HAND,
        initial=14,
    )
    photo = forms.FileField(
        label="A photo of what the device shows",
        help_text="Leave out faces, and anything about pupils.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
        error_messages={"required": "Take a photo."},
    )

    def __init__(self, fact: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fact = fact
        self.fields["value"].choices = answers_to(fact)  # type: ignore[attr-defined]
        self.fields["value"].label = told(fact)["ask"]

    @property
    def answer(self) -> Any:
        return read_answer(self.fact, self.cleaned_data["value"])


class NetworkForm(forms.Form):
    network = forms.CharField(
        label="Address of the school’s network", help_text="Such as 203.0.113.8 or 203.0.113.0/29.", max_length=60
    )
    words = forms.CharField(label="What is it?", help_text="Such as: main site.", max_length=100, required=False)


class FileForm(forms.Form):
    file = forms.FileField(
        label="List of devices",
        help_text="CSV or JSON from Intune, Google, Fleet, Jamf or osquery, as it came. Up to 10 MB.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Export it again."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 10 MB. Export fewer devices at a time.")
        return file


class ColumnsForm(forms.Form):
    """Which column holds what, and which program the list is from."""

    source = forms.ChoiceField(
        label="Which program made this list?",
        choices=[(each.value, each.label) for each in MANAGERS],
        widget=forms.RadioSelect,
    )

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        heads = [("", "Not in this list")]
        heads += [(str(number), _shown(head, number, sheet)) for number, head in enumerate(sheet.heads)]
        for field, (words, _) in FIELDS.items():
            self.fields[field] = forms.ChoiceField(label=words, choices=heads, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not is_enough(self.columns()):
            raise forms.ValidationError("Say which columns hold the serial number and when each device was last seen.")
        return said

    def columns(self) -> dict[str, int]:
        return {field: int(self.cleaned_data[field]) for field in FIELDS if self.cleaned_data.get(field)}


class ApplyForm(forms.Form):
    digest = forms.CharField(max_length=64)
    new = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, numbers: Sequence[int], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["new"].choices = [(str(number), str(number)) for number in numbers]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    why = forms.CharField(label="Why is it taken back?", max_length=200)


def _shown(head: str, number: int, sheet: Sheet) -> str:
    """A head with the first thing under it, as heads may say little."""
    example = next((line.cells[number] for line in sheet.lines if line.cells[number]), "")
    return f"{head or f'Column {number + 1}'}{f' (such as {example[:30]})' if example else ''}"
