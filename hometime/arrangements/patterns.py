"""Patterns of days at home: read from text, said in words, and laid out on a calendar. Knows no tables.

A slot is written `week:weekday:part`, as `A:4:pm`: the week is A, B or empty for every week, Monday is 0, and the part is day, am or pm.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hometime.lib.text import day_in_words, in_words

from .dates.reading import YEAR_BEGINS, SchoolYear

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PARTS = {"day": frozenset({"am", "pm"}), "am": frozenset({"am"}), "pm": frozenset({"pm"})}
PART_WORDS = {"day": "", "am": " morning", "pm": " afternoon"}
LOOK_AHEAD = 400  # days: a pattern without an end is compared with others this far


@dataclass(frozen=True, order=True)
class Slot:
    week: str
    weekday: int
    part: str

    @classmethod
    def read(cls, text: str) -> "Slot":
        """ValueError for anything that is not a slot."""
        week, weekday, part = text.split(":")
        slot = cls(week, int(weekday), part)
        if week not in ("", "A", "B") or slot.weekday not in range(5) or part not in PARTS:
            raise ValueError(f"“{text}” is not a slot, such as A:4:pm.")
        return slot

    def __str__(self) -> str:
        return f"{self.week}:{self.weekday}:{self.part}"

    @property
    def words(self) -> str:
        return WEEKDAYS[self.weekday] + PART_WORDS[self.part]


@dataclass(frozen=True)
class Term:
    starts_on: dt.date
    ends_on: dt.date
    first_week: str = "A"


@dataclass(frozen=True)
class SchoolCalendar:
    """When a school is open. In a school year without terms on record every working day counts as term time, but for August
    after a year that has them."""

    terms: tuple[Term, ...] = ()
    insets: frozenset[dt.date] = frozenset()
    bank_holidays: Mapping[dt.date, str] = field(default_factory=dict, repr=False)

    def is_term(self, day: dt.date) -> bool:
        year = SchoolYear.of(day)
        terms = [term for term in self.terms if SchoolYear.of(term.starts_on) == year]
        if not terms:
            return day.month != YEAR_BEGINS or not self.terms
        return any(term.starts_on <= day <= term.ends_on for term in terms)

    def week_of(self, day: dt.date) -> str:
        """A or B: counted from the Monday in which the last term began; by the number of the week where there is none."""
        begun = max(
            (term for term in self.terms if _monday(term.starts_on) <= day), key=lambda t: t.starts_on, default=None
        )
        if begun is None:
            return "AB"[(day.isocalendar().week + 1) % 2]
        weeks = (day - _monday(begun.starts_on)).days // 7
        return "AB"[(weeks + (begun.first_week == "B")) % 2]


@dataclass(frozen=True)
class Pattern:
    """Half days at home between two days, both included."""

    slots: tuple[Slot, ...]
    starts_on: dt.date
    ends_on: dt.date | None = None
    term_time_only: bool = False

    @classmethod
    def read(cls, slots: Iterable[str], starts_on: dt.date, ends_on: dt.date | None, term_time_only: bool) -> "Pattern":
        return cls(tuple(sorted(Slot.read(text) for text in slots)), starts_on, ends_on, term_time_only)

    @property
    def is_one_day(self) -> bool:
        return self.starts_on == self.ends_on

    @property
    def days_a_week(self) -> float:
        """Of the fuller week, half days counting half."""
        weeks = {week: sum(len(PARTS[s.part]) for s in self.slots if s.week in ("", week)) / 2 for week in "AB"}
        return max(weeks.values())

    def halves(self, day: dt.date, calendar: SchoolCalendar) -> frozenset[str]:
        """The parts of a day spent at home. On INSET days and bank holidays a regular pattern rests."""
        if day < self.starts_on or (self.ends_on and day > self.ends_on) or day.weekday() > 4:
            return frozenset()
        if not self.is_one_day and (day in calendar.bank_holidays or day in calendar.insets):
            return frozenset()
        if self.term_time_only and not calendar.is_term(day):
            return frozenset()
        week = calendar.week_of(day)
        found = [PARTS[s.part] for s in self.slots if s.weekday == day.weekday() and s.week in ("", week)]
        return frozenset().union(*found)

    def days_at_home(self, calendar: SchoolCalendar) -> Iterable[dt.date]:
        """The days on which any of it falls, in order; without an end it is followed as far as others are compared."""
        last = self.ends_on or self.starts_on + dt.timedelta(days=LOOK_AHEAD)
        return (day for day in days(self.starts_on, last) if self.halves(day, calendar))

    def first_overlap(self, other: "Pattern", calendar: SchoolCalendar) -> dt.date | None:
        """The first day on which both claim the same half."""
        first = max(self.starts_on, other.starts_on)
        ends = [day for day in (self.ends_on, other.ends_on) if day]
        last = min([*ends, first + dt.timedelta(days=LOOK_AHEAD)])
        return next((d for d in days(first, last) if self.halves(d, calendar) & other.halves(d, calendar)), None)

    @property
    def words(self) -> str:
        """Every Monday morning and Friday all day, in term time · week A: Monday; week B: Friday · Monday 9 November 2026, afternoon."""
        if self.is_one_day:
            part = PART_WORDS[self.slots[0].part].strip()
            return ", ".join(filter(None, [weekday_in_words(self.starts_on), part]))
        said = [self._week_in_words(week) for week in ("", "A", "B") if any(s.week == week for s in self.slots)]
        return "; ".join(said) + (", in term time" if self.term_time_only else "")

    def _week_in_words(self, week: str) -> str:
        slots = [slot for slot in self.slots if slot.week == week]
        is_mixed = len({slot.part == "day" for slot in slots}) > 1  # “Monday and Friday afternoon” could be misread
        names = in_words(slot.words + " all day" * (is_mixed and slot.part == "day") for slot in slots)
        return f"Week {week}: {names}" if week else f"Every {names}"


def weekday_in_words(day: dt.date) -> str:
    """Monday 9 November 2026."""
    return f"{day:%A} {day_in_words(day)}"


def days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
