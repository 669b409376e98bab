"""What owners type about their own devices."""

from typing import Any

from django import forms

from ..asking.forms import YES_NO, OnceForm, radio, text_box
from ..models import Clearance, Device, OwnDisposal, System
from ..register.actions import Details
from ..systems.forms import ticks

KINDS = ("laptop", "tablet", "phone", "desktop")


class ConditionsForm(OnceForm):
    """The owner’s yes or no to each condition, in the words of the policy."""

    def __init__(self, conditions: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.conditions = list(conditions)
        for place, each in enumerate(self.conditions):
            self.fields[f"keeps_{place}"] = radio(each.words, YES_NO, help_text=_clauses(each))

    @property
    def keeps(self) -> list[str]:
        said = self.cleaned_data
        return [each.key for place, each in enumerate(self.conditions) if said[f"keeps_{place}"] == "yes"]


def _clauses(condition: Any) -> str:
    labels = [label for _, label in condition.cites]
    return f"Clause {', '.join(labels)}. Is this true of your device?"


class RegisterForm(ConditionsForm):
    kind = radio("What is it?", [(each, Device.Kind(each).label) for each in KINDS])
    platform = radio("What does it run?", Device.Platform.choices)
    make = forms.CharField(label="Who made it?", max_length=80, help_text="Such as Dell, Apple or Samsung.")
    model = forms.CharField(label="Which model?", max_length=80, required=False)
    field_order = ["kind", "platform", "make", "model"]

    def __init__(self, conditions: Any, systems: Any, *args: Any, **kwargs: Any):
        super().__init__(conditions, *args, **kwargs)
        self.systems = {str(each.code): each for each in systems}
        if self.systems:
            self.fields["opens"] = ticks("What do you open on it?", [(c, s.name) for c, s in self.systems.items()])

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in self.field_order})

    @property
    def opens(self) -> list[System]:
        return [self.systems[code] for code in self.cleaned_data.get("opens", ())]


class OfMyDevice(OnceForm):
    """Which of one’s own devices it is about."""

    device = radio("Which device?", [])

    def __init__(self, devices: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.devices = {str(device.code): device for device in devices}
        self.fields["device"].choices = [  # type: ignore[attr-defined]
            (code, device.what) for code, device in self.devices.items()
        ]
        if len(self.devices) == 1:
            self.fields["device"].initial = next(iter(self.devices))

    @property
    def chosen(self) -> Device:
        return self.devices[self.cleaned_data["device"]]


class ConsentForm(OfMyDevice):
    agrees = radio(
        "May the school look at this device when it looks into a broken rule?", [("yes", "Yes, I agree"), ("no", "No")]
    )


class RepairForm(OfMyDevice):
    shop = forms.CharField(label="Who mends it?", max_length=120)
    has_contract = radio("Have they signed to keep what is on it safe?", YES_NO)
    contract = forms.FileField(
        label="The contract they signed", required=False, help_text="A photo or a PDF. You can add it if you have it."
    )
    words = forms.CharField(label="What is wrong with it?", max_length=300, required=False)


class ClearForm(OfMyDevice):
    how = radio("What did you do?", Clearance.How.choices)


class DisposeForm(OfMyDevice):
    how = radio("How does it end?", OwnDisposal.How.choices)
    words = forms.CharField(label="Anything to add?", max_length=300, required=False)


class AskToClearForm(OnceForm):
    why = text_box("Why must it be cleared?", error_messages={"required": "Say why."})
