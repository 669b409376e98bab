"""add_set, add_things, retire_set: papers with a label."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from .. import access
from ..models import PaperSet
from ..queries import holder_of_set
from ..taking import LONGEST_NAME, MOST_ITEMS

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that are mistaken for another
LENGTH = 8


@transaction.atomic
def add_set(*, items: Sequence[str], by: Viewer, at: dt.datetime, **described: Any) -> PaperSet:
    """Keep a set under a name, with a label whose code opens the page that signs it out. `described`: what DESCRIPTION names."""
    access.may_keep_sets(by).insist()
    _refuse_list(items)
    return _labelled(list(items), by, at, described)


@transaction.atomic
def add_things(names: Sequence[str], *, by: Viewer, at: dt.datetime, **described: Any) -> list[PaperSet]:
    """Several single things alike, each with a label of its own: all of them or none."""
    access.may_keep_sets(by).insist()
    _refuse_list(names)
    return [_labelled([name], by, at, described | {"what": name}) for name in names]


def _refuse_list(items: Sequence[str]) -> None:
    if not items or len(items) > MOST_ITEMS or any(len(item) > LONGEST_NAME for item in items):
        raise Refused("The list cannot be kept.", f"Write one thing on each line, {MOST_ITEMS} at most.")


def _labelled(items: list[str], by: Viewer, at: dt.datetime, described: dict[str, Any]) -> PaperSet:
    label = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    who = {"organisation": by.organisation, "created_at": at, "created_by": by.person}
    try:
        with transaction.atomic():
            made = PaperSet.objects.create(**who, **described, items=items, label=label)
    except IntegrityError as twin:
        raise Refused(f"Something called “{described['what']}” has a label already.", "Use another name.") from twin
    details = {"items": len(items), "data": described["data"]}
    record("papers.set_added", organisation=by.organisation, by=by, subject=made, at=at, details=details)
    return made


@transaction.atomic
def retire_set(paper_set: PaperSet, *, by: Viewer, at: dt.datetime) -> PaperSet:
    """It is no longer lent. What was signed out of it stays on record."""
    access.may_retire_set(by, paper_set).insist()
    held = holder_of_set(paper_set)
    if held:
        raise Refused(f"{held.person.name} has it.", "It must come back first.")
    rows = PaperSet.objects.filter(pk=paper_set.pk, retired_at=None)
    if not rows.update(retired_at=at, retired_by=by.person):
        raise Refused("This was done before.", "There is nothing to do.")
    paper_set.refresh_from_db()
    record("papers.set_retired", organisation=by.organisation, by=by, subject=paper_set, at=at)
    return paper_set
