"""A new site's first school and first account, in one go: all of it, or none. And a link for somebody without mail."""

import sys

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import OperationalError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from hometime.ledger.telling import NO_DATABASE
from hometime.lib.refusal import Refused

from .actions import add_person, invite_person, open_organisation, remove_second_step
from .models import Account, Organisation, Role

FIRST_ROLES = (Role.Kind.HEAD, Role.Kind.POLICY_OWNER, Role.Kind.STAFF)


def begin(*, school: str, name: str, email: str, job: str, address: str) -> int:
    def add_the_first():
        now = timezone.now()
        organisation = open_organisation(name=school, kind=Organisation.Kind.SCHOOL, by=None, at=now)
        person = add_person(organisation, name=name, email=email, job_title=job, roles=FIRST_ROLES, by=None, at=now)
        return f"{organisation.name} is here.", person, invite_person(person, by=None, at=now)

    return tell(add_the_first, address)


def invite(*, username: str, address: str) -> int:
    def invite_again():
        account = Account.objects.filter(username=username.strip().lower()).first()
        if account is None:
            raise Refused(f"Nobody here is called {username}.", "Give the address or the username they sign in with.")
        return "", account.person, invite_person(account.person, by=None, at=timezone.now())

    return tell(invite_again, address)


def forget_second_step(*, username: str) -> int:
    """For somebody who has lost phone and recovery codes alike: they set up another when they next sign in."""
    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None or not is_mfa_enabled(account):
        print(f"Nobody here called {username} has a second step.", file=sys.stderr)
        return 2
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        remove_second_step(account, "all of them", by=None, at=timezone.now())
    print(f"{account.person.name} can sign in without a second step. Make sure that it is them before you tell them.")
    return 0


def tell(act, address: str) -> int:
    """Do it and print the link, or say in one line why not."""
    try:
        with transaction.atomic():
            first, person, secret = act()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError):  # no file, or no tables in it
        print(NO_DATABASE, file=sys.stderr)
        return 2
    link = (address or usual_address()).rstrip("/") + reverse("people:invitation", args=[secret])
    print(f"{first} {person.name} can sign in as {person.account.username}, once, within 7 days, by this link:".strip())
    print(link)
    return 0


def usual_address() -> str:
    """Where people reach this site, as far as the settings say; on one’s own machine, where `hometime serve` serves."""
    return f"{settings.ADDRESS}:8000" if settings.ADDRESS == "http://localhost" else str(settings.ADDRESS)
