"""queue: tell somebody something, in the transaction of the act it tells of. queue_letter: a link or a code, for one person
alone. send_again: a mail that may not have arrived."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.people.locking import box
from hometime.people.models import Organisation, Person
from hometime.people.viewer import Viewer

from .access import may_send_again
from .hours import due_at
from .kinds import Kind, kind_named
from .models import Message, Notice, Pace, State
from .writing import LETTERS, LONGEST_SUBJECT, words_of

NOT_KEPT = "It was sent only by email, and its words are not kept. If it did not reach you, ask for another."


class NotInTransaction(RuntimeError):
    """A notice must be kept or lost together with the act it tells of."""


def queue(
    kind: str,
    *,
    to: Person,
    organisation: Organisation,
    context: Mapping[str, Any],
    at: datetime,
    urgent: bool = False,
    hold_until: datetime | None = None,
    key: str | None = None,
    address: str = "",
) -> Notice:
    """Tell one person something. With a `key`, running twice tells it once.

    `context` is what the subject and the template of the kind read; its `href` is the page the mail leads to. The words
    are written now. They are mailed to the person, so no reason of health or care may stand in them. `address` is for
    what has to reach another than the one they have by the time it is sent.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(f"{kind} must be queued inside the transaction of what it tells of.")
    declared = kind_named(kind)
    known = Notice.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    notice, _ = Notice.objects.get_or_create(
        key=key or uuid4().hex,
        defaults={
            **written(declared, to, organisation, context),
            **timed(Pace.AT_ONCE if urgent else declared.pace, to, organisation, at, hold_until),
            "kind": kind,
            "organisation": organisation,
            "person": to,
            "address": address,
            "created_at": at,
        },
    )
    return notice


def queue_letter(
    subject: str, words: str, *, to: Person, address: str, organisation: Organisation, at: datetime
) -> Notice:
    """A mail with a link or a code that is for the person alone: sent at once, and kept in no words that can be read.

    Until it has gone its words are locked; afterwards nothing of them is kept. Their page says only that it was sent.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction("A letter must be queued inside the transaction of what it tells of.")
    return Notice.objects.create(
        key=uuid4().hex,
        kind="notices.letter",
        organisation=organisation,
        person=to,
        address=address,
        subject=subject[:LONGEST_SUBJECT],
        text=NOT_KEPT,
        locked=box(LETTERS).encrypt(words.encode()).decode(),
        pace=Pace.AT_ONCE,
        due_at=at,
        created_at=at,
    )


def written(kind: Kind, to: Person, organisation: Organisation, context: Mapping[str, Any]) -> dict[str, str]:
    subject, text = words_of(kind, to, organisation, context)
    return {"subject": subject, "text": text, "href": str(context.get("href", ""))}


def timed(
    pace: Pace, to: Person, organisation: Organisation, at: datetime, hold_until: datetime | None
) -> dict[str, object]:
    return {"pace": pace, "due_at": due_at(pace, to, organisation, max(at, hold_until or at))}


@transaction.atomic
def send_again(message: Message, *, by: Viewer, at: datetime) -> Message:
    """Try once more with a mail that failed or may not have arrived. It keeps its Message-ID, which most mail systems know again."""
    may_send_again(by, message).insist()
    if not message.move(State.QUEUED, attempts=0, next_at=at, lease="", error=""):
        raise Refused("Somebody else has just dealt with this email.", "Look at the list again.")
    subject = Reference(message.code, "an email")
    record("notices.mail_sent_again", organisation=by.organisation, by=by, subject=subject, at=at)
    return message
