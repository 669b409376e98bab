"""What the sign-in package tells us of, and nothing but its signals does: a second step added or taken away, a password set.

Each is written into the ledger through an act.
"""

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.utils import timezone

from . import actions
from .second_step import TAKEN

KINDS = {Authenticator.Type.TOTP: "authenticator app", Authenticator.Type.WEBAUTHN: "passkey"}


def connect():
    for signal in (password_changed, password_reset, password_set):
        signal.connect(password_was_set, dispatch_uid="hometime.people")
    authenticator_added.connect(second_step_was_added, dispatch_uid="hometime.people")
    authenticator_removed.connect(second_step_was_removed, dispatch_uid="hometime.people")


def password_was_set(sender, request, user, **more):
    actions.say_password_was_set(user, by=user.person, at=timezone.now())


def second_step_was_added(sender, request, user, authenticator, **more):
    kind = KINDS.get(authenticator.type)
    if kind:  # recovery codes come with the first of the others, and are none by themselves
        actions.add_second_step(user, kind, at=timezone.now())
        request.session[TAKEN] = True


def second_step_was_removed(sender, request, user, authenticator, **more):
    kind = KINDS.get(authenticator.type)
    if kind:
        actions.remove_second_step(user, kind, by=user.person, at=timezone.now())
