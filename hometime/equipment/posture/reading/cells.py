"""Single cells: words, yes and no in several languages, moments in the forms programs write them, serial numbers, addresses."""

import datetime as dt
import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from hometime.lib.clock import LONDON

from ...register.serials import normal_serial

LONGEST = 200
YES = {"true", "yes", "y", "1", "on", "enabled", "pass", "wahr", "ja", "vrai", "oui", "gwir", "ydy", "ie", "oes"}
NO = {
    "false",
    "no",
    "n",
    "0",
    "off",
    "disabled",
    "fail",
    "falsch",
    "nein",
    "faux",
    "non",
    "ffug",
    "nac ydy",
    "na",
    "nage",
}
CANNOT_TELL = {
    "", "unknown", "n/a", "none", "null", "-", "not evaluated", "notavailable", "not available", "unbekannt", "inconnu",
    "anhysbys", "undefined", "unspecified", "pending",
}  # fmt: skip
NEVER_YEARS = range(2000, 2200)  # programs write 0001, 1601, 1970 and 9999 for “never”
ZONE = r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
TIME = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:(?:T|\s+){TIME}{ZONE})?", re.IGNORECASE)
YEAR_LAST = re.compile(
    rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}})(?:,?\s+{TIME}\s*([AP]\.?M\.?)?{ZONE})?", re.IGNORECASE
)
SECONDS = re.compile(r"\d{9,10}")
MILLISECONDS = re.compile(r"\d{12,13}")
DAYS_OF_A_SPREADSHEET = re.compile(r"[3-6]\d{4}([.,]\d+)?")
SPREADSHEET_BEGAN = dt.datetime(1899, 12, 30, tzinfo=LONDON)


def words(value: object) -> str:
    """Text as it may be kept: on one line, without signs that are not letters, and of a bearable length."""
    text = "" if value is None else str(value)
    text = "".join(
        sign if unicodedata.category(sign) not in ("Cc", "Cs", "Cf") else " " for sign in text[: LONGEST * 4]
    )
    return " ".join(text.split())[:LONGEST]


def plain(head: str) -> str:
    """“Last check-in”, “last_check_in” and “Last Check In” are one; so are “Gerätename” and “Geratename”."""
    bare = unicodedata.normalize("NFKD", re.sub(r"\[.*?\]", "", head).casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def truth(value: object) -> bool | None:
    """Yes, no, or None where the source cannot tell. A word that is none of these is refused."""
    if isinstance(value, bool):
        return value
    text = words(value).casefold()
    if text in CANNOT_TELL:
        return None
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(f"“{text[:40]}” is neither yes nor no.")


def serial_of(value: object) -> str:
    """As the register writes it; empty where so many machines have the same that it says nothing."""
    return normal_serial(words(value))


def address_of(value: object) -> str:
    """An address of the internet, in its one form; empty for anything else."""
    try:
        found = ipaddress.ip_address(words(value))
    except ValueError:
        return ""
    return "" if found.is_unspecified or found.is_loopback or found.is_link_local else str(found)


def is_month_first(texts: Iterable[str]) -> bool:
    """Of a whole column: 8/9/2025 alone does not say. What cannot be a day settles it; else the clock of twelve hours does."""
    found = [match for text in texts if (match := YEAR_LAST.fullmatch(text.strip()))]
    slashed = [match for match in found if match[2] == "/"]
    if any(int(match[1]) > 12 for match in slashed):
        return False
    return any(int(match[3]) > 12 or match[8] for match in slashed)


def moment_of(value: object, *, zone: dt.tzinfo, month_first: bool = False) -> dt.datetime | None:
    """In the forms programs write. None for nothing, and for the years they write for “never”; what cannot be sure is refused."""
    text = words(value)
    if text.casefold() in CANNOT_TELL | {"never", "nie", "jamais", "byth"}:
        return None
    try:
        found = _moment(text, zone, month_first)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        if _is_never(text):
            return None
        raise ValueError(f"“{text[:40]}” is not a time we can be sure of.")
    return found if found.year in NEVER_YEARS else None


def _moment(text: str, zone: dt.tzinfo, month_first: bool) -> dt.datetime | None:
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day, hour, minute, second, offset = match.groups()
        return _made(year, month, day, hour, minute, second, zone=_zone(offset, zone))
    if match := YEAR_LAST.fullmatch(text):
        first, sign, second_, year, hour, minute, second, half, offset = match.groups()
        day, month = (second_, first) if month_first and sign == "/" else (first, second_)
        return _made(year, month, day, _hour(hour, half), minute, second, zone=_zone(offset, zone))
    if SECONDS.fullmatch(text) or MILLISECONDS.fullmatch(text):
        return dt.datetime.fromtimestamp(int(text) / (1000 if len(text) > 10 else 1), tz=dt.UTC)
    if DAYS_OF_A_SPREADSHEET.fullmatch(text):
        return SPREADSHEET_BEGAN + dt.timedelta(days=float(text.replace(",", ".")))
    return None


def _is_never(text: str) -> bool:
    return bool(re.fullmatch(r"0+|0001-.*|9999-.*|1601-.*|1/1/0001.*|01/01/0001.*|31/12/9999.*|12/31/9999.*", text))


def _made(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, *, zone: dt.tzinfo
) -> dt.datetime:
    day_of_it = dt.date(int(year), int(month), int(day))
    return dt.datetime.combine(day_of_it, dt.time(int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone))


def _hour(hour: str | None, half: str | None) -> str | None:
    """13 of the clock of twelve hours is refused, as the whole moment is then in doubt."""
    if not hour or not half:
        return hour
    if not 1 <= int(hour) <= 12:
        raise ValueError(hour)
    return str(int(hour) % 12 + (12 if half[0] in "pP" else 0))


def _zone(offset: str | None, zone: dt.tzinfo) -> dt.tzinfo:
    if not offset:
        return zone
    if offset.upper() in ("Z", "UTC", "GMT"):
        return dt.UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(offset)
    return dt.timezone((-1 if offset[0] == "-" else 1) * dt.timedelta(hours=hours, minutes=minutes))


SCHOOL_TIME: ZoneInfo = LONDON
