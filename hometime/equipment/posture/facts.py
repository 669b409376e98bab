"""What was seen of the school computer a person was handed last. Silent about whatever no source could tell."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known

from ..models import Observation
from ..reading import Asked
from .clock import Clock, clock_of
from .queries import newest, readings_by_device
from .readings import FACTS, ONLINE, Reading


def reads(asked: Asked) -> list[QuerySet[Any, Any]]:
    return [newest(asked.computers, asked.end)]


def told(asked: Asked, observations: Iterable[Observation]) -> dict[int, dict[str, Known]]:
    """A day on the network is reckoned by the school’s clock: asked for only where some device was seen there."""
    posture = readings_by_device(observations, asked.end)
    seen = any(ONLINE in readings for readings in posture.values())
    clock = clock_of(asked.organisation, asked.people, asked.on) if seen else Clock(None)
    return {
        pk: known_of(posture.get(device.pk, {}), clock, asked.on, pk) for pk, device in asked.school_computers.items()
    }


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


WORDS = ("other", "own", "it", "network", "scan", "overruled")  # sources called by words and not by a name
