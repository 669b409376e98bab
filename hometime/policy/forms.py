"""The form that puts a policy in force: it reads and explains what was typed, and decides nothing."""

from django import forms

from hometime.pages.fields import DayField, Hinted


class InForceForm(forms.Form):
    pack = forms.ChoiceField(
        label="Which policy?", widget=forms.RadioSelect, error_messages={"required": "Choose a policy."}
    )
    starts_on = DayField(label="From which day?", help_text="Today or later. It cannot start in the past.")
    approved = forms.BooleanField(
        label="Our governors, or whoever decides here, have agreed to this policy",
        error_messages={"required": "A policy is put in force once it has been agreed. Tick this when it has."},
    )

    def __init__(self, policies, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(each.slug, Hinted(each.name, hint=_said(each))) for each in policies]
        self.fields["pack"].choices = choices  # type: ignore[attr-defined]


def _said(policy):
    return f"Version {policy.version}, {len(policy.clauses)} clauses"
