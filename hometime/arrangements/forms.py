"""What people type about working from home, read and explained. Nothing is decided here."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from hometime.pages.fields import DayField, Hinted

from .models import Arrangement, JobFit
from .patterns import WEEKDAYS, Slot

PRIVATE = (
    "Only you, whoever decides and the data protection officer can read this. You need not say more than you want to."
)
YES_NO = [("yes", "Yes"), ("no", "No")]
PARTS = [("", "At school"), ("day", "All day at home"), ("am", "Morning at home"), ("pm", "Afternoon at home")]
HELPS = [
    ("flexibility", "It helps me fit my work in"),
    ("business_need", "It fits with what the school needs"),
    ("less_space", "It frees a desk at school"),
]
CHOOSE = {"required": "Choose an answer."}


def radio(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **more)


def words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, **more)


# Where the other kinds of asking begin, by URL name.
ELSEWHERE = {
    "flexible": "arrangements:flexible-request",
    "unsure": "arrangements:doubts",
    "abroad": "arrangements:request-abroad",
}


def as_typed(said: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a draft holds, as a form shows it again: dates as dates, half days each in its own box."""
    shown = dict(said or {})
    for name in ("starts_on", "ends_on"):
        if shown.get(name):
            shown[name] = dt.date.fromisoformat(shown[name])
    return shown


class KindForm(forms.Form):
    """Which of several things is meant; a legal request is never begun by accident."""

    kind = radio(
        "What do you want to ask for?",
        [
            (
                "arrangement",
                Hinted(
                    "To work from home", hint="A day, part of a day or a regular pattern. Your contract stays the same."
                ),
            ),
            (
                "flexible",
                Hinted(
                    "To change my contract",
                    hint="A legal request for flexible working. There is a limit to how many you may make.",
                ),
            ),
            (
                "unsure",
                Hinted("I am not sure whether I may", hint="Ask your line manager first, then the person who decides."),
            ),
            ("abroad", Hinted("To work abroad, or take equipment abroad", hint="Ask before you travel.")),
        ],
    )


class ReasonForm(forms.Form):
    ground = radio("Why do you want to work from home?", Arrangement.Ground.choices)
    why = words("Is there anything you want to say about it?", help_text=PRIVATE, required=False)
    manager_spoken = radio("Have you talked to your line manager about it?", YES_NO)
    helps = forms.MultipleChoiceField(
        label="What does it help with?", choices=HELPS, widget=forms.CheckboxSelectMultiple, required=False
    )


class PatternForm(forms.Form):
    how_often = radio(
        "How often do you want to work from home?",
        [
            ("one-day", Hinted("On one day", hint="Or one half day.")),
            ("weekly", Hinted("Every week", hint="The same days each week.")),
            ("ab-weeks", Hinted("Week A and week B", hint="Other days in every second week.")),
        ],
    )


class OneDayForm(forms.Form):
    starts_on = DayField(label="Which day?")
    part = radio("How much of it?", [("day", "All day"), ("am", "The morning"), ("pm", "The afternoon")])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        day, part = told.get("starts_on"), told.get("part")
        if day and day.weekday() > 4:
            self.add_error("starts_on", "Choose a day from Monday to Friday.")
        elif day and part:
            told |= {"ends_on": day, "slots": [str(Slot("", day.weekday(), part))], "term_time_only": False}
        return told


