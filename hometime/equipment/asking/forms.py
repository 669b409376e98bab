"""What people type when they ask about devices: read and explained, nothing decided."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from hometime.pages.fields import DrawnOnce, Hinted

from ..models import ChangeRequest, Device, Fault, InsuranceQuery
from ..register.codes import normal_code

YES_NO = [("yes", "Yes"), ("no", "No")]
CHOOSE = {"required": "Choose an answer."}
LENT = ("laptop", "tablet", "phone", "desktop", "accessory", "memory_stick", "router", "other")
NOT_LISTED = [("", "None of these, or I am not sure")]


def radio(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **more)


def text_box(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, **more)


class OnceForm(forms.Form):
    """Carries a key made with the page, so that the same form sent twice is one record."""

    bound_field_class = DrawnOnce
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"once": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class WithDevice(OnceForm):
    """Which of the things in the person’s hands it is about."""

    def __init__(self, devices: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.devices = {str(device.code): device for device in devices}
        choices = [(code, str(device)) for code, device in self.devices.items()]
        self.fields["device"].choices = NOT_LISTED + choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["device"]

    @property
    def chosen(self) -> Device | None:
        return self.devices.get(self.cleaned_data.get("device") or "")


def which_device() -> forms.ChoiceField:
    return forms.ChoiceField(label="Which device?", choices=NOT_LISTED, required=False)


class CodeField(forms.CharField):
    """The code on a label, read into the device it belongs to."""

    def __init__(self, **kwargs: Any):
        super().__init__(label="Code on its label", max_length=30, **kwargs)


class WithCode(OnceForm):
    """Which of the school’s devices, by the code on its label."""

    asset_code = CodeField()

    def __init__(self, organisation: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_asset_code(self) -> Device | None:
        typed = normal_code(self.cleaned_data["asset_code"])
        if not typed:
            return None
        device = Device.objects.filter(organisation=self.organisation, asset_code=typed, retired_at=None).first()
        if device is None:
            raise forms.ValidationError(f"There is no device {typed} in use here.")
        return device


class RequestForm(OnceForm):
    kind = radio("What do you need?", [(each, Device.Kind(each).label) for each in LENT])
    rung = radio("Which comes nearest to your need?", [])
    need = text_box(
        "What do you need it for?",
        help_text="Only the person who decides and the data protection officer read this.",
        error_messages={"required": "Say what you need it for."},
    )

    def __init__(self, ladder: list[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = [  # type: ignore[attr-defined]
            (str(place), each) for place, each in enumerate(ladder, start=1)
        ]
        if not ladder:
            del self.fields["rung"]

    @property
    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "need": said["need"],
            "rung": int(said["rung"]) if said.get("rung") else None,
            "once": said["once"],
        }


class AnswerForm(forms.Form):
    answer = radio(
        "What is your answer?", [("agreed", "Yes"), ("waiting", "Put them on the waiting list"), ("refused", "No")]
    )
    compared = text_box("How does this need compare with the others waiting?", required=False)
    reason = text_box(
        "Why?",
        required=False,
        help_text="Needed for a no, for the waiting list, and when others come first.",
    )

    def __init__(self, *args: Any, has_ladder: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if has_ladder:
            del self.fields["compared"]


class ChangeForm(WithDevice):
    kind = radio("What do you want to do?", ChangeRequest.Kind.choices)
    device = which_device()
    what = forms.CharField(
        label="What is it?",
        max_length=200,
        help_text="Its name, and where it comes from. Pictures, music and games count.",
    )
    why = text_box("What is it for?", error_messages={"required": "Say what it is for."})


class SayForm(forms.Form):
    is_yes = radio("What is your answer?", YES_NO)
    words = text_box("Why?", required=False, help_text="You must give a reason if the answer is no.")


class InstalledForm(forms.Form):
    version = forms.CharField(label="What was put on or in it?", max_length=80, help_text="Its name and version.")
    words = forms.CharField(label="Anything to remember?", max_length=300, required=False)


class FaultForm(WithDevice):
    about = radio(
        "What is wrong?",
        [
            (Fault.About.DEVICE, Hinted(Fault.About.DEVICE.label, hint="It is broken, slow, or will not start.")),
            *[(each, each.label) for each in Fault.About if each != Fault.About.DEVICE],
        ],
    )
    device = which_device()
    is_own = radio("Is it about a device of your own?", YES_NO)
    words = text_box("What do you see?", error_messages={"required": "Say what does not work."})
    since = radio(
        "When did you first see it?",
        [("now", "Just now"), ("hour", "In the last hour"), ("today", "Earlier today"), ("before", "Before today")],
    )
    at_risk = radio(
        "Could somebody have seen, taken or lost school information?",
        [("yes", "Yes, or I am not sure"), ("no", "No")],
    )

    def noticed_at(self, now: dt.datetime) -> dt.datetime:
        """The latest moment that what was said allows."""
        midnight = timezone.make_aware(dt.datetime.combine(timezone.localdate(now), dt.time()))
        moments = {
            "now": now,
            "hour": now - dt.timedelta(hours=1),
            "today": max(midnight, now - dt.timedelta(hours=8)),
            "before": midnight - dt.timedelta(minutes=1),
        }
        return min(moments[self.cleaned_data["since"]], now)


class MoveForm(forms.Form):
    name = radio("How does it stand?", [])
    words = text_box("What should they know?", required=False)

    def __init__(self, choices: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = choices  # type: ignore[attr-defined]


class InsuranceForm(WithDevice):
    device = which_device()
    words = text_box(
        "What do you want to do?",
        help_text="Such as: leave it in a locked car, lend it, or take it on a school trip.",
        error_messages={"required": "Say what you want to do."},
    )


class InsuranceAnswerForm(forms.Form):
    answer = radio("Would the insurance still pay?", InsuranceQuery.Answer.choices)
    reason = text_box("Where did you read it, or who told you?", error_messages={"required": "Say how you know."})
