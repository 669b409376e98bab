"""export_person: a copy of all that is kept about somebody. redact_person: a leaver made nameless. redact_leavers: all that are due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hometime.ledger.actions import erase_details, record
from hometime.ledger.models import Entry
from hometime.ledger.queries import told

from ..models import Account, Organisation, Person
from ..viewer import Viewer
from .access import may_export, sees_private_words
from .queries import NAMELESS, gone_before

ERASURE = "ledger.details_erased"  # what was forgotten, and why, is never forgotten
AT_A_TIME = 20


def sources() -> Iterator[ModuleType]:
    """Each part’s `personal.py`, named in settings."""
    return (import_module(name) for name in settings.PERSONAL_DATA_SOURCES)


@transaction.atomic
def export_person(person: Person, *, by: Viewer, at: datetime) -> dict[str, Any]:
    """By part and table, in plain words; and what the ledger says was done about them. Taking it is itself an act."""
    may_export(by, person).insist()
    whole = sees_private_words(by, person)
    parts = {
        module.__name__.split(".")[1]: module.export(person, by.organisation, whole)  # by the name of the part
        for module in sources()
    }
    record("people.personal_data_exported", organisation=by.organisation, by=by, subject=person, at=at)
    return {
        "person": {"name": person.name, "email": person.email, "known since": person.created_at},
        "school": by.organisation.name,
        "written": at,
        "kept": {part: tables for part, tables in parts.items() if tables},
        "done": list(_done_about(person, by.organisation)),
    }


def _done_about(person: Person, organisation: Organisation) -> Iterator[dict[str, Any]]:
    entries = Entry.objects.filter(organisation=organisation.code, subject=person.code).select_related("payload")
    for entry in entries.order_by("sequence"):
        yield {"at": entry.at, "act": entry.act, "by": told(entry).actor}


@transaction.atomic
def redact_person(person: Person, *, at: datetime, reason: str) -> None:
    """No name, no address, no words of theirs or about them; dates and states stay, and so does the chain of the ledger."""
    homes = Organisation.objects.filter(posts__person=person).distinct()
    for module in sources():
        module.redact(person)
    Authenticator.objects.filter(user__person=person).delete()
    EmailAddress.objects.filter(user__person=person).delete()
    Account.objects.filter(person=person).update(username=f"left-{person.code}", is_active=False, password="!")
    Person.objects.filter(pk=person.pk).update(name=NAMELESS, email="")
    for organisation in homes:
        _forget_in_the_ledger(person, organisation, at, reason)


def _forget_in_the_ledger(person: Person, organisation: Organisation, at: datetime, reason: str) -> None:
    """What was done about them, and what they did about nobody else. Their part in the affairs of others stays accountable."""
    own = Q(subject=person.code) | Q(actor=person.code, subject=None)
    entries = Entry.objects.filter(own, organisation=organisation.code, payload__text__isnull=False).exclude(
        act=ERASURE
    )
    for entry in entries.order_by("sequence"):
        erase_details(entry, by=None, at=at, reason=reason)
    nameless = Person(code=person.code, name=NAMELESS)
    record("people.person_made_nameless", organisation=organisation, by=None, subject=nameless, at=at)


def redact_leavers(*, at: datetime) -> int:
    """Everybody whose last post ended longer ago than leavers are kept. Once a day, a few at a time; safe to run twice."""
    day = timezone.localdate(at) - timedelta(days=settings.LEAVERS_KEPT_DAYS)
    due = list(gone_before(day)[:AT_A_TIME])
    for person in due:
        redact_person(person, at=at, reason="left long ago")
    return len(due)
