"""declare: the word of whoever has a device. look_at: what somebody from IT saw. overrule: set a wrong reading by hand, for a
time. end_overruling: let the sources count again."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hometime.files.actions import keep_file
from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.notices.actions import queue
from hometime.people.models import Person, Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer

from ...models import Device, Observation, Source
from ...queries import holder_of
from ...register.actions import locked, named
from .. import access
from ..differing import settle
from ..queries import posture_of
from ..readings import FACTS, Reading
from ..words import fact_words, refuse_unheard

LONGEST_BY_HAND = 30  # days


@transaction.atomic
def declare(
    device: Device, told: Mapping[str, Any], *, by: Viewer, at: dt.datetime, once: uuid.UUID | None = None
) -> list[Observation]:
    """The holder’s own word. None for “I cannot tell”, which is kept as such."""
    device = locked(device)
    holder = holder_of(device, at)
    access.may_declare(by, device, holder).insist()
    rows = _observe(device, told, Source.OWN, holder, by=by, at=at, once=once)
    if rows:
        _recorded("equipment.device_declared", device, by, at, facts=sorted(told))
        _tell_of_doubt(device, sorted(told), by, at)
    return rows


@transaction.atomic
def look_at(
    device: Device, told: Mapping[str, Any], *, by: Viewer, at: dt.datetime, once: uuid.UUID | None = None
) -> list[Observation]:
    """What somebody who looks after devices saw with their own eyes. None is left out: they looked, or did not."""
    device = locked(device)
    holder = holder_of(device, at)
    access.may_look(by, device, holder).insist()
    seen = {fact: value for fact, value in told.items() if value is not None}
    rows = _observe(device, seen, Source.IT, holder, by=by, at=at, once=once)
    if rows:
        _recorded("equipment.device_looked_at", device, by, at, facts=sorted(seen))
    return rows


@transaction.atomic
def overrule(
    device: Device,
    *,
    fact: str,
    value: Any,
    words: str,
    days: int,
    photo: bytes,
    photo_name: str,
    by: Viewer,
    at: dt.datetime,
) -> Observation:
    """A second person sets a wrong reading right, with a photo, for at most thirty days; the sources go on being shown."""
    device = locked(device)
    holder = holder_of(device, at)
    reading = posture_of(device, at).get(fact)
    access.may_overrule(by, device, holder, reading).insist()
    refuse_unheard(fact, value)
    _insist_on_grounds(days, words, photo)
    kept = keep_file(photo, name=photo_name, organisation=device.organisation, by=by, at=at, allowed=("png", "jpeg"))
    row = Observation.objects.create(
        organisation=device.organisation,
        device=device,
        fact=fact,
        value=value,
        source=Source.OVERRULED,
        seen_at=at,
        received_at=at,
        created_by=by.person,
        holder=holder,
        words=words.strip()[:300],
        photo=kept,
        good_until=at + dt.timedelta(days=days),
    )
    until = day_in_words(timezone.localdate(row.good_until))
    _recorded("equipment.reading_set_by_hand", device, by, at, fact=fact, until=until, photo=kept.sha256)
    if holder:
        context = {"device": str(device), "what": fact_words(fact), "until": until, "href": _page(device)}
        queue("equipment.reading_set_by_hand", to=holder, organisation=device.organisation, context=context, at=at)
    return row


def _insist_on_grounds(days: int, words: str, photo: bytes) -> None:
    if not 1 <= days <= LONGEST_BY_HAND:
        raise Refused(f"This holds for {LONGEST_BY_HAND} days at most.", "Give fewer days.")
    if not words.strip():
        raise Refused("Say how you know.", "What did you see on the device?")
    if not photo:
        raise Refused("There is no photo.", "Take a photo of what the device shows.")


@transaction.atomic
def end_overruling(row: Observation, *, by: Viewer, at: dt.datetime) -> Observation:
    """What the sources say counts again."""
    access.may_end_overruling(by, holder_of(row.device, at)).insist()
    open_rows = Observation.objects.filter(pk=row.pk, source=Source.OVERRULED, ended_at=None, good_until__gt=at)
    if not open_rows.update(ended_at=at, ended_by=by.person):
        raise Refused("This no longer counts.", "There is nothing to end.")
    row.refresh_from_db()
    _recorded("equipment.reading_by_hand_ended", row.device, by, at, fact=row.fact)
    return row


def _observe(
    device: Device,
    told: Mapping[str, Any],
    source: Source,
    holder: Person | None,
    *,
    by: Viewer,
    at: dt.datetime,
    once: uuid.UUID | None,
) -> list[Observation]:
    """Empty where the same form was sent before."""
    if not told:
        raise Refused("Nothing was answered.", "Answer at least one question.")
    for fact, value in told.items():
        refuse_unheard(fact, value)
    codes = {fact: uuid.uuid5(once, fact) if once else uuid.uuid4() for fact in told}
    if Observation.objects.filter(code__in=codes.values()).exists():
        return []
    rows = [
        Observation(
            code=codes[fact],
            organisation=device.organisation,
            device=device,
            fact=fact,
            value=value,
            source=source,
            seen_at=at,
            received_at=at,
            created_by=by.person,
            holder=holder,
        )
        for fact, value in told.items()
        if fact in FACTS
    ]
    made = Observation.objects.bulk_create(rows)
    settle([device], at)
    return made


def _tell_of_doubt(device: Device, facts: list[str], by: Viewer, at: dt.datetime) -> None:
    """Where the holder says otherwise than a device manager, IT looks: once for each reading that is in doubt."""
    posture = posture_of(device, at)
    doubted = [posture[fact] for fact in facts if fact in posture and posture[fact].is_disputed]
    if not doubted:
        return
    what = ", ".join(fact_words(each.fact) for each in doubted)
    context = {"device": str(device), "what": what, "who": by.person.name, "href": _page(device)}
    for person in holders_of(Role.Kind.IT, device.organisation, on=by.today):
        if person.pk != by.person.pk:
            key = f"equipment.sources_differ:{device.code}:{_doubt(doubted)}:{person.code}"
            queue(
                "equipment.sources_differ", to=person, organisation=device.organisation, context=context, at=at, key=key
            )


def _doubt(doubted: list[Reading]) -> str:
    """The same doubt twice tells once; a new reading of a device manager is a new one."""
    told = sorted(f"{each.observation.code}" for each in doubted)
    return uuid.uuid5(uuid.NAMESPACE_OID, ",".join(told)).hex


def _page(device: Device) -> str:
    return reverse("equipment:posture", args=[device.code])


def _recorded(act: str, device: Device, by: Viewer, at: dt.datetime, **details: Any) -> None:
    record(act, organisation=device.organisation, by=by, subject=named(device), details=details, at=at)
