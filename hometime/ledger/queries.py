"""What an act says, in words. The ledger knows no roles: who may read which act is for the part that shows it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .actions import RETOLD
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


def told(entry: Entry) -> Told:
    """As it was told; or as it was told again, where something had to go."""
    said = told_in(entry)
    if said is None:
        return Told(entry.sequence, entry.at, entry.act, None, None, is_erased=True)
    return Told(entry.sequence, entry.at, entry.act, said["actor"], said["subject"], said["details"])


def told_in(entry: Entry) -> dict[str, Any] | None:
    """The actor, the subject and the details in words; None where they were erased."""
    if entry.payload.text is not None:
        said: dict[str, Any] = json.loads(entry.payload.text)
        return said
    again = Entry.objects.filter(organisation=entry.organisation, subject=entry.code, act=RETOLD)
    retelling = again.select_related("payload").first()
    if retelling is None or (anew := told_in(retelling)) is None:
        return None
    words: dict[str, Any] = anew["details"]["told"]
    return words
