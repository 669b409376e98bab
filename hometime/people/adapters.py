"""Where the sign-in package (allauth) asks us: who may come in, what goes into the ledger, what a code looks like.

Settings name these classes. Pages, codes, keys and rate limits are the package’s; who somebody is, is ours.
"""

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from hometime.lib.refusal import Refused

from . import actions
from .access import may_sign_in
from .locking import box
from .models import Account
from .second_step import ASKED_BY_POLICY, ROLES, TAKEN, rules_for
from .telling import send_letter

SECOND_STEP = "second step"  # the box that keys of authenticator apps are locked in
HOW = {
    "password": "password",
    "code": "e-mail code",
    "invitation": "invitation",
    "totp": "authenticator app",
    "recovery_codes": "recovery code",
    "webauthn": "passkey",
}
NOT_HERE = (
    "Nobody at a school here has the address you signed in with.",
    "Use your school address, or ask your school office whether they have the right one.",
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That address and password do not go together. Check both and try again.",
        "username_password_mismatch": "That address and password do not go together. Check both and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "incorrect_code": "That code is not right. Check it and try again.",
        "enter_current_password": "That is not the password you have now.",
        "invalid_password_reset": "This link has been used, or it is too old. Ask for another.",
        "too_many_login_attempts": ("Too many wrong tries. Wait five minutes and try again, or sign in another way."),
        "rate_limited": "Too many tries. Wait five minutes and try again.",
        "same_as_current": "Choose a password that is not the one you have now.",
    }

    def is_open_for_signup(self, request):
        """Nobody adds themselves: a school adds people, and invites them."""
        return False

    def pre_login(self, request, user, **more):
        """After the password or the code, before the second step."""
        may = may_sign_in(user, on=timezone.localdate(request.now))
        if may and came_by_code(request, user) and not is_address_of(user, more["email"]):
            may = Refused("Your school has a different address for you now.", "Use that one.")
        return super().pre_login(request, user, **more) if may else refused(request, may)

    def login(self, request, user):
        how = said_of(get_authentication_records(request, user))
        with transaction.atomic():
            organisation = actions.sign_in(user, at=request.now, how=how)
            super().login(request, user)
        rules = rules_for(organisation, on=timezone.localdate(request.now))
        request.session[ASKED_BY_POLICY] = rules.asks_second_step
        request.session[TAKEN] = any(record["method"] == "mfa" for record in get_authentication_records(request, user))

    def logout(self, request):
        account = request.user
        with transaction.atomic():
            if isinstance(account, Account):
                actions.sign_out(account, at=request.now)
            super().logout(request)

    def send_password_reset_mail(self, user, email, context):
        """Only to the address that the school has for them now: an old one may be in other hands."""
        if is_address_of(user, email):
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix, email, context):
        """By the outbox: kept or lost with what it tells of, and tried again when the mail server is away."""
        account = context.get("user") or account_of(email) or account_by_old_address(email)
        if account is None:
            return
        said = {"request": self.request, "email": email, "current_site": get_current_site(self.request)} | context
        mail = self.render_mail(template_prefix, email, said)
        with transaction.atomic():
            send_letter(account.person, email, mail.subject, mail.body, at=timezone.now())

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your authenticator app",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [way | {"description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]


class SocialAdapter(DefaultSocialAccountAdapter):
    """Microsoft and Google say who somebody is; only an address the school already has lets them in."""

    def pre_social_login(self, request, sociallogin):
        account = account_for(sociallogin)
        if account is None or (sociallogin.is_existing and sociallogin.user.pk != account.pk):
            raise ImmediateHttpResponse(refused(request, Refused(*NOT_HERE)))
        if request.user.is_authenticated:
            reason = Refused("You are signed in already.", "Sign out first.")
            raise ImmediateHttpResponse(refused(request, reason))
        if not sociallogin.is_existing:
            sociallogin.connect(request, account)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Check it and try again.",
        "cannot_delete_authenticator": "You need a second step. Add another before you remove this one.",
    }

    def can_delete_authenticator(self, authenticator):
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists() or not is_needed(context.request)

    def get_totp_issuer(self):
        return f"Hometime, {context.request.get_host()}"

    def build_totp_svg(self, url):
        """Drawn into the page: a picture by data: address would break the content security policy.

        Those who cannot see it have the key, which stands under it.
        """
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" width="220" height="220" aria-hidden="true" shape-rendering="crispEdges">'
            '<path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
            '<path fill="#000" d="{1}"/></svg>',
            len(rows),
            dots,
        )

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the package names it so
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    def encrypt(self, text):
        return box(SECOND_STEP).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return box(SECOND_STEP).decrypt(encrypted_text.encode()).decode()


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        with transaction.atomic():
            ended = list(sessions)
            super().end_sessions(ended)
            if ended:
                actions.end_sessions(ended[0].user, len(ended), at=timezone.now())


def came_by_code(request, user):
    records = get_authentication_records(request, user)
    return bool(records) and records[-1]["method"] == "code"


def is_address_of(account, email):
    return bool(email) and account.person.email.lower() == email.lower()


def said_of(records):
    """“password and authenticator app”: how somebody came in, for the ledger."""
    words = []
    for record in records:
        key = record.get("type") or record["method"]
        words.append(HOW.get(key) or record.get("provider", key))
    return " and ".join(dict.fromkeys(words)) or "password"


def account_for(sociallogin):
    """The account whose person has an address that the provider has checked; None when it vouches for no such address."""
    if not vouches_for(sociallogin):
        return None
    addresses = [address.email for address in sociallogin.email_addresses if address.verified]
    return next((found for address in addresses if (found := account_of(address))), None)


def account_of(address):
    return Account.objects.filter(person__email__iexact=address).first()


def account_by_old_address(address):
    """The account that came in by this address, which the school may have changed since."""
    known = EmailAddress.objects.filter(email__iexact=address).select_related("user__person").first()
    return known and known.user


def vouches_for(sociallogin):
    """Google has the last word only on its own addresses and on those of schools that live with it (`hd`)."""
    app = sociallogin.provider.app
    if app.provider_id != "google":
        return True
    said = sociallogin.account.get_provider_account().get_user_data()
    home, domains = said.get("hd", ""), app.settings.get("domains")
    if domains:
        return home in domains
    return bool(home) or said.get("email", "").lower().endswith("@gmail.com")


def is_needed(request):
    """Must whoever is looking keep a second step?"""
    viewer = request.viewer
    return viewer is not None and bool(viewer.roles & ROLES or request.session.get(ASKED_BY_POLICY))


def refused(request, refusal):
    return render(request, "people/account/refused.html", {"refusal": refusal}, status=403)
