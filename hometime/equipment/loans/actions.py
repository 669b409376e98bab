"""hand_over, sign_loan, hand_out, call_off: things into somebody’s hands, with a signature."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from ..models import BasketItem, Device, HandOver, HandOverPhoto, Loan, LoanSignature
from . import access, telling
from .basket import refuse_taken, taken
from .signatures import Signature
from .words import hash_of, signs_first, words_for

MOST_PHOTOS = 2


@dataclass(frozen=True)
class Photo:
    name: str
    content: bytes


def hand_over(
    devices: Sequence[Device],
    person: Person,
    *,
    due_on: dt.date | None,
    signature: Signature | None,
    read: str,
    once: UUID,
    by: Viewer,
    at: dt.datetime,
    photos: Sequence[Photo] = (),
) -> HandOver:
    """Hand things to a person. `read` is the hash of the words they were shown; `once` makes a form sent twice one act.

    Without a signature the things go out and are signed for later; where the policy wants the signature first, they are
    put aside until it is there.
    """
    known = _made_before(by, once)
    if known:
        return known
    access.may_lend_to(by, person).insist()
    words = _words(devices, person, due_on, read, by, at)
    if signature is not None:
        signature.insist_it_is_of(person.name)
    pictures = _kept(photos, by, at)
    try:
        return _hand_over(devices, person, due_on, signature, words, once, pictures, by, at)
    except IntegrityError:  # the same form, sent twice at the same moment
        known = _made_before(by, once)
        if known is None:
            raise
        return known


def _made_before(by: Viewer, once: UUID) -> HandOver | None:
    return HandOver.objects.filter(organisation=by.organisation, once=once, created_by=by.person).first()


def _words(
    devices: Sequence[Device], person: Person, due_on: dt.date | None, read: str, by: Viewer, at: dt.datetime
) -> dict[str, Any]:
    if not devices:
        raise Refused("Nothing is picked yet.", "Pick a thing first.")
    if due_on is not None and due_on < by.today:
        raise Refused("The day for bringing it back has passed.", "Choose a day that is still to come.")
    for device in devices:
        access.may_hand(by, device, at).insist()
    words = words_for(person, devices, due_on, by.organisation, by.today)
    if hash_of(words) != read:
        raise Refused("What you were shown has changed since.", "Read it again, then sign.")
    return words


@transaction.atomic
def _hand_over(
    devices: Sequence[Device],
    person: Person,
    due_on: dt.date | None,
    signature: Signature | None,
    words: dict[str, Any],
    once: UUID,
    photos: list[StoredFile],
    by: Viewer,
    at: dt.datetime,
) -> HandOver:
    waits = signature is None and bool(signs_first(by.organisation, by.today))
    made = HandOver.objects.create(
        once=once,
        organisation=by.organisation,
        person=person,
        words=words,
        words_hash=hash_of(words),
        handed_at=None if waits else at,
        created_at=at,
        created_by=by.person,
    )
    for device in sorted(devices, key=lambda each: each.pk):  # in one order, so that two never wait for each other
        _lend(device, made, due_on, by, at)
    HandOverPhoto.objects.bulk_create([HandOverPhoto(hand_over=made, file=file) for file in photos])
    if signature is not None:
        _sign(made, signature, at_the_door=True, at=at)
    BasketItem.objects.filter(keeper=by.person, device__in=devices).delete()
    details = {"things": [device.asset_code for device in devices], "words": made.words_hash}
    record(
        "equipment.things_put_aside" if waits else "equipment.things_handed_over",
        organisation=by.organisation,
        by=by,
        subject=person,
        details=details,
        at=at,
    )
    telling.handed_over(made, at=at)
    return made


def _lend(device: Device, made: HandOver, due_on: dt.date | None, by: Viewer, at: dt.datetime) -> Loan:
    refuse_taken(device, at)
    try:
        with transaction.atomic():  # somebody else hands out the same thing now: the second meets the constraint
            return Loan.objects.create(
                organisation=made.organisation,
                device=device,
                person=made.person,
                hand_over=made,
                lent_at=made.handed_at,
                due_on=due_on,
                created_at=at,
                created_by=by.person,
            )
    except IntegrityError as clash:
        loan = Loan.objects.open().filter(device=device).select_related("person", "created_by").first()
        if loan is None:
            raise
        raise taken(device, loan) from clash


@transaction.atomic
def sign_loan(made: HandOver, *, signature: Signature, read: str, by: Viewer, at: dt.datetime) -> LoanSignature:
    """The borrower signs later, by their own sign-in, under the words as they were frozen."""
    made = locked(made)
    access.may_sign_loan(by, made).insist()
    if read != made.words_hash:
        raise Refused("What you were shown has changed since.", "Read it again, then sign.")
    signature.insist_it_is_of(by.name)
    try:
        with transaction.atomic():
            signed = _sign(made, signature, at_the_door=False, at=at)
    except IntegrityError as clash:
        raise Refused("You have signed for these things.", "There is nothing more to do.") from clash
    details = {"words": made.words_hash, "how": signed.how}
    record("equipment.loan_signed", organisation=by.organisation, by=by, subject=named(made), details=details, at=at)
    telling.signed(made, at=at)
    return signed


@transaction.atomic
def hand_out(made: HandOver, *, by: Viewer, at: dt.datetime) -> HandOver:
    """Hand out what was put aside, now that it is signed for."""
    made = locked(made)
    access.may_hand_out(by, made).insist()
    for loan in made.loans.open().select_related("device"):
        access.may_go_out(loan.device, at).insist()
    if not HandOver.objects.filter(pk=made.pk, handed_at=None, called_off_at=None).update(handed_at=at):
        raise Refused("Somebody else has just done this.", "Look at what happened to it.")
    Loan.objects.filter(hand_over=made, ended_at=None).update(lent_at=at)
    made.refresh_from_db()
    details = {"things": [each["asset_code"] for each in made.words["things"]], "words": made.words_hash}
    record(
        "equipment.things_handed_over", organisation=by.organisation, by=by, subject=made.person, details=details, at=at
    )
    telling.handed_over(made, at=at)
    return made


@transaction.atomic
def call_off(made: HandOver, *, by: Viewer, at: dt.datetime) -> HandOver:
    """Things that were put aside go back on the shelf."""
    made = locked(made)
    access.may_call_off(by, made).insist()
    if not HandOver.objects.filter(pk=made.pk, handed_at=None, called_off_at=None).update(called_off_at=at):
        raise Refused("Somebody else has just done this.", "Look at what happened to it.")
    Loan.objects.filter(hand_over=made, ended_at=None).update(
        ended_at=at, ended_how=Loan.Ended.CALLED_OFF, ended_by=by.person
    )
    made.refresh_from_db()
    record("equipment.hand_over_called_off", organisation=by.organisation, by=by, subject=made.person, at=at)
    telling.called_off(made, at=at)
    return made


def _sign(made: HandOver, signature: Signature, *, at_the_door: bool, at: dt.datetime) -> LoanSignature:
    return LoanSignature.objects.create(
        hand_over=made,
        person=made.person,
        how=signature.how,
        typed_name=signature.typed_name.strip(),
        drawn=signature.drawn.strip(),
        at_the_door=at_the_door,
        signed_at=at,
    )


def _kept(photos: Sequence[Photo], by: Viewer, at: dt.datetime) -> list[StoredFile]:
    if len(photos) > MOST_PHOTOS:
        raise Refused("Two photographs are enough.", "Leave the others out.")
    kind = {"organisation": by.organisation, "by": by, "at": at, "allowed": ("png", "jpeg")}
    return [keep_file(each.content, name=each.name, **kind) for each in photos]  # type: ignore[arg-type]


def locked(made: HandOver) -> HandOver:
    return HandOver.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=made.pk)


def named(made: HandOver) -> Reference:
    return Reference(made.code, "hand-over")
