"""A new site's first school and first account, in one go: all of it, or none. And a link for somebody without mail."""

import sys
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import OperationalError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from hometime.ledger.telling import NO_DATABASE
from hometime.lib.refusal import Refused

from .actions import add_person, invite_person, join_trust, open_organisation, remove_second_step
from .models import Account, Organisation, Role

FIRST_ROLES = (Role.Kind.HEAD, Role.Kind.POLICY_OWNER, Role.Kind.STAFF)


def begin(*, school: str, trust: str, name: str, email: str, job: str, address: str) -> int:
    """A school, a trust, or a school of a trust. With neither name there is nothing to begin."""

    def add_the_first():
        now = timezone.now()
        above = _trust_named(trust, now) if trust else None
        if school:
            place = open_organisation(name=school, kind=Organisation.Kind.SCHOOL, parent=above, by=None, at=now)
        elif above:
            place = above
        else:
            raise Refused("Say what it is called.", "Add --school NAME, --trust NAME, or both.")
        person = add_person(place, name=name, email=email, job_title=job, roles=FIRST_ROLES, by=None, at=now)
        return f"{place.name} is here.", person, invite_person(person, by=None, at=now)

    return tell(add_the_first, address)


def join(*, school: str, trust: str) -> int:
    """A school that stood alone belongs to a trust from now on."""
    try:
        with transaction.atomic():
            now = timezone.now()
            found = Organisation.objects.filter(slug=_slug(school)).first()
            if found is None:
                raise Refused(f"No school here is called {school}.", "Write its name as it stands in Hometime.")
            above = _trust_named(trust, now)
            join_trust(found, above, by=None, at=now)
            print(f"{found.name} belongs to {above.name} now.")
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError):
        print(NO_DATABASE, file=sys.stderr)
        return 2
    return 0


def _trust_named(name: str, now: datetime) -> Organisation:
    """The trust or council of this name; a new trust where there is none."""
    found = Organisation.objects.filter(slug=_slug(name)).exclude(kind=Organisation.Kind.SCHOOL).first()
    return found or open_organisation(name=name, kind=Organisation.Kind.TRUST, by=None, at=now)


def _slug(name: str) -> str:
    return slugify(name)[:50].strip("-")


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
