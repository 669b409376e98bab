"""sign_policy, decline_policy, ask_to_sign, enter_sheet: signatures on a version of a policy."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer
from hometime.policy.models import PolicyVersion

from .. import telling
from ..access import (
    may_ask_to_sign,
    may_enter_sheet,
    may_enter_signature_of,
    may_sign,
)
from ..models import Acknowledgement, Decline, SigningRound, SigningSheet
from ..queries import people_kept_by
from ..rounds import changes_to_declare, first_day_to_sign, previous_of, versions_to_sign
from ..signing import Asked, all_asked_of, declarations, policy_of
from ..statements import hash_of, is_same_name, statement_of
from ..uploads import Upload, keep_upload

ASKED = ("People have been asked to sign this version.", "See who has signed.")


@transaction.atomic
def sign_policy(
    *,
    version: PolicyVersion,
    typed_name: str,
    declared: Sequence[str],
    by: Viewer,
    at: dt.datetime,
    how: str = Acknowledgement.How.HERE,
) -> Acknowledgement:
    """Sign, for oneself, the version in force or one to come. `version` was shown: refused if it is neither by now."""
    asked = _asked_about(version, by.person, by)
    may_sign(by, asked).insist()
    assert asked is not None  # may_sign refuses None
    if asked.version.hash != version.hash:
        raise Refused("The policy changed while you were reading.", "Read the new version, then sign it.")
    missing = [each for each in declarations(policy_of(version.hash), by.today) if each not in declared]
    if missing:
        raise Refused("You sign for each of the statements.", "Tick each one, or ask a question first.")
    if not is_same_name(typed_name, by.name):
        raise Refused("That is not your name as we have it here.", f"Type it as: {by.name}")
    return _keep(asked, by.person, typed_name=typed_name.strip(), on=by.today, how=how, by=by, at=at)


@transaction.atomic
def decline_policy(*, version: PolicyVersion, reason: str, by: Viewer, at: dt.datetime) -> Decline:
    """Say that one will not sign, and why. It can still be signed later."""
    asked = _asked_about(version, by.person, by)
    may_sign(by, asked).insist()
    if asked is None or asked.version.hash != version.hash:
        raise Refused("The policy changed while you were reading.", "Read the new version first.")
    if asked.declined:
        raise Refused("You have said so already.", "Sign it, or talk to the headteacher.")
    decline = Decline.objects.create(
        organisation=by.organisation, person=by.person, version=asked.version, reason=reason.strip(), created_at=at
    )
    details = {"policy": version.hash}  # the reason stays out of the ledger: few may read it
    record("learning.policy_declined", organisation=by.organisation, by=by, subject=by, details=details, at=at)
    telling.declined(decline, by=by, at=at)
    return decline


def _asked_about(version: PolicyVersion, person: Person, by: Viewer) -> Asked | None:
    """Where they stand with the version they were shown; with the one in force where nobody is asked for it any more."""
    every = all_asked_of(person, by.organisation, by.today)
    return next((each for each in every if each.version.hash == version.hash), every[0] if every else None)


@transaction.atomic
def ask_to_sign(
    *, version: PolicyVersion, declared: Mapping[str, str], sign_by: dt.date, by: Viewer, at: dt.datetime
) -> SigningRound:
    """Put a version to people to sign, in force or to come, with a word on every changed clause: minor or major."""
    may_ask_to_sign(by).insist()
    if version not in versions_to_sign(by.organisation, by.today):
        raise Refused("That version is not in force here, and will not be.", "Ask people to sign the one that is.")
    if sign_by < by.today:
        raise Refused("The day to sign by has passed.", "Choose a day that is still to come.")
    return open_round(version, by.organisation, declared=declared, sign_by=sign_by, by=by, at=at)


def open_round(
    version: PolicyVersion,
    place: Organisation,
    *,
    declared: Mapping[str, str],
    sign_by: dt.date,
    by: Viewer,
    at: dt.datetime,
) -> SigningRound:
    """Ask the people of one place to sign a version, with a word on every clause that changed for them: minor or major."""
    changed = [each.id for each in changes_to_declare(version, place)]
    if [each for each in changed if each not in declared]:
        raise Refused(
            "You have not said yet whether each change is minor or major.", "Choose minor or major for each of them."
        )
    if SigningRound.objects.filter(organisation=place, version=version).exists():
        raise Refused(*ASKED)
    said = {each: declared[each] for each in changed}
    try:
        with transaction.atomic():  # two may ask at once: the second meets the constraint, and nobody is asked twice
            opened = SigningRound.objects.create(
                organisation=place,
                version=version,
                previous=previous_of(version, place),
                declared=said,
                sign_by=sign_by,
                opened_on=by.today,
                created_at=at,
                created_by=by.person,
            )
    except IntegrityError as clash:
        raise Refused(*ASKED) from clash
    details = {"policy": version.hash, "sign_by": sign_by.isoformat(), "declared": said}
    record("learning.signing_asked", organisation=place, by=by, subject=version, details=details, at=at)
    telling.asked_to_sign(opened, at=at)
    return opened


@transaction.atomic
def enter_sheet(
    *,
    version: PolicyVersion,
    people: Sequence[Person],
    signed_on: dt.date,
    scan: Upload | None,
    by: Viewer,
    at: dt.datetime,
) -> SigningSheet:
    """Enter the signatures of people who signed a printed sheet by hand. All of them go in, or none."""
    may_enter_sheet(by).insist()
    if not people:
        raise Refused("Nobody was chosen.", "Tick everybody who signed the sheet.")
    if not first_day_to_sign(version, by.organisation) <= signed_on <= by.today:
        raise Refused(
            "The sheet cannot have been signed on that day.", "Use today, or a day since people could first sign it."
        )
    kept = set(people_kept_by(by).filter(pk__in=[each.pk for each in people]).values_list("pk", flat=True))
    sheet = SigningSheet.objects.create(
        organisation=by.organisation,
        version=version,
        signed_on=signed_on,
        scan=keep_upload(scan, by=by, at=at),
        created_at=at,
        created_by=by.person,
    )
    for person in people:
        if person.pk not in kept:
            raise Refused(f"You cannot enter signatures for {person.name}.", "Ask their line manager to enter it.")
        _enter(person, sheet, by, at)
    return sheet


def _enter(person: Person, sheet: SigningSheet, by: Viewer, at: dt.datetime) -> None:
    asked = _asked_about(sheet.version, person, by)
    may_enter_signature_of(by, person, asked).insist()
    if asked is None or asked.version.pk != sheet.version_id:
        raise Refused("The policy changed since the sheet was printed.", "Print a new sheet.")
    how = Acknowledgement.How.SHEET
    _keep(asked, person, typed_name=person.name, on=sheet.signed_on, how=how, by=by, at=at, sheet=sheet)


def _keep(
    asked: Asked,
    person: Person,
    *,
    typed_name: str,
    on: dt.date,
    how: str,
    by: Viewer,
    at: dt.datetime,
    sheet: SigningSheet | None = None,
) -> Acknowledgement:
    """Freeze what was signed, however it was signed."""
    statement = statement_of(asked, person, by.organisation, typed_name=typed_name, on=on)
    try:
        with transaction.atomic():  # two presses at once: the second meets the constraint, not a second signature
            signed = Acknowledgement.objects.create(
                organisation=by.organisation,
                person=person,
                version=asked.version,
                how=how,
                typed_name=typed_name,
                signed_on=on,
                statement=statement,
                statement_hash=hash_of(statement),
                sheet=sheet,
                created_at=at,
                created_by=by.person,
            )
    except IntegrityError as clash:
        raise Refused("You have signed this policy.", "There is nothing more to do.") from clash
    details = {
        "policy": asked.version.hash,
        "statement": signed.statement_hash,
        "how": how,
        "signed_on": on.isoformat(),
    }
    record("learning.policy_signed", organisation=by.organisation, by=by, subject=person, details=details, at=at)
    telling.signed(signed, at=at)
    return signed
