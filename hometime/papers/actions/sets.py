"""add_set, retire_set: papers that go out together again and again."""

import datetime as dt
import secrets

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
def add_set(
    *,
    what: str,
    items: tuple[str, ...],
    whose: str,
    people_count: int | None,
    data: str,
    in_care: str,
    is_master: bool,
    by: Viewer,
    at: dt.datetime,
) -> PaperSet:
    """Keep a set under a name, with a label whose code opens the page that signs it out."""
    access.may_keep_sets(by).insist()
    if not items or len(items) > MOST_ITEMS or any(len(item) > LONGEST_NAME for item in items):
        raise Refused("The list cannot be kept.", f"Write one thing a line, {MOST_ITEMS} at most.")
    if PaperSet.objects.filter(organisation=by.organisation, what=what, retired_at=None).exists():
        raise Refused("There is a set of that name.", "Give this one another name.")
    try:
        with transaction.atomic():
            made = PaperSet.objects.create(
                organisation=by.organisation,
                created_at=at,
                created_by=by.person,
                what=what,
                items=list(items),
                whose=whose,
                people_count=people_count,
                data=data,
                in_care=in_care,
                is_master=is_master,
                label="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
            )
    except IntegrityError as twin:
        raise Refused("There is a set of that name.", "Give this one another name.") from twin
    details = {"items": len(items), "data": data}
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
