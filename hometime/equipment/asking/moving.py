"""The moves under the acts: one record for one form, a record moved on with its step, and telling people."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import reverse

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.notices.actions import queue
from hometime.people.models import Organisation, Person, Post
from hometime.people.queries import holders_of, others_who_hold
from hometime.people.viewer import Viewer

AnyOf = TypeVar("AnyOf", bound=Model)
QUICKER = Refused("Somebody else has just done this.", "Read what has happened to it.")


def write(
    model: type[AnyOf], *, once: uuid.UUID | None, by: Viewer, at: dt.datetime, **fields: Any
) -> tuple[AnyOf, bool]:
    """The record of a form, and whether it is new: a form sent twice from a flaky phone is one record."""
    defaults = {"organisation": by.organisation, "created_at": at, **fields}
    return model._default_manager.get_or_create(created_by=by.person, once=once or uuid.uuid4(), defaults=defaults)


def move(row: Any, before: Sequence[str], after: str) -> None:
    """On to the next state, unless somebody was quicker."""
    if not type(row).objects.filter(pk=row.pk, state__in=before).update(state=after):
        QUICKER.insist()
    row.state = after


def insist_on_a_post(by: Viewer) -> None:
    """Only those who work here ask; an office alone does not make somebody staff."""
    if not Post.objects.filter(person=by.person, organisation=by.organisation).on(by.today).exists():
        raise Refused("You do not have a post at this school.", "Look at your own school first.")


def in_ledger(act: str, row: Any, by: Viewer, at: dt.datetime, **details: str | int | bool) -> None:
    """Details never hold anybody’s reasons."""
    record(act, organisation=by.organisation, by=by, subject=row, at=at, details=details)


def holders(
    kinds: str | Sequence[str], organisation: Organisation, subject: Person | None, on: dt.date
) -> list[Person]:
    """Who holds any of these roles, each once, without the person it is about."""
    wanted = [kinds] if isinstance(kinds, str) else kinds
    found: dict[int, Person] = {}
    for kind in wanted:
        held = others_who_hold(kind, organisation, on=on, subject=subject) if subject else None
        people = holders_of(kind, organisation, on=on) if held is None else held
        found |= {person.pk: person for person in people}
    return list(found.values())


def tell(
    kind: str,
    people: Iterable[Person],
    *,
    by: Viewer,
    at: dt.datetime,
    page: str,
    code: uuid.UUID | None = None,
    urgent: bool = False,
    **context: Any,
) -> None:
    """Tell each of them, but not whoever did it."""
    context["href"] = reverse(page, args=[code] if code else [])
    for person in people:
        if person.pk != by.person.pk:
            queue(kind, to=person, organisation=by.organisation, context=context, at=at, urgent=urgent)
