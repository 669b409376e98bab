"""The law of flexible working requests as it stands on a day in a nation, read from the dated facts of law; and its arithmetic."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hometime.lib.clock import free_again_on, last_day_of_days, last_day_of_months
from hometime.policy.law import LawFact
from hometime.policy.packs import catalogue


@dataclass(frozen=True)
class Rules:
    """What the law asks on a day. `months` is None where it sets no such period, `meeting_days` where it sets no meeting."""

    nation: str
    most: int
    window_months: int
    service_weeks: int
    months: int | None
    meeting_days: int | None
    first_answer_by_day: int | None
    grounds: tuple[tuple[str, str], ...]
    in_the_act: dict[str, str]  # the same grounds by the names of the Act, which the answer uses
    asks_why_reasonable: bool
    missed_meetings: int
    months_to_extend_late: int

    def last_day(self, received: dt.date) -> dt.date | None:
        """The last day to tell the final decision, appeal included; the day it is received counts."""
        return last_day_of_months(received, self.months) if self.months else None

    def first_answer_by(self, received: dt.date) -> dt.date | None:
        """Our own target, so that there is time for an appeal."""
        return last_day_of_days(received, self.first_answer_by_day) if self.first_answer_by_day else None

    def meeting_by(self, received: dt.date) -> dt.date | None:
        return last_day_of_days(received, self.meeting_days) if self.meeting_days else None

    def next_allowed_on(self, made: Sequence[dt.date]) -> dt.date | None:
        """When one more may be made; None when one may be made now."""
        return free_again_on(list(made), self.most, self.window_months)

    def may_extend_until(self, last_day: dt.date) -> dt.date:
        """The last day on which both may still agree that the period was longer: three months from the day after it ended."""
        return last_day_of_months(last_day + dt.timedelta(days=1), self.months_to_extend_late)


def rules_for(nation: str, on: dt.date, law: Iterable[LawFact] | None = None) -> Rules:
    """The rules in force on a day. A fact without a first day is not in force yet."""
    facts = {f.id: f for f in (catalogue().law if law is None else law)}
    if nation == "NI":
        return _northern_ireland(facts)
    return Rules(
        nation=nation,
        most=int(_said(facts, "FW-04", "max")),
        window_months=int(_said(facts, "FW-04", "window_months")),
        service_weeks=int(_said(facts, "FW-01", "min_service_days")) // 7,
        months=int(_said(facts, "FW-06", "months")),
        meeting_days=None,
        first_answer_by_day=int(_said(facts, "FW-06", "suggested_first_decision_by_day")),
        grounds=_grounds(facts),
        in_the_act=_in_the_act(facts),
        asks_why_reasonable=_in_force(facts.get("FW-15"), on),
        missed_meetings=int(_said(facts, "FW-12", "missed_meetings")),
        months_to_extend_late=int(_said(facts, "FW-07", "retrospective_window_months")),
    )


def _northern_ireland(facts: dict[str, LawFact]) -> Rules:
    """26 weeks in the job, one request a year, a meeting within 28 days; no two-month period."""
    return Rules(
        nation="NI",
        most=int(_said(facts, "FW-17", "max")),
        window_months=int(_said(facts, "FW-17", "window_months")),
        service_weeks=int(_said(facts, "FW-17", "min_service_weeks")),
        months=None,
        meeting_days=int(_said(facts, "FW-17", "meeting_days")),
        first_answer_by_day=None,
        grounds=_grounds(facts),
        in_the_act=_in_the_act(facts),
        asks_why_reasonable=False,
        missed_meetings=int(_said(facts, "FW-12", "missed_meetings")),
        months_to_extend_late=int(_said(facts, "FW-07", "retrospective_window_months")),
    )


def served_enough(since: dt.date, on: dt.date, rules: Rules) -> bool:
    return since + dt.timedelta(weeks=rules.service_weeks) <= on


def _grounds(facts: dict[str, LawFact]) -> tuple[tuple[str, str], ...]:
    return tuple((str(each["code"]), str(each["label"])) for each in _said(facts, "FW-09", "grounds"))


def _in_the_act(facts: dict[str, LawFact]) -> dict[str, str]:
    return {str(each["code"]): str(each["in_the_act"]) for each in _said(facts, "FW-09", "grounds")}


def _said(facts: dict[str, LawFact], fact: str, name: str) -> Any:
    return facts[fact].data[name]


def _in_force(fact: LawFact | None, on: dt.date) -> bool:
    if fact is None or fact.starts is None:
        return False
    return bool(fact.starts <= on and (fact.ends is None or fact.ends >= on))
