"""What people and their schools do here: open_organisation, add_person, set_password, sign_in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hometime.ledger.actions import Named, record
from hometime.lib.refusal import Refused

from .access import may_sign_in
from .models import Account, Organisation, Person, Post, Role
from .queries import home_organisation

SHORTEST_PASSWORD = 12


@transaction.atomic
def open_organisation(*, name: str, kind: str, by: Named | None, at: datetime) -> Organisation:
    """A school, trust or council that Hometime did not know."""
    slug = slugify(name)
    if not slug:
        raise Refused("A school’s name needs letters.", "Write its name as people say it.")
    if Organisation.objects.filter(slug=slug).exists():
        raise Refused(f"{name} is here already.", "Use the name of another school.")
    organisation = Organisation.objects.create(name=name, slug=slug, kind=kind, created_at=at)
    record("people.organisation_opened", organisation=organisation, by=by, subject=organisation, at=at)
    return organisation


@transaction.atomic
def add_person(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    job_title: str,
    roles: Iterable[str],
    by: Named | None,
    at: datetime,
) -> Person:
    """Somebody new at an organisation from today on, with an account that has no password yet."""
    username = email.strip().lower()
    if Account.objects.filter(username=username).exists():
        raise Refused(f"{username} belongs to somebody else.", "Use another address.")
    today = timezone.localdate(at)
    person = Person.objects.create(name=name, email=username, created_at=at)
    Post.objects.create(organisation=organisation, person=person, job_title=job_title, starts_on=today)
    for kind in roles:
        Role.objects.create(organisation=organisation, person=person, kind=kind, starts_on=today)
    account = Account(person=person, username=username)
    account.set_unusable_password()
    account.save()
    details = {"job_title": job_title, "roles": sorted(roles)}
    record("people.person_added", organisation=organisation, by=by, subject=person, details=details, at=at)
    return person


@transaction.atomic
def set_password(account: Account, password: str, *, by: Named | None, at: datetime) -> None:
    """The ledger says that it was set, never what it is."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"That password is shorter than {SHORTEST_PASSWORD} characters.", "Three or four words do well.")
    account.set_password(password)
    account.save(update_fields=["password"])
    organisation = home_organisation(account.person, on=timezone.localdate(at))
    if organisation:
        record("people.password_set", organisation=organisation, by=by, subject=account.person, at=at)


@transaction.atomic
def sign_in(account: Account, *, at: datetime, how: str) -> Organisation:
    """Somebody comes in, by “password” or “demonstration”. Returns the organisation they come in to."""
    today = timezone.localdate(at)
    may_sign_in(account, on=today).insist()
    organisation = home_organisation(account.person, on=today)
    assert organisation is not None  # may_sign_in has just found it
    person = account.person
    record("people.signed_in", organisation=organisation, by=person, subject=person, details={"how": how}, at=at)
    return organisation
