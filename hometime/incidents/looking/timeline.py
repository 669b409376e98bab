"""The main screen: what happened when, as a list and as a drawing of the hours. The list says all that the drawing shows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from hometime.lib.clock import LONDON, hours_between
from hometime.pages.timeline import Event
from hometime.people.viewer import Viewer

from ..blast.people import HowMany
from ..checklists import bodies, containment_words
from ..clock.running import Clock, warn_at
from ..deciding.finishing import EXCUSES
from ..models import Incident, RiskDecision, Step
from ..queries import steps_seen

LEFT, RIGHT, BASE = 16, 344, 44  # of the drawing, in its own units
SHOWN = {
    Step.Kind.REPORTED: "reported",
    Step.Kind.SEEN: "seen",
    Step.Kind.DECIDED: "decided",
    Step.Kind.REGULATOR: "regulator",
}


@dataclass(frozen=True)
class Mark:
    x: float
    kind: str
    label: str = ""
    y: int = BASE


@dataclass(frozen=True)
class Drawing:
    """What the template draws. `words` is the same for those who do not see it."""

    words: str
    done: float  # how far the hours have run
    ticks: list[Mark]
    marks: list[Mark]
    now: Mark | None
    end: float


def when(moment: dt.datetime) -> str:
    """Mon 2 November, 08:30."""
    local = timezone.localtime(moment, LONDON)
    return f"{local:%a} {local.day} {local:%B}, {local:%H:%M}"


def events_of(incident: Incident, viewer: Viewer, parts: frozenset[str], at: dt.datetime | None = None) -> list[Event]:
    """What this viewer may read of it; up to a moment, where one is given."""
    steps = steps_seen(viewer, incident, parts)
    noticed = Event(incident.noticed_at, "It was noticed")
    events = [noticed, *(_event(step) for step in (steps.filter(at__lte=at) if at else steps))]
    return sorted(events, key=lambda event: event.at)


def _event(step: Step) -> Event:
    who = f"{step.by.name}: " if step.by else ""
    return Event(step.at, f"{who}{_what(step)}", step.words)


def _what(step: Step) -> str:
    """What was done, in the words of the list it was chosen from."""
    if step.kind == Step.Kind.CONTAINED:
        return containment_words(step.what)
    if step.kind == Step.Kind.BODY:
        return f"Told {bodies().get(step.what, step.what)}"
    if step.kind == Step.Kind.COUNTED:
        return HowMany.from_kept(step.what).words
    if step.kind == Step.Kind.DECIDED:
        return RiskDecision.Outcome(step.what).label
    if step.kind == Step.Kind.CLOSED:
        return f"Closed: {Incident.Ending(step.what).label.lower()}"
    if step.kind == Step.Kind.LETTER:
        return EXCUSES.get(step.what, "A letter was sent")
    return str(step.get_kind_display())


def drawing_of(incident: Incident, clock: Clock, steps: Iterable[Step], at: dt.datetime) -> Drawing:
    end = max(float(clock.most), clock.hours + 2) if clock.is_running else float(clock.most)

    def place(hours: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(max(hours, 0.0), end) / end, 1)

    marks = [
        Mark(place(hours_between(incident.aware_at, step.at)), SHOWN[Step.Kind(step.kind)], step.get_kind_display())
        for step in steps
        if step.kind in SHOWN
    ]
    ticks = [Mark(place(hour), "tick", str(hour)) for hour in (0, *warn_at(), clock.most) if hour not in (60,)]
    now = Mark(place(clock.hours), "now", "now") if clock.is_running else None
    return Drawing(_words(clock), place(clock.hours), ticks, marks, now, place(clock.most))


def _words(clock: Clock) -> str:
    if clock.is_running:
        return f"{int(clock.hours)} of {clock.most} hours have passed. They end on {clock.ends_words}."
    return f"{clock.stopped_by}, {int(clock.hours)} hours after the school knew."
