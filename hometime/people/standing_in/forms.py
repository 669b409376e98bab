from django import forms

from hometime.pages.fields import DayField

from ..choosing import PersonField
from ..models import Person, Role


class RoleChoice(forms.ModelChoiceField):
    names: dict[str, str]  # what the school calls each role

    def label_from_instance(self, role):
        return f"{self.names[role.kind]}: {role.person.name}, {role.organisation.name}"


class StandInForm(forms.Form):
    """Whose role, who stands in, and from when until when."""

    role = RoleChoice(
        Role.objects.none(), label="Which role?", empty_label=None, error_messages={"required": "Choose a role."}
    )
    deputy = PersonField(
        Person.objects.none(),
        to_field_name="code",
        label="Who stands in?",
        empty_label="Choose somebody",
        error_messages={"required": "Choose who stands in."},
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", help_text="From the day after, they no longer decide.")
    reason = forms.CharField(
        label="Why? (you need not say)",
        help_text="Only you and the person who is away can read this. Leave out anything about health.",
        required=False,
        max_length=500,
    )

    def __init__(self, names, roles, deputies, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].names = names  # type: ignore[attr-defined]
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]
