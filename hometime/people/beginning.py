"""A new site's first school and first account, in one go: all of it, or none."""

import sys

from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone

from hometime.ledger.telling import NO_DATABASE
from hometime.lib.refusal import Refused

from .actions import add_person, open_organisation, set_password
from .models import Organisation, Role

FIRST_ROLES = (Role.Kind.HEAD, Role.Kind.POLICY_OWNER, Role.Kind.STAFF)


def begin(*, school: str, name: str, email: str, job: str, password: str) -> int:
    now = timezone.now()
    try:
        with transaction.atomic():
            organisation = open_organisation(name=school, kind=Organisation.Kind.SCHOOL, by=None, at=now)
            person = add_person(organisation, name=name, email=email, job_title=job, roles=FIRST_ROLES, by=None, at=now)
            set_password(person.account, password, by=None, at=now)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError):  # no file, or no tables in it
        print(NO_DATABASE, file=sys.stderr)
        return 2
    print(f"{organisation.name} is here. {person.name} can sign in as {person.account.username}.")
    return 0
