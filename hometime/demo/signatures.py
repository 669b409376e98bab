"""Signatures of those of the cast whose records say that they signed: real ones, with their statements."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from hometime.learning.models import Acknowledgement
from hometime.learning.signing import DUE, THE_FACT, Asked
from hometime.learning.statements import hash_of, statement_of
from hometime.ledger.actions import record
from hometime.people.models import Organisation, Person
from hometime.people.queries import home_organisation
from hometime.policy.queries import version_in_force

from .cast import code_of, members
from .records import records_for


def put_signatures(at: datetime) -> None:
    """All in one go, and one act for each organisation that they were loaded."""
    rows = list(_signatures(at))
    Acknowledgement.objects.bulk_create(rows)
    for organisation in {row.organisation for row in rows}:
        record("demo.signatures_loaded", organisation=organisation, by=None, at=at)


def _signatures(at: datetime) -> Iterator[Acknowledgement]:
    today = timezone.localdate(at)
    people = Person.objects.in_bulk([code_of(member.slug) for member in members()], field_name="code")
    for member in members():
        signed = next((each for each in records_for(member.slug, today) if each.fact == THE_FACT and each.value), None)
        organisation = home_organisation(people[code_of(member.slug)], on=today)
        if signed and organisation:
            yield from _signature(people[code_of(member.slug)], organisation, signed.recorded_on, at)


def _signature(person: Person, organisation: Organisation, day: date, at: datetime) -> Iterator[Acknowledgement]:
    today = timezone.localdate(at)
    version = version_in_force(organisation, today)
    if version is None:
        return
    on = max(min(day, today), min(version.in_force_from, today))
    statement = statement_of(Asked(DUE, version), person, organisation, typed_name=person.name, on=on)
    yield Acknowledgement(
        organisation=organisation,
        person=person,
        version=version,
        typed_name=person.name,
        signed_on=on,
        statement=statement,
        statement_hash=hash_of(statement),
        created_at=at,
        created_by=person,
    )
