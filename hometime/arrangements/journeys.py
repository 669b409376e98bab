"""Asking to work from home, a page at a time. What has been said is kept in the session until it is sent.

Each step has a name, a form, and when it is shown; going on, going back and what is still missing all follow from the list.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from hometime.lib.text import day_in_words, in_words
from hometime.policy.packs import Policy

from . import forms
from .deciders import asks_for
from .models import Arrangement
from .moving import Wish
from .patterns import Pattern, SchoolCalendar, weekday_in_words

DRAFT = "arrangement-request"


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    form: Callable[..., Any]


STEPS = {
    step.name: step
    for step in (
        Step("reason", "Why you want to work from home", forms.ReasonForm),
        Step("pattern", "How often", forms.PatternForm),
        Step("days", "Which days", forms.days_form),
        Step("work", "What you will do", forms.WorkForm),
    )
}


@dataclass
class Draft:
    """Plain data by step, as forms cleaned it. `replaces` is the code of an agreed request this is to take the place of."""

    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    replaces: str = ""

    @classmethod
    def of(cls, session: Mapping[str, Any]) -> "Draft":
        kept = session.get(DRAFT, {})
        return cls(dict(kept.get("said", {})), kept.get("replaces", ""))

    def keep(self, session: Any) -> None:
        session[DRAFT] = {"said": self.said, "replaces": self.replaces}

    def say(self, step: str, cleaned: Mapping[str, Any]) -> None:
        if step == "pattern" and cleaned.get("how_often") != self.get("pattern", "how_often"):
            self.said.pop("days", None)  # days of another pattern would be misread
        self.said[step] = {name: _plain(value) for name, value in cleaned.items()}

    def get(self, step: str, name: str) -> Any:
        return self.said.get(step, {}).get(name)

    @property
    def next_step(self) -> Step | None:
        return next((step for name, step in STEPS.items() if name not in self.said), None)

    def wish(self) -> Wish:
        """What was said, as the act takes it; only when no step is missing."""
        reason, work, days = self.said["reason"], self.said["work"], self.said["days"]
        starts = dt.date.fromisoformat(days["starts_on"])
        ends = dt.date.fromisoformat(days["ends_on"]) if days.get("ends_on") else None
        return Wish(
            ground=reason["ground"],
            why=reason["why"],
            helps=tuple(reason.get("helps") or ()),
            manager_spoken=reason["manager_spoken"] == "yes",
            slots=tuple(days["slots"]),
            starts_on=starts,
            ends_on=ends,
            term_time_only=bool(days.get("term_time_only")),
            place=work["place"],
            data=work["data"],
            data_need=work["data_need"],
        )

    def rows(self, address: Callable[[str], str], calendar: SchoolCalendar) -> list[dict[str, str]]:
        """What was said, to be checked: each with where to change it."""
        wish = self.wish()
        said = [
            ("reason", "Why", Arrangement.Ground(wish.ground).label),
            ("reason", "What you wrote about it", wish.why or "Nothing"),
            ("reason", "Talked to your line manager", "Yes" if wish.manager_spoken else "No"),
            ("days", "Days at home", wish.pattern.words),
            *(("days", term, detail) for term, detail in _span(wish.pattern, calendar)),
            ("work", "Where", Arrangement.Place(wish.place).label),
            ("work", "What information", Arrangement.Data(wish.data).label),
            ("work", "Why you need it at home", wish.data_need),
        ]
        return [{"term": term, "detail": detail, "href": address(step)} for step, term, detail in said if detail]


def begun_from(before: Arrangement, step: str, how_often: str) -> dict[str, Any]:
    """What a change is begun from, in the boxes of one step: what was agreed before, but for the first day and what is new."""
    often = "one-day" if before.pattern.is_one_day else "ab-weeks" if _has_weeks(before) else "weekly"
    boxes = {
        "reason": {"ground": before.ground, "why": before.why, "helps": before.helps},
        "pattern": {"how_often": often},
        "work": {"place": before.place, "data": before.data, "data_need": before.data_need},
    }
    return _days_of(before) if step == "days" and how_often == often else boxes.get(step, {})


def _has_weeks(before: Arrangement) -> bool:
    return any(slot.week for slot in before.pattern.slots)


def _days_of(before: Arrangement) -> dict[str, Any]:
    if before.pattern.is_one_day:
        return {"part": before.pattern.slots[0].part}
    parts = {f"{slot.week}{slot.weekday}": slot.part for slot in before.pattern.slots}
    if _has_weeks(before):  # a slot of every week is one of both
        parts |= {f"{week}{slot.weekday}": slot.part for slot in before.pattern.slots if not slot.week for week in "AB"}
    return parts | {"ends_on": before.ends_on, "term_time_only": before.term_time_only}


def _span(pattern: Pattern, calendar: SchoolCalendar) -> list[tuple[str, str]]:
    """From when until when, and the first days it comes to; nothing of a single day, which says it all."""
    if pattern.is_one_day:
        return []
    first = [weekday_in_words(day) for day in islice(pattern.days_at_home(calendar), 3)]
    return [
        ("From", day_in_words(pattern.starts_on)),
        ("Until", day_in_words(pattern.ends_on) if pattern.ends_on else "No last day"),
        ("The first days at home", in_words(first) or "None: look at your days again"),
    ]


def tests_asked(policy: Policy | None) -> bool:
    """Whether the policy tells kinds of home working apart by what they bring."""
    return policy is not None and asks_for(policy, ("homeworking-tier",))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value
