"""What was seen of the school computer a person was handed last. Silent about whatever no source could tell."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import Device
from ..queries import devices_held, main_computer
from .clock import Clock, clock_of
from .queries import posture_of_many
from .readings import FACTS, ONLINE, Reading


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """For all of them, in a fixed number of queries."""
    at = end_of(on)
    main = {pk: main_computer(held) for pk, held in devices_held(people, organisation, at).items()}
    ours = {pk: device for pk, device in main.items() if device and device.owner == Device.Owner.SCHOOL}
    posture = posture_of_many(ours.values(), at)
    seen = any(ONLINE in readings for readings in posture.values())
    clock = clock_of(organisation, people, on) if seen else Clock(None)
    return {pk: known_of(posture[device.pk], clock, on, pk) for pk, device in ours.items()}


def known_of(readings: Mapping[str, Reading], clock: Clock, on: dt.date, person: int | None) -> dict[str, Known]:
    """Facts fit for the engine, of the readings of one device."""
    known = {
        fact: Known(reading.value, source_of(reading), timezone.localdate(reading.seen_at))
        for fact, reading in readings.items()
        if fact in FACTS and reading.value is not None
    }
    if ONLINE in readings:
        last = dt.date.fromisoformat(readings[ONLINE].value)
        reckoned = clock.as_if_on(last, on, person)
        known[ONLINE] = Known(reckoned.isoformat(), source_of(readings[ONLINE]), last)
    return known


def source_of(reading: Reading) -> str:
    words = (
        reading.source_words[:1].lower() + reading.source_words[1:] if reading.source in WORDS else reading.source_words
    )
    return f"{words}; other sources say otherwise" if reading.is_disputed else words


def end_of(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time.max))


WORDS = ("other", "own", "it", "network", "scan", "overruled")  # sources called by words and not by a name
