from django import forms

from hometime.pages.fields import DayField

from ..choosing import PersonField
from ..models import Person, Role


class ManagerField(PersonField):
    def __init__(self, **kwargs):
        super().__init__(
            Person.objects.none(),
            to_field_name="code",
            label="Line manager",
            required=False,
            empty_label="Nobody",
            **kwargs,
        )


class PostForm(forms.Form):
    job_title = forms.CharField(
        label="Job", max_length=100, error_messages={"required": "Say what their job is called."}
    )
    line_manager = ManagerField()

    def __init__(self, managers, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line_manager"].queryset = managers  # type: ignore[attr-defined]


class NewPersonForm(PostForm):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="Work email address",
        help_text="Leave it empty for somebody who has none.",
        required=False,
        max_length=254,
    )
    kind = forms.ChoiceField(
        label="They are here as a",
        choices=[(kind, kind.label) for kind in (Role.Kind.STAFF, Role.Kind.VOLUNTEER, Role.Kind.GOVERNOR)],
        widget=forms.RadioSelect,
        initial=Role.Kind.STAFF,
    )
    starts_on = DayField(label="First day")
    field_order = ["name", "email", "kind", "job_title", "line_manager", "starts_on"]


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    ends_on = DayField(
        label="Last day", help_text="Leave it empty if there is none. Somebody acting has one.", required=False
    )

    def __init__(self, names, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, names[kind]) for kind in Role.Kind.values]  # type: ignore[attr-defined]


class LastDayForm(forms.Form):
    ends_on = DayField(label="Last day", help_text="They can still sign in on this day, but not after it.")


class NameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})


class ChosenRoleForm(forms.Form):
    """One press of one button in a list of roles."""

    role = forms.IntegerField(min_value=1)
