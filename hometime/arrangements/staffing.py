"""Who is left on site: the fewest of a team on each weekday somebody asks for, now and if the answer is yes."""

import datetime as dt
from dataclasses import dataclass

from hometime.people.models import Person

from .calendars import calendar_of
from .models import Arrangement
from .patterns import WEEKDAYS, days
from .queries import SITE, days_between, limits_on, team_of

WEEKS = 4  # looked at from the first day asked for


@dataclass(frozen=True)
class OnSite:
    """One weekday of the weeks looked at: the fewest of the team on site, now and if the answer is yes."""

    weekday: str
    now: int
    then: int
    fewest: int

    @property
    def is_too_few(self) -> bool:
        return self.then < self.fewest


@dataclass(frozen=True)
class LeftOnSite:
    """What those who are asked about a request see of the team. Somebody alone is no team: then there are no days."""

    team: list[Person]
    days: list[OnSite]


def left_on_site(arrangement: Arrangement, on: dt.date) -> LeftOnSite:
    team = team_of(arrangement.person, arrangement.organisation, on)
    return LeftOnSite(team, on_site(arrangement, team, on) if len(team) > 1 else [])


def on_site(arrangement: Arrangement, team: list[Person], on: dt.date) -> list[OnSite]:
    """For each weekday asked for, the fewest of the team on site in the weeks ahead, before and after a yes."""
    calendar = calendar_of(arrangement.organisation, on)
    first = max(arrangement.starts_on, on)
    last = min(filter(None, [arrangement.last_day, first + dt.timedelta(weeks=WEEKS)]))
    if last < first:
        return []
    now = days_between(team, arrangement.organisation, first, last, calendar=calendar)
    then = days_between(team, arrangement.organisation, first, last, calendar=calendar, besides=arrangement)
    asked = [day for day in days(first, last) if arrangement.pattern.halves(day, calendar)]
    limits = limits_on(arrangement.organisation, on)
    fewest = limits.fewest_on_site if limits else 0
    return [
        OnSite(name, _fewest(now, dates), _fewest(then, dates), fewest)
        for number, name in enumerate(WEEKDAYS)
        if (dates := [day for day in asked if day.weekday() == number])
    ]


def _fewest(where: dict[int, dict[dt.date, str]], dates: list[dt.date]) -> int:
    return min(sum(where[person].get(day) == SITE for person in where) for day in dates)


def leaves_too_few(arrangement: Arrangement, on: dt.date) -> bool:
    """Whether a yes would leave fewer of the team on site than the school asks for. Somebody alone is no team."""
    return any(day.is_too_few for day in left_on_site(arrangement, on).days)
