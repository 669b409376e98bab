"""One message to the mail system: never lost, never twice. Each step is durable before the next begins.

    claim      queued → leased     nothing has left; if we stop here, the lease lapses and somebody else begins again
    hand over  leased → handing    written before the first byte goes out; only one worker can take this step
               handing → sent      written after the mail system took it

Stopped in between, a message is left in `handing`, and nobody here can know whether it was taken. Then the mail system
is asked (backends.has_accepted). If it cannot say, the message becomes `unsure`: it is not sent again by itself, the
person finds it on their page, and whoever looks after mail sees it and decides.
"""

import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.mail import get_connection
from django.db import transaction

from .models import Message, State, forget_secrets
from .writing import mail_of

LEASE = timedelta(minutes=5)  # longer than any conversation with a mail server (settings.EMAIL_TIMEOUT)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
# The server answered, and the answer was no: it does not have this mail.
SAID_NO = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)


def claim(now: datetime) -> Message | None:
    """Take the next message that is due, or that a worker let go of; None when there is nothing to do."""
    if not Message.objects.to_look_at(now).exists():  # read first: on SQLite a transaction would stop all writing
        return None
    with transaction.atomic():
        due = Message.objects.to_look_at(now).select_for_update(skip_locked=True, of=("self",))
        message = due.select_related("person").order_by("next_at", "pk").first()
        return taken(message, now) if message else None


def taken(message: Message, now: datetime) -> Message | None:
    """Ours from here on, until the lease lapses; None if somebody was quicker."""
    state = State.HANDING if message.state == State.HANDING else State.LEASED
    more = {} if state == State.HANDING else {"attempts": message.attempts + 1}
    return message if message.move(state, lease=uuid4().hex, next_at=now + LEASE, **more) else None


def deliver(message: Message, now: datetime) -> None:
    """Bring a claimed message one step on: sent, or back in the queue for later, or settled with its reason."""
    connection = get_connection()
    if message.state == State.HANDING:
        settle(message, connection, now)
    elif message.attempts > len(WAITS) + 1:
        message.move(State.FAILED, settled_at=now, error="The worker stopped each time it tried.")
    else:
        hand_over(message, connection, now)


def hand_over(message: Message, connection: Any, now: datetime) -> None:
    mail = mail_of(message)
    try:
        connection.open()
    except OSError as problem:
        put_back(message, now, problem)
        return
    if message.move(State.HANDING, handed_at=now, next_at=now + LEASE):
        send(message, mail, connection, now)
    with suppress(OSError):  # what goes wrong in saying goodbye has no bearing on what was sent
        connection.close()


def send(message: Message, mail: Any, connection: Any, now: datetime) -> None:
    try:
        is_taken = connection.send_messages([mail])
    except SAID_NO as problem:
        put_back(message, now, problem)
    except OSError as problem:  # cut off: it may have been taken or not
        settle(message, connection, now, problem)
    else:
        mark_sent(message, now) if is_taken else put_back(message, now, "The mail server did not accept it.")


def mark_sent(message: Message, now: datetime) -> None:
    """Whatever others made of it while we were slow: it was taken."""
    unsettled = Message.objects.filter(pk=message.pk, state__in=[State.HANDING, State.UNSURE])
    with transaction.atomic():
        unsettled.update(state=State.SENT, settled_at=now, error="")
        forget_secrets(message.pk)


def settle(message: Message, connection: Any, now: datetime, problem: object = "The worker stopped.") -> None:
    """A hand-over that nobody saw the end of: ask the mail system; if it cannot say, leave it to a person."""
    ask = getattr(connection, "has_accepted", None)
    if ask is None:
        message.move(State.UNSURE, settled_at=now, error=brief(problem))
    elif ask(message.message_id):
        mark_sent(message, now)
    else:
        put_back(message, now, problem)


def put_back(message: Message, now: datetime, problem: object) -> None:
    """It has not left: later again, or not at all once it was tried long enough."""
    if message.attempts > len(WAITS):
        message.move(State.FAILED, settled_at=now, error=brief(problem))
    else:
        message.move(State.QUEUED, next_at=now + WAITS[message.attempts - 1], lease="", error=brief(problem))


def brief(problem: object) -> str:
    return (str(problem) or type(problem).__name__)[:300]
