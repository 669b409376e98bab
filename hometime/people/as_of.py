"""A page as things stood at a past moment: `?as_of=2026-11-02` or `?as_of=2026-11-02T14:30`, for those who may look back.

    at = moment_of(request)          # now, unless somebody who may asked for a past moment
    if is_past(request): …           # leave out what can be done: nobody acts in the past
    {% include "components/as_of.html" %}
    <a href="{% url '…' %}{{ request.as_of.query }}">   # stays in the past with whoever looks

Nothing is stored and nothing undone: every record that says what was so carries its dates.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from hometime.lib.text import day_in_words

from .access import viewer_of
from .models import Role
from .viewer import Viewer

NAME = "as_of"
# Who may look back: those who answer for people, data and things. Others see now.
MAY_LOOK_BACK = (
    Role.Kind.HEAD,
    Role.Kind.DPO,
    Role.Kind.DSL,
    Role.Kind.IT,
    Role.Kind.BUSINESS_MANAGER,
    Role.Kind.POLICY_OWNER,
    Role.Kind.GOVERNOR,
)
UNREADABLE = "We cannot read that date. This page shows how things stand now."
FUTURE = "That moment has not come yet. This page shows how things stand now."
NOT_YOURS = "Only those who look after the records can look back. This page shows how things stand now."


@dataclass(frozen=True)
class AsOf:
    """The moment a page shows. `problem` says why it is not the one that was asked for."""

    moment: dt.datetime
    is_past: bool = False
    may: bool = False
    asked: str = ""
    problem: str = ""
    here: str = ""  # this page without the moment
    others: tuple[tuple[str, str], ...] = ()  # what else the address says

    @property
    def words(self) -> str:
        local = timezone.localtime(self.moment)
        day = day_in_words(local.date())
        return f"{day} at {local:%H:%M}" if "T" in self.asked else f"the end of {day}"

    @property
    def day(self) -> str:
        """For the box that picks another day."""
        return timezone.localtime(self.moment).date().isoformat()

    @property
    def today_query(self) -> str:
        return f"?{urlencode(self.others)}" if self.others else ""

    @property
    def query(self) -> str:
        """What a link adds to lead to the same moment; nothing while the page shows now."""
        return f"?{urlencode({NAME: self.asked})}" if self.is_past else ""


def moment_of(request: HttpRequest) -> dt.datetime:
    """The moment a page is about. Whatever is sent happens now."""
    return as_of(request).moment


def is_past(request: HttpRequest) -> bool:
    return as_of(request).is_past


def as_of(request: HttpRequest) -> AsOf:
    """Worked out once a request, and kept there for the template."""
    known: AsOf | None = getattr(request, NAME, None)
    if known is None:
        now: dt.datetime = request.now  # type: ignore[attr-defined]
        known = _read(request, viewer_of(request), now)
        setattr(request, NAME, known)
    return known


def may_look_back(viewer: Viewer | None) -> bool:
    return viewer is not None and viewer.has_role(*MAY_LOOK_BACK)


def _read(request: HttpRequest, viewer: Viewer | None, now: dt.datetime) -> AsOf:
    asked = request.GET.get(NAME, "").strip()
    others = tuple((name, str(value)) for name, value in request.GET.items() if name not in (NAME, "page"))
    may = may_look_back(viewer)
    here = request.path
    if not asked or request.method not in ("GET", "HEAD"):
        return AsOf(now, may=may, here=here, others=others)
    if not may:
        return AsOf(now, problem=NOT_YOURS, here=here, others=others)
    moment = read_moment(asked)
    if moment is None or moment.date() > timezone.localdate(now) or ("T" in asked and moment > now):
        problem = UNREADABLE if moment is None else FUTURE
        return AsOf(now, may=True, problem=problem, here=here, others=others)
    if moment > now:  # today, which is not over
        return AsOf(now, may=True, here=here, others=others)
    return AsOf(moment, is_past=True, may=True, asked=asked, here=here, others=others)


def read_moment(asked: str) -> dt.datetime | None:
    """A day means its end; a time is that of the school’s clock. None for anything else."""
    try:
        read = dt.datetime.strptime(asked, "%Y-%m-%dT%H:%M" if "T" in asked else "%Y-%m-%d")  # noqa: DTZ007
    except ValueError:
        return None
    if read.year < 1970:
        return None
    if "T" not in asked:
        read = dt.datetime.combine(read, dt.time.max)
    return timezone.make_aware(read)
