"""One line of what a mishap may have touched: what is said, whether it is known, and the evidence for it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from hometime.lib.clock import LONDON
from hometime.lib.text import day_in_words

UNKNOWN = "We do not know"
# The parts of the account, in order, and who reads each (access.parts_of).
PARTS = {
    "thing": ("What it was", "device"),
    "protection": ("How it was protected", "device"),
    "data": ("What was probably on it", "lead"),
    "papers": ("Papers that were out", "lead"),
    "person": ("What the person had learned and signed", "lead"),
    "rules": ("What was agreed and in force", "lead"),
}


@dataclass(frozen=True)
class Line:
    part: str
    about: str
    says: str = UNKNOWN
    is_known: bool = False
    source: str = ""  # which record says so
    seen: str = ""  # when that source saw it
    href: str = ""
    restricted: bool = False  # for the safeguarding lead and the data protection officer

    @property
    def seen_words(self) -> str:
        """When its source saw it: the day, and the time where there was one."""
        if not self.seen:
            return ""
        moment = dt.datetime.fromisoformat(self.seen)
        if len(self.seen) == len("2026-11-02"):
            return f"seen on {day_in_words(moment.date())}"
        local = timezone.localtime(moment, LONDON)
        return f"seen on {day_in_words(local.date())} at {local:%H:%M}"

    @property
    def key(self) -> tuple[str, str]:
        """What is compared: the same thing, then and now."""
        return self.part, self.about


def known(
    part: str, about: str, says: str, *, source: str, seen: object, href: str = "", restricted: bool = False
) -> Line:
    return Line(part, about, says, True, source, _day(seen), href, restricted)


def unknown(part: str, about: str, why: str = "") -> Line:
    return Line(part, about, f"{UNKNOWN}: {why}" if why else UNKNOWN)


def _day(seen: object) -> str:
    """As kept: the day, and the minute where a source saw it at one."""
    if isinstance(seen, dt.datetime):
        return seen.isoformat(timespec="minutes")
    return seen.isoformat() if isinstance(seen, dt.date) else str(seen or "")
