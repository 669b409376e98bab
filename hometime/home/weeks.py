"""A week of people at home and on site: where, and never why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hometime.arrangements.calendars import calendar_of
from hometime.arrangements.patterns import days
from hometime.arrangements.queries import AFTERNOON, HOME, MORNING, SITE, days_between, limits_on, managed_by, team_of
from hometime.learning.sign_first import NOT_STAFF
from hometime.lib.text import MONTHS
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import people_for
from hometime.people.viewer import Viewer

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
CLOSED = "closed"
WORDS = {
    HOME: ("Home", "At home"),
    MORNING: ("Home am", "At home in the morning"),
    AFTERNOON: ("Home pm", "At home in the afternoon"),
    SITE: ("Site", "On site"),
    CLOSED: ("Closed", "School closed"),
}
SEES_EVERYBODY = (Role.Kind.HEAD, Role.Kind.BUSINESS_MANAGER)
WITH_DAYS = frozenset(Role.Kind) - NOT_STAFF  # who has days to work, at home or not


@dataclass(frozen=True)
class Cell:
    where: str

    @property
    def short(self) -> str:
        return WORDS[self.where][0]

    @property
    def words(self) -> str:
        return WORDS[self.where][1]


@dataclass(frozen=True)
class Day:
    """One column: how many are on site, and whether that is enough."""

    on: dt.date
    today: dt.date
    on_site: int
    of: int
    fewest: int
    closed: str = ""

    @property
    def short(self) -> str:
        return f"{SHORT[self.on.weekday()]} {self.on.day}"

    @property
    def words(self) -> str:
        return f"{NAMES[self.on.weekday()]} {self.on.day} {MONTHS[self.on.month - 1]}"

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def is_short(self) -> bool:
        return not self.closed and self.on_site < self.fewest


@dataclass(frozen=True)
class Week:
    monday: dt.date
    days: list[Day]
    rows: list[tuple[Person, list[Cell]]]
    fewest: int
    counts: bool

    @property
    def title(self) -> str:
        friday = self.monday + dt.timedelta(days=4)
        first = f"{self.monday.day}" if friday.month == self.monday.month else _day_and_month(self.monday)
        return f"{first} to {_day_and_month(friday)} {friday.year}"

    @property
    def before(self) -> dt.date:
        return self.monday - dt.timedelta(days=7)

    @property
    def after(self) -> dt.date:
        return self.monday + dt.timedelta(days=7)

    @property
    def has_short_day(self) -> bool:
        return any(day.is_short for day in self.days)


def week_of(
    people: Sequence[Person],
    organisation: Organisation,
    on: dt.date,
    today: dt.date,
    *,
    fewest: int = 0,
    is_whole: bool = True,
) -> Week:
    """The working week around a day. As many queries for a hundred people as for one.

    `fewest` on site is what the school set for a team; a lone person has no team to count, nor is part of a list (not `is_whole`) one.
    """
    monday = monday_of(on)
    calendar = calendar_of(organisation, on)
    found = days_between(people, organisation, monday, monday + dt.timedelta(days=4), calendar=calendar, today=today)
    columns = list(days(monday, monday + dt.timedelta(days=4)))
    rows = [(person, [Cell(found[person.pk].get(day, CLOSED)) for day in columns]) for person in people]
    places = [[cells[number].where for _, cells in rows] for number in range(len(columns))]
    named = [calendar.bank_holidays.get(day, "") for day in columns]
    heads = [_head(*each, today, fewest) for each in zip(columns, places, named, strict=True)]
    return Week(monday, heads, rows, fewest, is_whole and len(people) > 1)


def usual_day(today: dt.date) -> dt.date:
    """The day whose week people want to see: today’s, or at the weekend the one that comes."""
    return today if today.weekday() < 5 else today + dt.timedelta(days=7 - today.weekday())


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def team_for(viewer: Viewer) -> QuerySet[Person]:
    """The viewer, their line manager, those with the same manager, and those they manage; as far as they may see people."""
    posts = Post.objects.filter(organisation=viewer.organisation).on(viewer.today)
    mates = [person.pk for person in team_of(viewer.person, viewer.organisation, viewer.today)]
    managers = posts.filter(person=viewer.person, line_manager__isnull=False).values("line_manager")
    team = Q(pk__in=mates) | Q(pk__in=managers) | Q(pk__in=managed_by(viewer).values("pk"))
    if not viewer.has_role(*set(Role.Kind) - {Role.Kind.GOVERNOR, Role.Kind.VOLUNTEER}):
        team = Q(pk=viewer.person.pk)
    return people_for(viewer).filter(team).order_by("name", "pk")


def people_on_calendar(viewer: Viewer, everybody: bool) -> QuerySet[Person]:
    """The viewer’s team; the whole school for those who run it and ask for it."""
    if everybody and viewer.has_role(*SEES_EVERYBODY):
        return people_for(viewer).filter(roles__in=_staff_here(viewer)).distinct().order_by("name", "pk")
    team = team_for(viewer)
    return team if viewer.has_role(*WITH_DAYS) else team.exclude(pk=viewer.person.pk)


def fewest_on_site(organisation: Organisation, on: dt.date) -> int:
    limits = limits_on(organisation, on)
    return limits.fewest_on_site if limits else 0


def _staff_here(viewer: Viewer) -> QuerySet[Role]:
    """Governors and volunteers have no days to show."""
    return Role.objects.filter(organisation=viewer.organisation, kind=Role.Kind.STAFF).on(viewer.today)


def _head(day: dt.date, where: Sequence[str], holiday: str, today: dt.date, fewest: int) -> Day:
    on_site = sum(each != HOME for each in where)  # half a day at home is half a day on site
    return Day(day, today, on_site, len(where), fewest, holiday)


def _day_and_month(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
