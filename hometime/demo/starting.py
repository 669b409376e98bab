"""start_demo: the cast, the policies their schools have in force, and what is on record about them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hometime.decisions.models import Evidence
from hometime.ledger.actions import record
from hometime.people.models import Organisation, Person
from hometime.people.queries import home_organisation
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

from .asked import put_asked
from .cast import code_of, members, places
from .days_at_home import put_days_at_home
from .loading import load_demo
from .mishaps import put_mishaps
from .papers import put_papers
from .records import Record, records_for
from .seen import put_seen
from .signatures import put_signatures
from .things import put_things

IN_FORCE_FROM = date(2026, 9, 1)


@transaction.atomic
def start_demo(*, at: datetime | None = None) -> bool:
    """Make the demonstration ready to look round in; True if it was made now."""
    at = at or timezone.now()
    if not load_demo(at=at):
        return False
    put_policies_in_force(at)
    put_on_record(at)
    put_signatures(at)
    put_days_at_home(at)
    put_things(at)
    put_papers(at)
    put_seen(at)
    put_asked(at)
    put_mishaps(at)
    return True


def put_policies_in_force(at: datetime) -> None:
    for place in places():
        organisation = Organisation.objects.get(code=code_of(place.slug))
        publish_version(shipped(place.pack), organisation=organisation, in_force_from=IN_FORCE_FROM, by=None, at=at)


def put_on_record(at: datetime) -> None:
    """Everybody’s evidence in one go, and one act for each organisation that it was loaded."""
    today = timezone.localdate(at)
    people = Person.objects.in_bulk([code_of(member.slug) for member in members()], field_name="code")
    rows = []
    for member in members():
        person = people[code_of(member.slug)]
        organisation = home_organisation(person, on=today)
        if organisation is not None:
            rows += [_evidence(person, organisation, each, at) for each in records_for(member.slug, today)]
    Evidence.objects.bulk_create(rows)
    for organisation in {row.organisation for row in rows}:
        record("demo.records_loaded", organisation=organisation, by=None, at=at)


def _evidence(person: Person, organisation: Organisation, told: Record, at: datetime) -> Evidence:
    return Evidence(
        person=person,
        organisation=organisation,
        fact=told.fact,
        value=_plain(told.value),
        source=told.source,
        seen_on=told.recorded_on,
        recorded_at=at,
    )


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
