"""open_door, close_door, complain_from_outside: complaints from people who do not work here, by an address that each school gives out."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.notices.actions import queue_letter
from hometime.people.models import Person
from hometime.people.queries import others_who_hold
from hometime.people.viewer import Viewer

from .. import telling
from ..looking.actions import insist_on_sentence
from ..models import Complaint, ComplaintDoor, ComplaintStep
from .access import KEEPERS, may_keep_door
from .actions import days_by_law, keepers_of, keepers_on_watch

LETTERS, LENGTH = "bcdfghjkmnpqrstvwxz23456789", 10  # spells no word, and nothing in it is taken for something else


@transaction.atomic
def open_door(*, by: Viewer, at: dt.datetime) -> ComplaintDoor:
    """Let people outside send complaints here, by an address that tells nobody anything."""
    may_keep_door(by).insist()
    if not keepers_on_watch(by.organisation, by.today):
        raise Refused("Nobody looks after complaints yet.", "Say first who the data protection officer is.")
    word = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    try:
        with transaction.atomic():
            door = ComplaintDoor.objects.create(
                organisation=by.organisation, word=word, created_at=at, created_by=by.person
            )
    except IntegrityError as twice:
        raise Refused("The form is switched on already.", "There is nothing to do.") from twice
    record("incidents.complaint_form_opened", organisation=by.organisation, by=by, subject=door, at=at)
    return door


@transaction.atomic
def close_door(door: ComplaintDoor, *, by: Viewer, at: dt.datetime) -> None:
    """Take the form away. Its address is never given out again."""
    may_keep_door(by).insist()
    if not ComplaintDoor.objects.filter(pk=door.pk, ended_at=None).update(ended_at=at, ended_by=by.person):
        raise Refused("The form is switched off already.", "There is nothing to do.")
    record("incidents.complaint_form_closed", organisation=door.organisation, by=by, subject=door, at=at)


@dataclass(frozen=True)
class Sent:
    """What came through the form."""

    from_whom: str
    words: str
    once: UUID
    email: str = ""
    about_keeper: bool = False  # it is about whoever looks after complaints: then somebody else does


def complain_from_outside(
    door: ComplaintDoor, sent: Sent, *, may_mail: bool = True, at: dt.datetime, on: dt.date
) -> Complaint:
    """Put a complaint on record as it came. Sent again with the same key it is the same one."""
    known = known_as(sent.once, door)
    if known:
        return known
    try:
        return _complain(door, sent, may_mail, at, on)
    except IntegrityError:  # the other half of a press that came through twice was quicker
        return Complaint.objects.get(once=sent.once, organisation=door.organisation)


def known_as(once: UUID, door: ComplaintDoor) -> Complaint | None:
    return Complaint.objects.filter(once=once, organisation=door.organisation).first()


@transaction.atomic
def _complain(door: ComplaintDoor, sent: Sent, may_mail: bool, at: dt.datetime, on: dt.date) -> Complaint:
    insist_on_sentence(sent.from_whom, "Say what to call you.")
    insist_on_sentence(sent.words, "Say what it is about.")
    if not ComplaintDoor.objects.select_for_update().filter(pk=door.pk, ended_at=None).exists():
        raise Refused("This form was switched off.", "Ring the school, or write to it.")
    complaint = Complaint.objects.create(
        organisation=door.organisation,
        received_on=on,
        how=Complaint.How.FORM,
        from_whom=sent.from_whom.strip(),
        email=sent.email,
        words=sent.words.strip(),
        days=days_by_law(),
        about=_kept_from(door, on) if sent.about_keeper else None,
        once=sent.once,
        created_at=at,
    )
    ComplaintStep.objects.create(complaint=complaint, kind=ComplaintStep.Kind.RECEIVED, at=at)
    about: dict[str, Any] = {"organisation": door.organisation, "by": None, "subject": complaint, "at": at}
    record("incidents.complaint_received", **about, details={"received_on": on.isoformat(), "outside": True})
    keepers = keepers_of(complaint, on)
    telling.keepers_of_a_complaint(complaint, keepers, None, at)
    if sent.email and may_mail and keepers:
        subject, words = f"Your complaint has reached {door.organisation.name}", receipt_words(complaint)
        queue_letter(subject, words, to=keepers[0], address=sent.email, organisation=door.organisation, at=at)
    return complaint


def _kept_from(door: ComplaintDoor, on: dt.date) -> Person | None:
    """Who is not to read it, where there is somebody else who can."""
    keeper = next(iter(keepers_on_watch(door.organisation, on)), None)
    if keeper is None:
        return None
    others = (others_who_hold(kind, door.organisation, on=on, subject=keeper) for kind in KEEPERS)
    return keeper if any(others) else None


def receipt_words(complaint: Complaint) -> str:
    """The number and the day, and nothing that was written: anybody may have typed this address."""
    return (
        f"{complaint.organisation.name} has your complaint about how it uses data. Its number is {complaint.reference}.\n\n"
        f"The school will write to you by {day_in_words(complaint.due_on)}. Give the number if you ring or write before then.\n\n"
        "If you did not send a complaint, somebody typed your address by mistake. You do not need to do anything."
    )
