"""Notices that are due become messages: urgent ones and those for soon one each, the others together in one."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from hometime.people.models import Person

from .models import Message, Notice, Pace, State

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
        message = Message.objects.create(person=locked, created_at=now, next_at=now, **first_state(locked, now))
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(message=message)
    return len(bundles)


def bundled(notices: Sequence[Notice]) -> list[list[Notice]]:
    alone = [[notice] for notice in notices if notice.pace != Pace.DIGEST]
    together = [notice for notice in notices if notice.pace == Pace.DIGEST]
    return alone + ([together] if together else [])


def first_state(person: Person, now: datetime) -> dict[str, object]:
    """Kept, where there is no mail to send it by or no address to send it to: the person finds it on their page."""
    is_sent = settings.MAIL_IS_SENT and bool(person.email)
    return {"state": State.QUEUED} if is_sent else {"state": State.KEPT, "settled_at": now}
