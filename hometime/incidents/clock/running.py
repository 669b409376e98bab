"""The hours within which a serious breach must reach the regulator: elapsed hours, whatever clocks and calendars do meanwhile."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.utils import timezone

from hometime.lib.clock import LONDON, hours_between
from hometime.policy.packs import catalogue

from ..models import Incident, RegulatorNotice, RiskDecision

HOURS, WARNINGS, COMPLAINT = "BR-01", "BR-04", "CP-02"  # the facts of law with the figures


def law(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = next(fact.data for fact in catalogue().law if fact.id == name)
    return data


def most_hours() -> int:
    return int(law(HOURS)["hours"])


def warn_at() -> tuple[int, ...]:
    return tuple(law(WARNINGS)["warn_at_hours"])


@dataclass(frozen=True)
class Clock:
    """How a report stands against the hours. `stopped_by` says what ended the count, if anything has."""

    aware_at: dt.datetime
    ends_at: dt.datetime
    most: int
    hours: float  # so many have passed
    stopped_at: dt.datetime | None
    stopped_by: str

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None

    @property
    def is_over(self) -> bool:
        return self.is_running and self.hours >= self.most

    @property
    def level(self) -> str:
        """The mark that goes with it."""
        if not self.is_running:
            return "ok"
        return "stop" if self.is_over else "beware" if self.hours >= self.most * 2 / 3 else "caution"

    @property
    def words(self) -> str:
        if not self.is_running:
            return self.stopped_by
        if self.is_over:
            return f"The {self.most} hours are over"
        left = self.most - self.hours
        return f"{int(left)} hours left" if left >= 2 else f"{max(int(left * 60), 1)} minutes left"

    @property
    def ends_words(self) -> str:
        return in_london(self.ends_at)


def clock_of(incident: Incident, at: dt.datetime) -> Clock:
    """Reads the decisions and notices of the incident, which may have been fetched with it."""
    stopped_at, stopped_by = _stopped(incident)
    most = most_hours()
    passed = hours_between(incident.aware_at, min(stopped_at or at, at))
    return Clock(incident.aware_at, incident.hour(most), most, passed, stopped_at, stopped_by)


def read_ends(incidents: Iterable[Incident]) -> None:
    """Puts into each of a list all that its clock is stopped by, in one query."""
    found: dict[int, Any] = {it.pk: it for it in incidents}
    for it in found.values():
        it.sent_at = it.decided_at = it.outcome = None
    first, here = RegulatorNotice.Kind.FIRST, {"incident__in": list(found)}
    sent = RegulatorNotice.objects.filter(**here, kind=first).values_list("incident", "sent_at", "pk", "kind")
    decided = RiskDecision.objects.filter(**here).values_list("incident", "decided_at", "pk", "outcome")
    for key, at, _, what in sorted(sent.order_by().union(decided.order_by(), all=True), key=itemgetter(1, 2)):
        if what == first:
            found[key].sent_at = at
        else:
            found[key].decided_at, found[key].outcome = at, what


def _ends(incident: Incident) -> tuple[dt.datetime | None, dt.datetime | None, str | None]:
    """When the regulator was told, and the last decision."""
    if hasattr(incident, "outcome"):
        return incident.sent_at, incident.decided_at, incident.outcome  # type: ignore[attr-defined]
    first = next((n for n in incident.regulator_notices.all() if n.kind == RegulatorNotice.Kind.FIRST), None)
    decided: list[RiskDecision] = list(incident.decisions.all())
    last = (decided[-1].decided_at, decided[-1].outcome) if decided else (None, None)
    return (first.sent_at if first else None, *last)


def _stopped(incident: Incident) -> tuple[dt.datetime | None, str]:
    sent_at, decided_at, outcome = _ends(incident)
    if sent_at:
        return sent_at, "The regulator has been told"
    if outcome == RiskDecision.Outcome.UNLIKELY:
        return decided_at, "Need not be reported to the regulator"
    if incident.is_closed:
        return incident.closed_at, incident.get_ending_display()
    return None, ""


def is_late(incident: Incident, sent_at: dt.datetime) -> bool:
    return sent_at > incident.hour(most_hours())


def in_london(moment: dt.datetime) -> str:
    """Monday 26 October 2026 at 14:30 GMT: the letters tell summer time from winter time."""
    local = timezone.localtime(moment, LONDON)
    return f"{local:%A} {local.day} {local:%B %Y} at {local:%H:%M %Z}"