class WeekForm(forms.Form):
    """A pattern that comes back; `weeks` is empty for every week, or A and B."""

    weeks: tuple[str, ...] = ("",)
    starts_on = DayField(label="From which day?")
    ends_on = DayField(label="Until which day?", help_text="Leave this empty if there is no last day.", required=False)
    term_time_only = forms.BooleanField(label="Only in term time", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = {
            f"{week}{number}": forms.ChoiceField(
                label=f"Week {week}, {name}" if week else name, choices=PARTS, required=False
            )
            for week in self.weeks
            for number, name in enumerate(WEEKDAYS)
        }
        self.fields.update(own)
        self.order_fields([*own, "starts_on", "ends_on", "term_time_only"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        slots = [
            str(Slot(week, number, told[f"{week}{number}"]))
            for week in self.weeks
            for number in range(5)
            if told.get(f"{week}{number}")
        ]
        if not slots:
            raise forms.ValidationError("Choose at least one half day at home.")
        if told.get("starts_on") and told.get("ends_on") and told["ends_on"] < told["starts_on"]:
            self.add_error("ends_on", "The last day must not come before the first.")
        return told | {"slots": slots}


class TwoWeeksForm(WeekForm):
    weeks = ("A", "B")


def days_form(how_often: str, *args: Any, **kwargs: Any) -> forms.Form:
    """The form for which days, by how often."""
    forms_by = {"one-day": OneDayForm, "ab-weeks": TwoWeeksForm}
    return forms_by.get(how_often, WeekForm)(*args, **kwargs)


class WorkForm(forms.Form):
    place = radio("Where will you work?", Arrangement.Place.choices)
    data = radio("What is the most private information you will use?", Arrangement.Data.choices)  # type: ignore[assignment]
    data_need = words(
        "If it is about people, why do you need it at home?", help_text="Do not name anybody.", required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("data") in ("personal", "sensitive") and not told.get("data_need", "").strip():
            self.add_error("data_need", "Say why you need facts about people at home.")
        return told


class ViewForm(forms.Form):
    is_for = radio("What do you think?", [("yes", "I am for it"), ("no", "I am against it")])
    words = words("Why?", required=False, help_text="The person can read this.")


class KitForm(forms.Form):
    can_be_done = radio("Can the job be done with equipment at home?", YES_NO)
    has_budget = radio("Is there money for it?", YES_NO)
    words = words("What does it need?", required=False)


class WordsForm(forms.Form):
    """One box of words; what it is for comes with the page."""

    words = words("Why?", error_messages={"required": "Say why."})

    def __init__(self, *args: Any, label: str = "Why?", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class DecideForm(forms.Form):
    """The decision, with suggested conditions to tick."""

    answer = radio("What is your answer?", [("yes", "Yes"), ("no", "No")])
    conditions = forms.MultipleChoiceField(
        label="What must be in place before the first day?",
        help_text="Leave all of them empty for a plain yes.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other = forms.CharField(label="Another condition, in your own words", max_length=300, required=False)
    covers_sensitive = forms.BooleanField(label="Very private facts may be used at home", required=False)
    review_on = DayField(
        label="When will you look at it again?", required=False, help_text="Leave this empty if you do not need to."
    )
    reason = words("Why?", required=False, help_text="You must give a reason if the answer is no.")

    def __init__(self, *args: Any, suggested: list[tuple[str, str]] = [], asks_sensitive: bool = False, **kwargs: Any):  # noqa: B006
        super().__init__(*args, **kwargs)
        self.fields["conditions"].choices = suggested  # type: ignore[attr-defined]
        if not suggested:
            del self.fields["conditions"]
            self.fields["other"].label = "A condition, in your own words"
            self.fields[
                "other"
            ].help_text = "What must be in place before the first day. Leave it empty for a plain yes."
        if not asks_sensitive:
            del self.fields["covers_sensitive"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == "no" and not told.get("reason", "").strip():
            self.add_error("reason", "Say why the answer is no.")
        return told


class LookAgainForm(forms.Form):
    words = words("How is it going?", error_messages={"required": "Say how it is going."})
    review_on = DayField(
        label="When will you look at it again?", required=False, help_text="Leave this empty if you do not need to."
    )


class EndForm(forms.Form):
    last_day = DayField(label="What is the last day?")
    words = words("Why?", required=False, help_text="You must give a reason, unless they are your own days.")


class JobForm(forms.Form):
    job_title = forms.ChoiceField(label="Which job?")
    fit = radio("Can it be done at home?", JobFit.Fit.choices)
    words = words("Why?", required=False)

    def __init__(self, titles: list[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["job_title"].choices = [(title, title) for title in titles]  # type: ignore[attr-defined]


class LimitsForm(forms.Form):
    fewest_on_site = forms.IntegerField(label="How many of a team must be on site?", min_value=0, max_value=500)
    auto_days = forms.IntegerField(
        label="How many single days a month are agreed without asking?",
        help_text="0 means that somebody always decides.",
        min_value=0,
        max_value=31,
    )
    waits_days = forms.IntegerField(
        label="After how many days is somebody reminded about a request that is waiting for them?",
        help_text="After the same number of days again, the person who decides is told that they can go on without them. 0 means never.",
        min_value=0,
        max_value=60,
    )
    starts_on = DayField(label="From which day?")
