"""The addresses of the sign-in package under /account/. Its names stay; signing up and other e-mail addresses are left out:
a school adds people, and keeps their addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as sessions
from django.urls import path, re_path
from django.views.decorators.cache import never_cache


def page(route, view, name, kind=path):
    """School machines are shared: “back” must not show the last person’s page."""
    return kind(route, never_cache(view), name=name)


urlpatterns = [
    page("sign-in/", account.login, name="account_login"),
    page("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    page("sign-in/code/check/", account.confirm_login_code, name="account_confirm_login_code"),
    page("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    page("sign-in/second-step/", second_step.authenticate, name="mfa_authenticate"),
    page("sign-out/", account.logout, name="account_logout"),
    page("closed/", account.account_inactive, name="account_inactive"),
    page("again/", account.reauthenticate, name="account_reauthenticate"),
    page("again/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    page("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    page("password/", account.password_change, name="account_change_password"),
    page("password/first/", account.password_set, name="account_set_password"),
    page("password/forgotten/", account.password_reset, name="account_reset_password"),
    page("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    page("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    page(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
        kind=re_path,
    ),
    page("app/", app.activate_totp, name="mfa_activate_totp"),
    page("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    page("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    page("recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    page("recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    page("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    page("passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    page("passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    page("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    page("sessions/", sessions.list_usersessions, name="usersessions_list"),
    page("", second_step.index, name="mfa_index"),
    page("oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    page("oidc/trouble/", social.login_error, name="socialaccount_login_error"),
    page("oidc/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    page("oidc/<slug:provider_id>/callback/", openid.callback, name="openid_connect_callback"),
]
