"""load_demo: put the cast in the database. Safe to run at every start; the second time it changes nothing."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.people.models import Account, Organisation, Person, Post, Role

from .cast import Member, Place, code_of, members, places


@transaction.atomic
def load_demo(*, at: datetime | None = None) -> bool:
    """Make the trust, its schools and its people; True if they were not there. A command has no `at` of its own."""
    at = at or timezone.now()
    if Organisation.objects.filter(code=code_of(places()[0].slug)).exists():
        return False
    organisations = _make_organisations(at)
    people = _make_people(at)
    _make_posts(organisations, people)
    _make_roles(organisations, people)
    for organisation in organisations.values():
        record("demo.cast_loaded", organisation=organisation, by=None, at=at)
    return True


def _make_organisations(at: datetime) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for place in places():
        made[place.slug] = _make_organisation(place, made.get(place.parent or ""), at)
    return made


def _make_organisation(place: Place, parent: Organisation | None, at: datetime) -> Organisation:
    return Organisation.objects.create(
        code=code_of(place.slug), slug=place.slug, name=place.name, kind=place.kind, parent=parent, created_at=at
    )


def _make_people(at: datetime) -> dict[str, Person]:
    people = [
        Person(code=code_of(member.slug), name=member.name, email=member.email, created_at=at) for member in members()
    ]
    made = dict(zip((member.slug for member in members()), Person.objects.bulk_create(people), strict=True))
    nothing_fits = make_password(None)  # nobody types a password in the demonstration
    Account.objects.bulk_create(
        [Account(person=person, username=person.email, password=nothing_fits) for person in made.values()]
    )
    return made


def _make_posts(organisations: dict[str, Organisation], people: dict[str, Person]) -> None:
    Post.objects.bulk_create([_post(member, organisations, people) for member in members()])


def _post(member: Member, organisations: dict[str, Organisation], people: dict[str, Person]) -> Post:
    return Post(
        organisation=organisations[member.at],
        person=people[member.slug],
        job_title=member.job_title,
        line_manager=people[member.line_manager] if member.line_manager else None,
        starts_on=member.since,
    )


def _make_roles(organisations: dict[str, Organisation], people: dict[str, Person]) -> None:
    Role.objects.bulk_create(
        Role(organisation=organisations[at], person=people[member.slug], kind=kind, starts_on=member.since)
        for member in members()
        for at, kinds in member.roles.items()
        for kind in kinds
    )
