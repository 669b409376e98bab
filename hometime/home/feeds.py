"""The days of a feed as events, and events as an iCalendar file (RFC 5545). A whole day is a date; half a day has its hours."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import uuid5

from hometime.arrangements.patterns import days
from hometime.arrangements.queries import AFTERNOON, HOME, MORNING, changes_of, days_between
from hometime.lib.clock import LONDON
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .models import Feed
from .weeks import team_for

BACK, AHEAD = 28, 182  # days
HALVES = {MORNING: (dt.time(8, 30), dt.time(12, 30)), AFTERNOON: (dt.time(12, 30), dt.time(16, 30))}
LONGEST_LINE = 75  # bytes


@dataclass(frozen=True)
class Event:
    uid: str
    title: str
    on: dt.date
    half: str = ""
    changes: int = 0  # how often anything about it may have changed: a higher number takes the place of a lower one


def events_of(feed: Feed, viewer: Viewer) -> list[Event]:
    """Days at home from four weeks back to half a year ahead. Names and places alone: a feed never says why."""
    people = list(team_for(viewer)) if feed.kind == Feed.Kind.TEAM else [viewer.person]
    first, last = viewer.today - dt.timedelta(days=BACK), viewer.today + dt.timedelta(days=AHEAD)
    found = days_between(people, feed.organisation, first, last, today=viewer.today)
    changes = changes_of(people, feed.organisation)
    return [
        _event(feed, person, day, found[person.pk][day], changes.get(person.pk, 0))
        for person in people
        for day in days(first, last)
        if found[person.pk].get(day) in (HOME, MORNING, AFTERNOON)
    ]


def _event(feed: Feed, person: Person, day: dt.date, where: str, changes: int) -> Event:
    """The same day keeps its name from one reading to the next, so that a program changes it and does not add another.

    A day that is no longer at home is no longer there: a program that follows the address takes it away.
    """
    uid = uuid5(feed.code, f"{person.code}:{day.isoformat()}")
    title = "At home" if feed.kind == Feed.Kind.PERSON else f"{person.name}: at home"
    return Event(f"{uid}@hometime", title, day, "" if where == HOME else where, changes)


def as_ical(events: Iterable[Event], *, title: str, at: dt.datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hometime//Days at home//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(title)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for event in events:
        lines += _event_lines(event, at)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def _event_lines(event: Event, at: dt.datetime) -> list[str]:
    head = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_moment(at)}", f"SEQUENCE:{event.changes}"]
    return [*head, f"SUMMARY:{_text(event.title)}", *_when(event), "TRANSP:TRANSPARENT", "END:VEVENT"]


def _when(event: Event) -> list[str]:
    """Half days in universal time, worked out from the clock in London on that very day: right on both sides of a change."""
    if not event.half:
        after = event.on + dt.timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begins, ends = (dt.datetime.combine(event.on, time, LONDON) for time in HALVES[event.half])
    return [f"DTSTART:{_moment(begins)}", f"DTEND:{_moment(ends)}"]


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())


def _fold(line: str) -> Iterator[str]:
    """No line longer than the format allows, and no letter cut in two."""
    start = ""
    for letter in line:
        if len((start + letter).encode()) > LONGEST_LINE:
            yield start
            start = " "
        start += letter
    yield start
