from uuid import UUID

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from .models import Account


class SignInForm(forms.Form):
    email = forms.CharField(
        label="Email address or username",
        max_length=254,
        error_messages={"required": "Enter your email address."},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        error_messages={"required": "Enter your password."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    account: Account | None = None

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if "email" in typed and "password" in typed:
            username = typed["email"].strip().lower()
            self.account = authenticate(username=username, password=typed["password"])
            if self.account is None:
                # One message for both, so that nobody can find out who works here.
                raise ValidationError("That email address and password do not go together. Check both and try again.")
        return typed


class ChosenForm(forms.Form):
    """One press of one button in a list of people or of schools."""

    code = forms.UUIDField()

    def chosen(self) -> UUID | None:
        return self.cleaned_data["code"] if self.is_valid() else None


class PeopleSearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
