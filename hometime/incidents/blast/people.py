"""How many people it may be about: what was counted; where nobody has, no more than what the records say."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from hometime.equipment.models import Device, Opening, System
from hometime.lib.text import counted
from hometime.papers.models import SignOut

from ..models import Incident, Step
from .line import UNKNOWN, Line, known, unknown

ABOUT = "How many people"


@dataclass(frozen=True)
class HowMany:
    """`least`: so many are sure. `most`: there cannot be more; None where nobody can say."""

    least: int = 0
    most: int | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.least or self.most)

    @property
    def words(self) -> str:
        if not self.is_known:
            return UNKNOWN
        if self.most is None:
            return f"At least {self.least:,}. Nobody can say yet how many at the most"
        if self.least == self.most:
            return f"About {counted(self.most, 'person', 'people')}"
        return f"Between {self.least:,} and {self.most:,}" if self.least else f"{self.most:,} at the most"

    @property
    def kept(self) -> str:
        """As a step keeps it."""
        return f"{self.least}-{'' if self.most is None else self.most}"

    @classmethod
    def from_kept(cls, text: str) -> "HowMany":
        least, _, most = text.partition("-")
        return cls(int(least), int(most) if most else None)


def last_count(incident: Incident, at: dt.datetime) -> Step | None:
    """What somebody who looks into it had counted by a moment: the last count is the one that holds."""
    return incident.steps.filter(kind=Step.Kind.COUNTED, at__lte=at).select_related("by").last()


def from_records(incident: Incident, papers: Iterable[SignOut], opened: Mapping[Device, Iterable[Opening]]) -> HowMany:
    """The largest number that one source gives is sure; all of them together are the most there can be.

    One person may stand in several papers, and what could be opened need not have been. Where one source has no number,
    nobody can say how many at the most.
    """
    out = [each.people_count for each in papers if each.is_about_people]
    systems = [
        each.system.people_count
        for rows in opened.values()
        for each in rows
        if each.system.data != System.Data.ORDINARY
    ]
    told = incident.people_count or 0
    is_open = None in out or None in systems or any(each.is_computer and not rows for each, rows in opened.items())
    total = max(sum(count or 0 for count in (*out, *systems)), told)
    least = max((count for count in (*out, told) if count), default=0)
    return HowMany(least, None if is_open or not total else total)


def people_lines(incident: Incident, found: HowMany, at: dt.datetime) -> Iterator[Line]:
    if incident.people_count:
        says = f"About {counted(incident.people_count, 'person', 'people')}"
        yield known("data", f"{ABOUT}, says the report", says, source="Report", seen=incident.created_at)
    count = last_count(incident, at)
    if count and count.by:
        href = reverse("incidents:people", args=[incident.code])
        says = f"{HowMany.from_kept(count.what).words}. {count.words}"
        yield known("data", ABOUT, says, source=f"Counted by {count.by.name}", seen=count.at, href=href)
    elif found.is_known:
        yield known("data", ABOUT, found.words, source="Everything on this page", seen="")
    else:
        yield unknown("data", ABOUT, "nobody has counted yet")
