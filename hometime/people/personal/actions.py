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
from django.db.models import Q, QuerySet
from django.utils import timezone

from hometime.ledger.actions import ERASED, erase_details, record
from hometime.ledger.models import Entry
from hometime.ledger.queries import told

from ..models import Account, Organisation, Person
from ..viewer import Viewer
from .access import may_export, sees_private_words
from .bundle import OwnFile
from .queries import NAMELESS, gone_before
from .words import names_of, take_out_of_the_ledger, take_out_of_words

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


@transaction.atomic
def export_person_with_files(person: Person, *, by: Viewer, at: datetime) -> tuple[dict[str, Any], list[OwnFile]]:
    """The same, and the person’s own files: those that whoever takes the copy may open one by one."""
    return export_person(person, by=by, at=at), files_kept().own_files(person, by)


def files_kept() -> ModuleType:
    """Files stand above people, so what finds a person’s own is named in settings."""
    return import_module(settings.PERSONAL_FILES)


def _done_about(person: Person, organisation: Organisation) -> Iterator[dict[str, Any]]:
    entries = Entry.objects.filter(organisation=organisation.code, subject=person.code).select_related("payload")
    for entry in entries.order_by("sequence"):
        yield {"at": entry.at, "act": entry.act, "by": told(entry).actor}


@transaction.atomic
def redact_person(person: Person, *, at: datetime, reason: str) -> None:
    """No name, no address, no words of theirs or about them; dates and states stay, and so does the chain of the ledger."""
    names = names_of(person)
    take_out_of_words(person, names)
    for module in sources():
        module.redact(person)
    files_kept().erase_own_files(person, at=at, reason=reason)
    Authenticator.objects.filter(user__person=person).delete()
    EmailAddress.objects.filter(user__person=person).delete()
    Account.objects.filter(person=person).update(username=f"left-{person.code}", is_active=False, password="!")
    Person.objects.filter(pk=person.pk).update(name=NAMELESS, email="")
    for organisation in _where_they_were_known(person):
        gone = _forget_in_the_ledger(person, organisation, at, reason)
        gone += take_out_of_the_ledger(person, names, organisation, at=at, reason=reason)
        if gone:
            nameless = Person(code=person.code, name=NAMELESS)
            record("people.person_made_nameless", organisation=organisation, by=None, subject=nameless, at=at)


def _where_they_were_known(person: Person) -> QuerySet[Organisation]:
    """Where they had a post, the trust above it and its schools, and wherever they did something."""
    homes = Organisation.objects.filter(posts__person=person)
    trusts = [each.parent_id or each.pk for each in homes]
    acted = Entry.objects.filter(Q(actor=person.code) | Q(subject=person.code)).values("organisation")
    return Organisation.objects.filter(Q(pk__in=trusts) | Q(parent__in=trusts) | Q(code__in=acted)).order_by("pk")


def _forget_in_the_ledger(person: Person, organisation: Organisation, at: datetime, reason: str) -> int:
    """What was done about them, and what they did about nobody else. In the affairs of others only the name goes."""
    own = Q(subject=person.code) | Q(actor=person.code, subject=None)
    here = Entry.objects.filter(own, organisation=organisation.code, payload__text__isnull=False)
    entries = list(here.exclude(act=ERASED).order_by("sequence"))
    for entry in entries:
        erase_details(entry, by=None, at=at, reason=reason)
    return len(entries)


def redact_leavers(*, at: datetime) -> int:
    """Everybody whose last post ended longer ago than leavers are kept. Once a day, a few at a time; safe to run twice."""
    day = timezone.localdate(at) - timedelta(days=settings.LEAVERS_KEPT_DAYS)
    due = list(gone_before(day)[:AT_A_TIME])
    for person in due:
        redact_person(person, at=at, reason="left long ago")
    return len(due)
