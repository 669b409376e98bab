"""How long since a device was on the school network: days that count, and the day by which it must be there again.

The figure is the policy’s (`network-check-in`). The days of school holidays, or of somebody’s days off sick, are passed over where
the policy has the switch for it on; it is the policy’s word, so a school that says nothing counts every day.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hometime.arrangements.calendars import calendar_of
from hometime.arrangements.models import Absence
from hometime.arrangements.patterns import SchoolCalendar
from hometime.people.models import Organisation, Person
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here

IN_HOLIDAYS, IN_LEAVE = "check-in-rests-in-holidays", "check-in-rests-in-leave"
LONGEST = 800  # days looked ahead: beyond any limit a policy may set, with its summers


@dataclass(frozen=True)
class Clock:
    """`limit` is None where the policy asks for no check-in."""

    limit: int | None
    severity: str = ""
    calendar: SchoolCalendar | None = None  # given where holidays do not count
    leave: Mapping[int, frozenset[dt.date]] | None = None  # person → days, where those do not count

    def rests(self, day: dt.date, person: int | None) -> bool:
        is_holiday = self.calendar is not None and not self.calendar.is_term(day)
        return is_holiday or bool(self.leave and day in self.leave.get(person or 0, frozenset()))

    @property
    def ever_rests(self) -> bool:
        return self.calendar is not None or self.leave is not None

    def counted(self, last: dt.date, on: dt.date, person: int | None) -> int:
        """Days from the last check-in until a day, without those that rest."""
        if not self.ever_rests:
            return (on - last).days
        days = (last + dt.timedelta(days=number) for number in range(1, (on - last).days + 1))
        return sum(not self.rests(day, person) for day in days)

    def as_if_on(self, last: dt.date, on: dt.date, person: int | None) -> dt.date:
        """The day on which it would have been, had no day rested: what the engine reckons with."""
        return on - dt.timedelta(days=self.counted(last, on, person)) if last <= on else last

    def due_on(self, last: dt.date, person: int | None) -> dt.date | None:
        """The last day on which it need not have been there again."""
        if self.limit is None:
            return None
        if not self.ever_rests:
            return last + dt.timedelta(days=self.limit)
        day, left = last, self.limit
        for _ in range(LONGEST):
            after = day + dt.timedelta(days=1)
            left -= not self.rests(after, person)
            if left < 0:
                break
            day = after
        return day


def clock_of(organisation: Organisation, people: Sequence[Person], on: dt.date) -> Clock:
    """The check-in clock of these people under the policy in force, in a fixed number of queries."""
    policy = policy_here(organisation, on)
    rule = next((r for r in policy.pack.rules if r.control.id == "network-check-in"), None) if policy else None
    if policy is None or rule is None:
        return Clock(None)
    limit = rule.limits(on)["network_contact_days"].value
    if not isinstance(limit, int):
        return Clock(None)
    calendar = calendar_of(organisation, on) if has_switch(policy, IN_HOLIDAYS) else None
    leave = _leave(people, organisation, on) if has_switch(policy, IN_LEAVE) else None
    return Clock(limit, rule.severity, calendar, leave)


def has_switch(policy: Policy, name: str) -> bool:
    switch = (policy.about.get("switches") or {}).get(name) or {}
    return switch.get("on") is True


def _leave(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, frozenset[dt.date]]:
    """Days on which somebody was off, never why."""
    rows = Absence.objects.filter(person__in=people, organisation=organisation)
    found: dict[int, set[dt.date]] = {}
    for person, first, back in rows.values_list("person", "on", "returned_on"):
        last = back - dt.timedelta(days=1) if back else first
        days = range(max(0, (last - first).days) + 1)
        found.setdefault(person, set()).update(first + dt.timedelta(days=number) for number in days)
    return {person: frozenset(days) for person, days in found.items()}
