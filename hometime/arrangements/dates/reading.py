"""Term dates as a school writes them, a line for each: read, and written again. Knows no tables.

1 September 2026 to 23 October 2026
Spring term: 04/01/2027 – 12/02/2027, week B
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from hometime.lib.text import MONTHS, day_in_words

A_DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ /.-](\d{1,2}|[a-z]+)[ /.-](\d{4})\b", re.IGNORECASE)
WEEK_B = re.compile(r"\bweek b\b", re.IGNORECASE)
YEAR_BEGINS = 8  # in August: Scottish terms begin before the month is out


class Unreadable(ValueError):
    """A line that is no span of days; the message says which and why."""


@dataclass(frozen=True, order=True)
class Span:
    """The days of a term, or INSET days, both ends included."""

    first: dt.date
    last: dt.date
    week: str = "A"

    def __str__(self) -> str:
        days = day_in_words(self.first)
        if self.last != self.first:
            days += f" to {day_in_words(self.last)}"
        return f"{days}, week B" if self.week == "B" else days


@dataclass(frozen=True)
class SchoolYear:
    """From August to July, named by the year it begins in."""

    begins: int

    @classmethod
    def of(cls, day: dt.date) -> "SchoolYear":
        return cls(day.year if day.month >= YEAR_BEGINS else day.year - 1)

    @property
    def first(self) -> dt.date:
        return dt.date(self.begins, YEAR_BEGINS, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.begins + 1, YEAR_BEGINS, 1) - dt.timedelta(days=1)

    @property
    def next(self) -> "SchoolYear":
        return SchoolYear(self.begins + 1)

    def __str__(self) -> str:
        return f"{self.begins} to {self.begins + 1}"


def spans_in(text: str, *, may_be_one_day: bool = False) -> list[Span]:
    """The spans of a text, in the order of their days. Words around the dates are passed over."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return sorted(_span(number, line, may_be_one_day) for number, line in lines)


def written(spans: Iterable[Span]) -> str:
    return "\n".join(str(span) for span in spans)


def _span(number: int, line: str, may_be_one_day: bool) -> Span:
    days = [_day(number, *found) for found in A_DATE.findall(line)]
    if len(days) == 1 and may_be_one_day:
        days *= 2
    if len(days) != 2:
        raise Unreadable(f"Line {number} needs a first and a last day, such as 1 September 2026 to 23 October 2026.")
    if days[1] < days[0]:
        raise Unreadable(f"On line {number} the last day comes before the first.")
    return Span(days[0], days[1], "B" if WEEK_B.search(line) else "A")


def _day(number: int, day: str, month: str, year: str) -> dt.date:
    try:
        return dt.date(int(year), int(month) if month.isdigit() else _month(month), int(day))
    except ValueError as problem:
        raise Unreadable(f"Line {number} has a date that is not a real day.") from problem


def _month(name: str) -> int:
    """1 for January, Jan or jan; ValueError for anything else."""
    found = [number for number, each in enumerate(MONTHS, start=1) if each.lower().startswith(name.lower())]
    if len(name) < 3 or not found:
        raise ValueError(name)
    return found[0]
