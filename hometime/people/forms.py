from uuid import UUID

from django import forms


class ChosenForm(forms.Form):
    """One press of one button in a list of people or of schools."""

    code = forms.UUIDField()

    def chosen(self) -> UUID | None:
        return self.cleaned_data["code"] if self.is_valid() else None


class PeopleSearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
