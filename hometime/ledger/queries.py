"""Acts as somebody may read them. Who may see which organisation is for `people` to say."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from .models import Entry


@dataclass(frozen=True)
class Told:
    """One act, put so that a page can show it. Names and details are missing where they were erased."""

    sequence: int
    at: datetime
    act: str
    actor: str | None
    subject: str | None
    details: dict[str, Any] = field(default_factory=dict)
    is_erased: bool = False


def acts_of(organisations: Iterable[UUID]) -> QuerySet[Entry]:
    """Newest first."""
    acts = Entry.objects.filter(organisation__in=list(organisations))
    return acts.select_related("payload").order_by("-at", "-sequence")


def acts_about(subject: UUID, organisations: Iterable[UUID]) -> QuerySet[Entry]:
    return acts_of(organisations).filter(subject=subject)


def told(entry: Entry) -> Told:
    if entry.payload.text is None:
        return Told(entry.sequence, entry.at, entry.act, None, None, is_erased=True)
    said = json.loads(entry.payload.text)
    return Told(entry.sequence, entry.at, entry.act, said["actor"], said["subject"], said["details"])
