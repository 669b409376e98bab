"""begin_limit, tell_of_limit, lift_limit: restricting a system, disconnecting a device, a service or somebody’s way in."""

import datetime as dt
import uuid

from django.db import transaction

from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from ...models import Device, Restriction
from ...queries import holder_of
from .. import access
from ..moving import QUICKER, in_ledger, tell, write

PAGE = "equipment:limit"


@transaction.atomic
def begin_limit(
    *,
    what: str,
    words: str,
    why: str,
    person: Person | None = None,
    device: Device | None = None,
    warned: bool,
    tell_now: bool,
    once: uuid.UUID | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Restriction:
    """Write down what is limited and why, at the moment it is. It may come without warning; telling may wait until after."""
    if device is not None and person is None:
        person = holder_of(device, at)
    access.may_limit(by, person).insist()
    insist_on_words(words, "Say what is limited.")
    insist_on_words(why, "Say why it is limited.")
    if what == Restriction.What.ACCESS and person is None:
        raise Refused("Nobody is named.", "Say who can no longer get in.")
    if device is not None and device.organisation_id != by.organisation.pk:
        raise Refused("This device is not the school’s.", "Look at that school first.")
    about = {"what": what, "words": words, "why": why, "person": person, "device": device}
    times = {"was_warned": warned, "begun_at": at, "told_at": at if tell_now else None}
    limit, is_new = write(Restriction, once=once, by=by, at=at, **about, **times)
    if is_new:
        in_ledger("equipment.limit_begun", limit, by, at, what=what, warned=warned)
        if tell_now:
            _tell(limit, "equipment.limited", by, at)
    return limit


@transaction.atomic
def tell_of_limit(limit: Restriction, *, by: Viewer, at: dt.datetime) -> Restriction:
    """Tell the person afterwards."""
    access.may_change_limit(by, limit).insist()
    if not Restriction.objects.filter(pk=limit.pk, told_at=None).update(told_at=at):
        raise Refused("They have been told already.", "There is nothing to do.")
    limit.refresh_from_db()
    in_ledger("equipment.limit_told", limit, by, at)
    _tell(limit, "equipment.limited", by, at)
    return limit


@transaction.atomic
def lift_limit(limit: Restriction, *, words: str, by: Viewer, at: dt.datetime) -> Restriction:
    """Restore what was limited, and say so. Whoever was never told is told now: nobody finds out by chance."""
    access.may_change_limit(by, limit).insist()
    insist_on_words(words, "Say why it is restored.")
    given = {"ended_at": at, "ended_by": by.person, "ended_words": words}
    if not Restriction.objects.filter(pk=limit.pk, ended_at=None).update(**given, told_at=limit.told_at or at):
        QUICKER.insist()
    limit.refresh_from_db()
    in_ledger("equipment.limit_lifted", limit, by, at)
    _tell(limit, "equipment.restored", by, at)
    return limit


def _tell(limit: Restriction, kind: str, by: Viewer, at: dt.datetime) -> None:
    people = [limit.person] if limit.person else []
    tell(kind, people, by=by, at=at, page=PAGE, code=limit.code, what=limit.words)
