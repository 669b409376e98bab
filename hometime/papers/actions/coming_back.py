"""sign_in, report_missing, write_off, destroy_items, keep_longer: how papers come back, or do not."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.viewer import Viewer

from .. import access, telling
from ..models import LongerTime, PaperItem, PaperSet, SignOut

Ended = PaperItem.Ended


@transaction.atomic
def sign_in(sign_out: SignOut, numbers: Collection[int], *, by: Viewer, at: dt.datetime) -> SignOut:
    """These things are back at school. The rest stays out."""
    return _end(sign_out, numbers, Ended.BACK, "papers.items_back", by, at)


@transaction.atomic
def destroy_items(sign_out: SignOut, numbers: Collection[int], *, by: Viewer, at: dt.datetime) -> SignOut:
    """These things were destroyed; how stands in the record of their disposal."""
    return _end(sign_out, numbers, Ended.DESTROYED, "papers.items_destroyed", by, at)


@transaction.atomic
def write_off(sign_out: SignOut, numbers: Collection[int], *, by: Viewer, at: dt.datetime) -> SignOut:
    """Nobody will find these any more. Never by whoever had them."""
    access.may_write_off(by, sign_out).insist()
    held = _locked(sign_out)
    if held.items.filter(number__in=numbers, missing_at=None).exists():
        raise Refused("Only what is missing can be written off.", "Report it missing first.")
    return _end(sign_out, numbers, Ended.LOST, "papers.items_written_off", by, at)


@transaction.atomic
def report_missing(sign_out: SignOut, numbers: Collection[int], *, by: Viewer, at: dt.datetime) -> SignOut:
    """Somebody cannot find these. They stay out, and those who answer for them are told."""
    access.may_sign_in(by, sign_out).insist()
    held = _locked(sign_out)
    rows = _chosen(held, numbers).filter(missing_at=None)
    count = rows.update(missing_at=at, missing_by=by.person)
    if not count:
        raise Refused("This was reported missing before.", "The people looking for it know.")
    _record("papers.items_missing", held, by, at, count=count)
    telling.of_missing(held, count, by.person, at)
    return held


@transaction.atomic
def keep_longer(sign_out: SignOut, *, due_on: dt.date, why: str, by: Viewer, at: dt.datetime) -> LongerTime:
    """A later day to bring them back, with why. The day before stays on record."""
    held = _locked(sign_out)
    access.may_have_longer(by, held, due_on).insist()
    insist_on_words(why, "Say why you need them longer.")
    longer = LongerTime.objects.create(
        organisation=held.organisation,
        sign_out=held,
        was_due_on=held.due_on,
        due_on=due_on,
        why=why.strip(),
        created_at=at,
        created_by=by.person,
    )
    SignOut.objects.filter(pk=held.pk).update(due_on=due_on)
    sign_out.due_on = due_on
    _record("papers.kept_longer", held, by, at, was=str(longer.was_due_on), now=str(due_on))
    return longer


def _end(sign_out: SignOut, numbers: Collection[int], how: str, act: str, by: Viewer, at: dt.datetime) -> SignOut:
    access.may_sign_in(by, sign_out).insist()
    held = _locked(sign_out)
    rows = _chosen(held, numbers)
    labelled = [row.thing_id for row in rows if row.thing_id]
    count = rows.update(ended_at=at, ended_how=how, ended_by=by.person)
    if not count:
        raise Refused("Somebody else has just done this: it is accounted for.", "Look at the list again.")
    if how != Ended.BACK:  # what is gone is not lent again, whoever finds its label
        PaperSet.objects.filter(pk__in=labelled, retired_at=None).update(retired_at=at, retired_by=by.person)
    if not held.items.filter(ended_at=None).exists():
        SignOut.objects.filter(pk=held.pk, closed_at=None).update(closed_at=at)
    _record(act, held, by, at, count=count)
    sign_out.refresh_from_db()
    return sign_out


def _chosen(held: SignOut, numbers: Collection[int]) -> QuerySet[PaperItem]:
    if not numbers:
        raise Refused("Nothing is ticked.", "Tick the ones you mean.")
    return held.items.filter(number__in=numbers, ended_at=None)


def _locked(sign_out: SignOut) -> SignOut:
    """Held until the transaction ends: two who sign in the last two things must not both leave it open."""
    return SignOut.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=sign_out.pk)


def _record(act: str, held: SignOut, by: Viewer, at: dt.datetime, **details: Any) -> None:
    record(act, organisation=held.organisation, by=by, subject=held, at=at, details=details)
