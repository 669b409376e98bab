"""The forms of the sign-in package in our own words. Settings (ACCOUNT_FORMS, MFA_FORMS) name them."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from .passwords import lines_for

CODE = "Enter the code."
PASSWORD_HINT = "12 characters or more. Three or four words that only you would put together work well."


class InOurWords(forms.Form):
    """`says` has for each field its label, and perhaps a hint and what is said when it is empty."""

    says: dict[str, tuple[str, ...]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label, hint, missing = (*self.says.get(name, ("",)), "", "")[:3]
            field.label, field.help_text = label or field.label, hint
            field.error_messages["required"] = missing or field.error_messages["required"]


class SignInForm(InOurWords, account.LoginForm):
    says = {
        "login": ("Email address or username", "", "Enter your email address."),
        "password": ("Password", "", "Enter your password."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class RequestCodeForm(InOurWords, account.RequestLoginCodeForm):
    says = {"email": ("Email address", "We send a code to it, if it is one we know.", "Enter your email address.")}


class ConfirmCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    says = {"code": ("Code", "It is in the email we have sent.", CODE)}


class ForgottenForm(InOurWords, account.ResetPasswordForm):
    says = {"email": ("Email address", "We send a link to it, if it is one we know.", "Enter your email address.")}


class ResetForm(InOurWords, account.ResetPasswordKeyForm):
    says = {
        "password1": ("New password", PASSWORD_HINT, "Enter a new password."),
        "password2": ("The new password again", "", "Enter it again."),
    }


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    says = ResetForm.says


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    says = {"oldpassword": ("The password you have now", "", "Enter the password you have now.")} | ResetForm.says


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    says = {"password": ("Password", "", "Enter your password.")}


class SecondStepForm(InOurWords, second_step.AuthenticateForm):
    says = {"code": ("Code", "From your authenticator app. A recovery code works too.", CODE)}


class SecondStepAgainForm(InOurWords, second_step.ReauthenticateForm):
    says = SecondStepForm.says


class AddAppForm(InOurWords, ActivateTOTPForm):
    says = {"code": ("Code", "The six figures your app shows now.", CODE)}


class AddPasskeyForm(InOurWords, AddWebAuthnForm):
    says = {
        "name": ("What shall we call it?", "So that you know which one it is: “my phone”, say."),
        "passwordless": ("Sign in with it alone, without a password",),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):
    says = {"name": ("Name", "", "Enter a name.")}


class FirstPasswordForm(forms.Form):
    """On the page an invitation leads to."""

    password = forms.CharField(
        label="Choose a password",
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=200,
        error_messages={"required": "Enter a password, or choose to be sent a code each time."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account
        lines = lines_for(account)
        if lines:
            self.fields["password"].help_text += f" Your school’s policy asks for: {'; '.join(lines)}."

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.account)
        return self.cleaned_data["password"]
