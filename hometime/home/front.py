"""The front page of one person: their verdict, what they have to do, and what is theirs this week."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from hometime.arrangements.closure.queries import closures_for
from hometime.arrangements.conditions import unmet_conditions
from hometime.arrangements.models import Arrangement, Closure, HoursNotice
from hometime.arrangements.queries import own_arrangements
from hometime.arrangements.states import LIVE
from hometime.decisions.facts import covers, roles_of
from hometime.decisions.models import Receipt
from hometime.decisions.queries import receipts_for
from hometime.decisions.standing import Standing, standing_of
from hometime.learning.courses import MISSING, RUN_OUT, SOON, courses_of
from hometime.learning.signing import Asked, all_asked_of, first_to_sign
from hometime.learning.training_lists import my_training
from hometime.lib.text import counted, day_in_words, since
from hometime.people.together import read_together
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy

from .righting import Task, easiest_first, task_of
from .weeks import WITH_DAYS

AFTERWARDS_FOR = 7  # days for which a receipt’s “afterwards” stays among what to do
FIRST_FEW = 5
SAYS = {
    "ok": "You are set up to work from home",
    "stop": "Put one thing right before you work from home",
    "beware": "There is a danger to deal with before you work from home",
    "caution": "You can work from home, with care",
    "not-sure": "Some things are not on record yet",
}
UNDER = {
    "ok": "Nothing on record is against it. Before each piece of work you can ask, and keep the answer.",
    "not-sure": "Nothing says that you may not. These would settle it.",
}


@dataclass(frozen=True)
class Front:
    """`level` is none where there is nothing to judge: no policy in force, or one that does not cover this person."""

    level: str = ""
    says: str = ""
    under: str = ""
    first: Task | None = None
    others: list[Task] = field(default_factory=list)
    not_on_record: list[Task] = field(default_factory=list)
    to_do: list[dict[str, Any]] = field(default_factory=list)
    arrangements: list[tuple[Arrangement, str]] = field(default_factory=list)
    is_covered: bool = True
    has_days: bool = False
    may_sign: bool = False
    closure: Closure | None = None

    def without_doubles(self) -> "Front":
        """What the verdict sends a person to do is not asked of them again below it."""
        first = self.first.href if self.first else ""
        to_do = [row for row in self.to_do if row["href"] != first]
        return replace(self, to_do=to_do, may_sign=self.may_sign and first != reverse("learning:sign"))


def front_of(viewer: Viewer, policy: Policy | None) -> Front:
    mine, hours, receipts, closures = _own(viewer)
    closure = next((each for each in closures if each.covers(max(viewer.today, each.starts_on))), None)
    shown = [(row, row.shown_state(viewer.today)) for row in mine if not row.is_over(viewer.today)]
    may_ask = viewer.has_role(*WITH_DAYS)
    if policy is None:
        return Front(arrangements=shown, has_days=may_ask, closure=closure)
    if not covers(policy, roles_of([viewer.person], viewer.organisation, viewer.today)[viewer.person.pk]):
        return Front(is_covered=False, arrangements=shown, has_days=may_ask, closure=closure)
    asked = first_to_sign(all_asked_of(viewer.person, viewer.organisation, viewer.today))
    [standing] = standing_of([viewer.person], viewer.organisation, policy, viewer.today)
    return Front(
        **_verdict(standing, policy, viewer.today),
        to_do=[
            *_to_sign(asked, viewer.today),
            *_to_learn(viewer, policy),
            *_to_agree(mine, hours, viewer.today),
            *_afterwards(receipts, viewer.today),
        ],
        arrangements=shown,
        has_days=may_ask,
        may_sign=bool(asked and asked.waits),
        closure=closure,
    ).without_doubles()


def _own(viewer: Viewer) -> list[list[Any]]:
    """Their requests under way, the hours they were told last, their answers of the last days, and a closure; in one query."""
    since_day = viewer.today - dt.timedelta(days=AFTERWARDS_FOR)
    return read_together(
        own_arrangements(viewer).filter(state__in=LIVE).prefetch_related("conditions")[:FIRST_FEW],
        HoursNotice.objects.filter(person=viewer.person, organisation=viewer.organisation)[:1],
        receipts_for(viewer).filter(on__gte=since_day).order_by("-kept_at")[:FIRST_FEW],
        closures_for(viewer)[:1],
    )


def _verdict(standing: Standing, policy: Policy, on: dt.date) -> dict[str, Any]:
    broken = [task_of(rule, policy, on, is_broken=True) for rule in easiest_first(standing.broken, policy, on)]
    unknown = [task_of(rule, policy, on, is_broken=False) for rule in standing.not_on_record]
    level = standing.headline
    says, under = SAYS[level], UNDER.get(level, "")
    if level == "stop" and len(worst := [task for task in broken if task.level == "stop"]) > 1:
        says = f"Put {counted(len(worst), 'thing')} right before you work from home"
    return {
        "level": level,
        "says": says,
        "under": under,
        "first": broken[0] if broken else unknown[0] if level == "not-sure" else None,
        "others": broken[1:],
        "not_on_record": unknown[1:] if level == "not-sure" and not broken else unknown,
    }


def _to_sign(asked: Asked | None, on: dt.date) -> Iterator[dict[str, Any]]:
    if asked is None or not asked.waits:
        return
    late = asked.is_overdue(on)
    words = "Read what changed and sign again" if asked.changes else "Read the policy and sign it"
    hint = f"By {day_in_words(asked.sign_by)}" if asked.sign_by else "It takes about ten minutes"
    tag = ("Late", "stop") if late else ("To sign", "caution")
    yield {"words": words, "href": reverse("learning:sign"), "hint": hint, "tag": tag[0], "tone": tag[1]}


TRAINING = {MISSING: ("To do", "caution"), RUN_OUT: ("Run out", "stop"), SOON: ("Runs out soon", "caution")}


def _to_learn(viewer: Viewer, policy: Policy) -> Iterator[dict[str, Any]]:
    for row in my_training(viewer, courses_of(policy, viewer.today)):
        if row.state in TRAINING and row.kept:
            tag, tone = TRAINING[row.state]
            hint = f"Good until {day_in_words(row.runs_out_on)}" if row.state == SOON and row.runs_out_on else ""
            yield {
                "words": f"Training: {row.course.title}",
                "href": reverse("learning:course"),
                "hint": hint,
                "tag": tag,
                "tone": tone,
            }


def _to_agree(mine: list[Arrangement], hours: list[HoursNotice], on: dt.date) -> Iterator[dict[str, Any]]:
    """What a yes still waits for, and hours to say yes to."""
    agreed = [row for row in mine if row.is_agreed]
    unmet = unmet_conditions(agreed, on) if agreed else {}
    for row in agreed:
        for condition in unmet[row.pk]:
            yield {
                "words": condition.words,
                "href": reverse("arrangements:arrangement", args=[row.code]),
                "hint": "Your days at home begin when this is done",
                "tag": "Condition",
                "tone": "caution",
            }
    if hours and hours[0].confirmed_at is None:
        yield {"words": "Look at the hours you were told", "href": reverse("arrangements:hours"), "tag": "To confirm"}


def _afterwards(receipts: list[Receipt], on: dt.date) -> Iterator[dict[str, Any]]:
    """What answers of the last days said to do when the work is done; each thing once."""
    seen: set[str] = set()
    for row in receipts:
        for line in row.answer.get("to_do") or []:
            if line["words"] not in seen and len(seen) < FIRST_FEW:
                seen.add(line["words"])
                yield {
                    "words": _sentence(line["words"]),
                    "href": reverse("decisions:receipt", args=[row.code]),
                    "hint": f"After “{row.title}”, asked {since(row.on, on)}",
                    "tag": "Afterwards",
                }


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
