"""Telling people things. Notices stand above people, so what queues them is found through settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import Organisation, Person
from .queries import home_organisation


def tell(
    kind: str,
    *,
    to: Person,
    organisation: Organisation,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    urgent: bool = False,
    address: str = "",
) -> None:
    """Queue a notice, in the transaction of the act it tells of. Its kind is declared in `hometime.notices.about_people`."""
    queue = import_string(settings.NOTICE_QUEUE)
    queue(kind, to=to, organisation=organisation, context=context or {}, at=at, urgent=urgent, address=address)


def send_letter(person: Person, address: str, subject: str, words: str, *, at: datetime) -> None:
    """A link or a code, for the person alone. Somebody who has left is sent none."""
    organisation = home_organisation(person, on=timezone.localdate(at))
    if organisation is not None:
        queue_letter = import_string(settings.LETTER_QUEUE)
        queue_letter(subject, words, to=person, address=address, organisation=organisation, at=at)
