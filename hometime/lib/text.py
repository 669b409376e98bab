"""Words for people: lists, numbers and dates as they would say them."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

# Not from `calendar`: its names follow the language of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NEVER = "never"


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """The end of an error message: “ Did you mean …?” where a known name is close; otherwise nothing."""
    close = get_close_matches(str(name), list(known), n=1, cutoff=0.5)
    return f" Did you mean “{close[0]}”?" if close else ""


def in_words(items: Iterable[object], last: str = "and") -> str:
    """a · a and b · a, b and c."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """1 device · 2 devices · 1,000 replies (with many=“replies”)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_in_words(day: date) -> str:
    """31 October 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def how_long(days: int) -> str:
    """A length a person would say: days up to two weeks, weeks up to nine, months up to two years, then years."""
    if days < 14:
        return counted(days, "day")
    if days < 63:
        return counted(days // 7, "week")
    if days < 730:
        return counted(round(days / 30.44), "month")
    return counted(int(days / 365.25), "year")


def since(day: date, today: date) -> str:
    """today · yesterday · tomorrow · 3 weeks ago · in 3 weeks."""
    days = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in near:
        return near[days]
    return f"{how_long(days)} ago" if days > 0 else f"in {how_long(-days)}"


def day_for_people(day: date | None, today: date) -> str:
    """3 weeks ago, 31 October 2026."""
    return NEVER if day is None else f"{since(day, today)}, {day_in_words(day)}"
