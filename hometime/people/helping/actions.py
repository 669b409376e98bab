"""change_email: another address to sign in with. reset_second_step: for somebody who has lost their phone and their codes."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused

from ..models import Account, Invitation, Person
from ..telling import tell
from ..viewer import Viewer
from . import access


@transaction.atomic
def change_email(person: Person, email: str, *, by: Viewer, at: datetime) -> Person:
    """From now on they sign in with it. They are told where they were reached before, and where they are reached now."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    access.may_change_email(by, person).insist()
    access.may_help_alone(by, person, "people.second_step_reset", at=at).insist()
    before, now = person.email, _address(email)
    if now == before.lower():
        raise Refused("That is the address they have.", "There is nothing to do.")
    person.email = now
    _keep(person, before)
    # Which addresses stays out of the ledger, which is never erased: the mails say it.
    record("people.email_changed", organisation=by.organisation, by=by, subject=person, at=at)
    context = {"by": by.name, "before": before or "none", "now": now}
    for address in filter(None, (before, now)):
        tell("people.email_changed", to=person, organisation=by.organisation, context=context, address=address, at=at)
    Invitation.objects.filter(person=person, accepted_at=None, expires_at__gt=at).update(expires_at=at)
    return person


@transaction.atomic
def reset_second_step(person: Person, *, by: Viewer, at: datetime) -> None:
    """They are signed out everywhere, and set up another when they come in again, if they need one."""
    access.may_reset_second_step(by, person).insist()
    access.may_help_alone(by, person, "people.email_changed", at=at).insist()
    steps = Authenticator.objects.filter(user__person=person)
    if not steps.delete()[0]:
        raise Refused(f"{person} has no second step.", "There is nothing to remove.")
    for session in UserSession.objects.filter(user__person=person):
        session.end()
    record("people.second_step_reset", organisation=by.organisation, by=by, subject=person, at=at)
    tell("people.second_step_reset", to=person, organisation=by.organisation, context={"by": by.name}, at=at)


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as problem:
        raise Refused("That is not an email address.", "Write it like name@school.example.") from problem
    return address


def _keep(person: Person, before: str) -> None:
    """Two may give the same address to two people at once: the second meets the first."""
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
            Account.objects.filter(person=person).update(username=person.email)
            proved = EmailAddress.objects.filter(user__person=person)
            was_here = bool(before) and proved.exists()
            proved.delete()
            account = Account.objects.filter(person=person).first()
            if (
                was_here and account
            ):  # they had come in before, and come in by codes and links to the new one from now on
                EmailAddress.objects.create(user=account, email=person.email, verified=True, primary=True)
    except IntegrityError as clash:
        raise Refused(f"{person.email} belongs to somebody else.", "Use another address.") from clash
