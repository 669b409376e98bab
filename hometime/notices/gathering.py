"""Notices that are due become messages: urgent ones and those for soon one each, the others together in one."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from hometime.people.models import Person

from .models import Message, Notice, Pace, State, forget_secrets

AT_A_TIME = 100


def gather(now: datetime) -> int:
    """Make a message of everything that is due; returns how many were made. Two at once share the people out."""
    due = Notice.objects.filter(message=None, due_at__lte=now)
    people = list(due.order_by().values_list("person", flat=True).distinct()[:AT_A_TIME])
    return sum(gather_for(person, now) for person in people)


@transaction.atomic
def gather_for(person: int, now: datetime) -> int:
    # One worker at a time for one person, or their daily mail might be split in two. (SQLite: the transaction itself.)
    locked = Person.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person).first()
    if locked is None:
        return 0
    due = Notice.objects.filter(person=person, message=None, due_at__lte=now).order_by("created_at", "pk")
    bundles = bundled(list(due))
    for notices in bundles:
        address = notices[0].address
        state = first_state(address or locked.email, now)
        message = Message.objects.create(person=locked, address=address, created_at=now, next_at=now, **state)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(message=message)
        if message.state == State.KEPT:
            forget_secrets(message.pk)
    return len(bundles)


def bundled(notices: Sequence[Notice]) -> list[list[Notice]]:
    alone = [[notice] for notice in notices if is_alone(notice)]
    together = [notice for notice in notices if not is_alone(notice)]
    return alone + ([together] if together else [])


def is_alone(notice: Notice) -> bool:
    """A mail of its own: it is for now, or for another address than the others."""
    return notice.pace != Pace.DIGEST or bool(notice.address)


def first_state(address: str, now: datetime) -> dict[str, object]:
    """Kept, where there is no mail to send it by or no address to send it to: the person finds it on their page."""
    is_sent = settings.MAIL_IS_SENT and bool(address)
    return {"state": State.QUEUED} if is_sent else {"state": State.KEPT, "settled_at": now}
