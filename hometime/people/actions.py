"""What people and their schools do here: open_organisation, join_trust, add_person, invite_person, accept_invitation, set_password,
sign_in, sign_out, add_second_step, remove_second_step, end_sessions."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from hometime.ledger.actions import Named, record
from hometime.lib.refusal import Refused

from .access import may_accept, may_invite, may_keep_people, may_sign_in
from .models import Account, Invitation, Organisation, Person, Post, Role, fingerprint_of
from .posts.managing import leads
from .queries import home_organisation
from .viewer import Viewer

INVITATION_LASTS = timedelta(days=7)
GIVEN_TO_EVERYBODY = (Role.Kind.STAFF, Role.Kind.VOLUNTEER, Role.Kind.GOVERNOR)  # no office comes with a new person


@transaction.atomic
def open_organisation(
    *, name: str, kind: str, by: Named | None, at: datetime, parent: Organisation | None = None
) -> Organisation:
    """A school, trust or council that Hometime did not know; a school perhaps with the trust it belongs to."""
    slug = slugify(name)[:50].strip("-")
    if not slug:
        raise Refused("A school’s name needs letters.", "Write its name as people say it.")
    if Organisation.objects.filter(slug=slug).exists():
        raise Refused(f"{name} is here already.", "Use the name of another school.")
    organisation = Organisation.objects.create(name=name, slug=slug, kind=kind, created_at=at)
    record("people.organisation_opened", organisation=organisation, by=by, subject=organisation, at=at)
    return join_trust(organisation, parent, by=by, at=at) if parent else organisation


@transaction.atomic
def join_trust(school: Organisation, trust: Organisation, *, by: Named | None, at: datetime) -> Organisation:
    """A school belongs to a trust or a council from now on. Who holds an office there sees the school."""
    if trust.kind == Organisation.Kind.SCHOOL:
        raise Refused(f"{trust} is a school.", "Give the name of a trust or a council.")
    if school.kind != Organisation.Kind.SCHOOL:
        raise Refused(f"{school} is not a school.", "Only schools belong to a trust.")
    if school.parent_id == trust.pk:
        raise Refused(f"{school} belongs to {trust} already.", "There is nothing to do.")
    if school.parent_id:
        raise Refused(f"{school} belongs to {school.parent}.", "Hometime does not move a school between trusts.")
    school.parent = trust
    school.save(update_fields=["parent"])
    record("people.organisation_joined", organisation=school, by=by, subject=trust, at=at)
    return school


@transaction.atomic
def add_person(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    job_title: str,
    roles: Iterable[str],
    by: Viewer | None,
    at: datetime,
    starts_on: date | None = None,
    line_manager: Person | None = None,
) -> Person:
    """Somebody new at an organisation, with an account that has no password yet. `by` is None on the command line.

    Whoever is known by this address, at another school of the trust or because they were here before, is not made a
    second time: they get a post here.
    """
    if by is not None:
        may_keep_people(by, organisation).insist()
    if by is not None and any(role not in GIVEN_TO_EVERYBODY for role in roles):
        raise Refused("A new person cannot start with this role.", "Add them first, then give them the role.")
    address, first_day = email.strip().lower(), starts_on or timezone.localdate(at)
    person = _known(address, name, organisation, first_day) or _new_person(name, address, at)
    Post.objects.create(
        organisation=organisation, person=person, job_title=job_title, line_manager=line_manager, starts_on=first_day
    )
    giver = by.person if by and by.person != person else None
    for kind in roles:
        Role.objects.create(organisation=organisation, person=person, kind=kind, starts_on=first_day, given_by=giver)
    details = {"job_title": job_title, "roles": sorted(roles)}
    record("people.person_added", organisation=organisation, by=by, subject=person, details=details, at=at)
    if by is not None and line_manager is not None:
        leads(line_manager, organisation, by=by, at=at)
    return person


def _known(address: str, name: str, organisation: Organisation, first_day: date) -> Person | None:
    """Whoever has this address already, if it is clear that they are meant."""
    person = Person.objects.filter(email__iexact=address).first() if address else None
    if person is None:
        return None
    trust = organisation.parent_id or organisation.pk
    posts = Post.objects.filter(person=person)
    at_ours = posts.filter(Q(organisation=organisation) | Q(organisation__parent=trust) | Q(organisation=trust))
    if not at_ours.exists() or person.name.casefold() != name.casefold():
        raise Refused(f"{address} belongs to somebody else.", "Use another address.")
    if posts.filter(organisation=organisation).exclude(ends_on__lt=first_day).exists():
        raise Refused(f"{person.name} is here already, with this address.", "Look for them under “Who is who”.")
    return person


def _new_person(name: str, address: str, at: datetime) -> Person:
    """With an account; a made-up word stands in for an address, to come in by with a link handed over."""
    username = address or f"{slugify(name)[:60] or 'person'}-{secrets.token_hex(3)}"
    if Account.objects.filter(username=username).exists():
        raise Refused(f"{username} belongs to somebody else.", "Use another address.")
    try:
        with transaction.atomic():  # two may add the same person at once: the second meets the address of the first
            person = Person.objects.create(name=name, email=address, created_at=at)
            account = Account(person=person, username=username)
            account.set_unusable_password()
            account.save()
    except IntegrityError as clash:
        raise Refused(f"Somebody has just been added as {username}.", "Look at the list again.") from clash
    return person


@transaction.atomic
def invite_person(person: Person, *, by: Viewer | None, at: datetime) -> str:
    """A link’s secret, for the person alone: it is told once, here. Earlier links stop working.

    `by` is None on the command line, where the link is handed over and not sent.
    """
    # Two may invite the same person at once: the row of the person lets one in after the other, and one link works.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    may_invite(by, person, on=timezone.localdate(at)).insist()
    Invitation.objects.filter(person=person, accepted_at=None, expires_at__gt=at).update(expires_at=at)
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(
        person=person,
        fingerprint=fingerprint_of(secret),
        email=person.email if by else "",
        invited_by=by.person if by else None,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    how = {"how": "e-mail" if by else "handed over"}
    _record("people.person_invited", person, by=by, at=at, details=how)
    return secret


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str | None, at: datetime) -> Account:
    """The person comes in by their link, once, with a password or (None) to be sent a code each time."""
    may_accept(invitation, at=at).insist()
    # Two presses of the button, or two people with the link: the row decides who was first.
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=at):
        raise Refused("This link has been used.", "Sign in, or ask for another link.")
    account = invitation.person.account
    _record("people.invitation_accepted", invitation.person, by=invitation.person, at=at)
    if password is not None:
        set_password(account, password, by=invitation.person, at=at)
    return account


@transaction.atomic
def set_password(account: Account, password: str, *, by: Named | None, at: datetime) -> None:
    """The ledger says that it was set, never what it is. Forms have held it to the rules by now."""
    account.set_password(password)
    account.save(update_fields=["password"])
    say_password_was_set(account, by=by, at=at)


@transaction.atomic
def say_password_was_set(account: Account, *, by: Named | None, at: datetime) -> None:
    _record("people.password_set", account.person, by=by, at=at)


@transaction.atomic
def sign_in(account: Account, *, at: datetime, how: str) -> Organisation:
    """Somebody comes in, by “password” or “passkey”, say. Returns the organisation they come in to."""
    today = timezone.localdate(at)
    may_sign_in(account, on=today).insist()
    organisation = home_organisation(account.person, on=today)
    assert organisation is not None  # may_sign_in has just found it
    person = account.person
    record("people.signed_in", organisation=organisation, by=person, subject=person, details={"how": how}, at=at)
    return organisation


@transaction.atomic
def sign_out(account: Account, *, at: datetime) -> None:
    _record("people.signed_out", account.person, by=account.person, at=at)


@transaction.atomic
def add_second_step(account: Account, kind: str, *, at: datetime) -> None:
    """`kind` is “authenticator app” or “passkey”. The sign-in package has kept it by now, and tells us after."""
    _record("people.second_factor_added", account.person, by=account.person, at=at, details={"kind": kind})


@transaction.atomic
def remove_second_step(account: Account, kind: str, *, by: Named | None, at: datetime) -> None:
    _record("people.second_factor_removed", account.person, by=by, at=at, details={"kind": kind})


@transaction.atomic
def end_sessions(account: Account, count: int, *, at: datetime) -> None:
    """Somebody signs themselves out on their other machines."""
    _record("people.sessions_ended", account.person, by=account.person, at=at, details={"sessions": count})


def _record(act: str, person: Person, *, by: Named | None, at: datetime, details: dict[str, Any] | None = None) -> None:
    """In the ledger of the organisation where the person has their post. Somebody who has left has none to write in."""
    organisation = home_organisation(person, on=timezone.localdate(at))
    if organisation:
        record(act, organisation=organisation, by=by, subject=person, details=details or {}, at=at)
