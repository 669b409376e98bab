"""Readings as a page shows them: what counts, what other sources say, and my things with what to put right."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from hometime.lib.text import day_for_people, day_in_words
from hometime.people.models import Organisation, Person
from hometime.policy.queries import policy_here

from ..models import Device
from ..queries import held_by
from .clock import Clock, clock_of
from .facts import known_of
from .queries import posture_of_many
from .readings import CONTACT, FACTS, ONLINE, Reading
from .words import fact_words, value_words
from .wrong import Judge, Wrong


@dataclass(frozen=True)
class Said:
    """One source’s word."""

    words: str
    source: str
    when: str


@dataclass(frozen=True)
class Row:
    fact: str
    title: str
    counts: Said
    others: tuple[Said, ...]
    tag: str
    tone: str
    reading: Reading

    @property
    def by_hand_until(self) -> str:
        until = self.reading.good_until
        return day_in_words(timezone.localdate(until)) if until else ""


@dataclass(frozen=True)
class Thing:
    """One device somebody has, and how it stands."""

    device: Device
    person: Person
    wrong: list[Wrong]
    rows: list[Row]
    checks_in: bool
    due_on: dt.date | None
    is_overdue: bool
    due_back_on: dt.date | None

    @property
    def to_do(self) -> list[Wrong]:
        return [each for each in self.wrong if not each.is_unknown]

    @property
    def unknown(self) -> list[Wrong]:
        return [each for each in self.wrong if each.is_unknown]

    @property
    def level(self) -> str:
        """Never OK while something that matters is unknown, or sources differ."""
        if self.to_do:
            return self.to_do[0].level
        if self.unknown or any(row.reading.is_disputed for row in self.rows):
            return "not-sure"
        return "ok"

    @property
    def says(self) -> str:
        if self.to_do:
            return "Something is to be put right."
        return {"ok": "Nothing is wrong with it.", "not-sure": "Not all of it is known."}[self.level]

    @property
    def is_own(self) -> bool:
        return self.device.owner == Device.Owner.MINE


def rows_of(readings: Mapping[str, Reading], at: dt.datetime) -> list[Row]:
    shown = [fact for fact in (*FACTS, ONLINE, CONTACT) if fact in readings]
    return [_row(readings[fact], at) for fact in shown]


def _row(reading: Reading, at: dt.datetime) -> Row:
    tag, tone = _tag(reading)
    others = tuple(_said(each, at) for each in reading.others)
    return Row(reading.fact, fact_words(reading.fact), _said(reading, at), others, tag, tone, reading)


def _tag(reading: Reading) -> tuple[str, str]:
    if reading.good_until:
        return "Set by hand", "caution"
    if reading.is_disputed:
        return "Sources differ", "not-sure"
    return ("Cannot tell", "not-sure") if reading.value is None else ("", "plain")


def _said(reading: Reading, at: dt.datetime) -> Said:
    today = timezone.localdate(at)
    person = reading.observation.created_by
    by = f", {person.name}" if person and reading.source in ("it", "overruled") else ""
    seen = timezone.localtime(reading.seen_at)
    when = f"{day_for_people(seen.date(), today)}, {seen:%H:%M}"
    return Said(_value(reading, today), f"{reading.source_words}{by}", when)


def _value(reading: Reading, today: dt.date) -> str:
    if reading.fact == CONTACT:
        address = (reading.value or {}).get("address")
        return f"From {address}" if address else "It was in touch"
    if reading.fact == ONLINE:
        return day_for_people(dt.date.fromisoformat(reading.value), today)
    return value_words(reading.fact, reading.value)


def things_of(person: Person, organisation: Organisation, at: dt.datetime) -> list[Thing]:
    """What somebody has now, each judged by the policy in force."""
    held = held_by(person, at, organisation=organisation)
    return things_among([(device, person) for device in held if device.is_computer], organisation, at)


def things_among(held: Sequence[tuple[Device, Person]], organisation: Organisation, at: dt.datetime) -> list[Thing]:
    """The same of any devices with those who have them, in a fixed number of queries."""
    on = timezone.localdate(at)
    posture = posture_of_many([device for device, _ in held], at)
    policy = policy_here(organisation, on)
    judge = Judge.of(policy, on) if policy else None
    clock = clock_of(organisation, [person for _, person in held], on)
    return [_thing(device, person, posture[device.pk], judge, clock, at) for device, person in held]


def _thing(
    device: Device, person: Person, readings: Mapping[str, Reading], judge: Judge | None, clock: Clock, at: dt.datetime
) -> Thing:
    on = timezone.localdate(at)
    is_ours = device.owner == Device.Owner.SCHOOL
    known = known_of(readings, clock, on, person.pk)
    last = dt.date.fromisoformat(readings[ONLINE].value) if ONLINE in readings else None
    due_on = clock.due_on(last, person.pk) if last and is_ours else None
    return Thing(
        device,
        person,
        judge.wrong_with(device, known) if judge else [],
        rows_of(readings, at),
        is_ours and clock.limit is not None,
        due_on,
        due_on is not None and due_on < on,
        getattr(device, "due_back_on", None),
    )


def other_things(person: Person, organisation: Organisation, at: dt.datetime) -> Sequence[Device]:
    """Chargers, sticks and the like: held, and not judged."""
    return [device for device in held_by(person, at, organisation=organisation) if not device.is_computer]
