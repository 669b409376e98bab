"""How a device was protected, from what its sources saw. A source that could not tell is never taken for a yes."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from hometime.equipment.models import Device
from hometime.equipment.posture.queries import posture_of
from hometime.equipment.posture.readings import CONTACT, ONLINE, Reading
from hometime.equipment.posture.words import fact_words, value_words
from hometime.lib.text import day_in_words

from .line import Line, known, unknown

# What is asked of a device that is out of sight.
ASKED = ("device.encryption", "device.password", "device.lock_minutes", "device.system_current", ONLINE, CONTACT)


def protection_lines(device: Device, at: dt.datetime) -> Iterator[Line]:
    """What was known by a moment; sources that disagree stand side by side."""
    if not device.is_computer:
        return
    readings = posture_of(device, at)
    for fact in ASKED:
        about = f"{device}: {fact_words(fact)}"
        reading = readings.get(fact)
        if reading is None:
            yield unknown("protection", about, "no source has seen it")
            continue
        for each in (reading, *reading.others):
            yield _line(each, about if each is reading else f"{about}, says {each.source_words}", device)


def _line(reading: Reading, about: str, device: Device) -> Line:
    if reading.value is None:
        return unknown("protection", about, f"{reading.source_words} cannot tell")
    says = _says(reading)
    href = reverse("equipment:posture", args=[device.code])
    return known("protection", about, says, source=reading.source_words, seen=reading.seen_at, href=href)


def _says(reading: Reading) -> str:
    if reading.fact == CONTACT:
        return "It was heard from"
    if reading.fact == ONLINE:
        return day_in_words(dt.date.fromisoformat(str(reading.value)))
    words = str(value_words(reading.fact, reading.value))
    return f"{words}. The sources do not agree" if reading.is_disputed else words
