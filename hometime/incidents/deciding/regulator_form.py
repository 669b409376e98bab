"""What the regulator’s form asks, and what the record already answers. Nobody who was affected is named in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from hometime.lib.data import read_data
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation, Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer

from ..blast.lines import how_many, lines_of
from ..blast.people import last_count
from ..blast.person import trained_since
from ..checklists import bodies, containment_words
from ..clock.running import in_london
from ..models import Incident, RiskDecision, Step
from .finishing import EXCUSES

FILE = Path(__file__).parents[1] / "data" / "regulator_form.yaml"
WHO = {"pupils": "children", "families": "customers", "staff": "employees", "others": "other"}


@dataclass(frozen=True)
class Field:
    id: str
    label: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)
    leave_out_names: bool = False

    def words(self, value: Any) -> str:
        """An answer as it is read and pasted."""
        if isinstance(value, list):
            return "; ".join(self.choices.get(str(each), str(each)) for each in value)
        return self.choices.get(str(value), str(value)) if value else ""


@dataclass(frozen=True)
class Group:
    name: str
    fields: tuple[Field, ...]


@cache
def groups() -> tuple[Group, ...]:
    read = read_data(FILE)
    return tuple(Group(each["name"], tuple(Field(**row) for row in each["fields"])) for each in read)


def answers_of(incident: Incident, viewer: Viewer, at: dt.datetime) -> dict[str, Any]:
    """What was answered by hand last; where nothing was, what the record says."""
    written = incident.form_answers.first()
    typed = {name: value for name, value in (written.said if written else {}).items() if value}
    return {**_from_record(incident, viewer, at), **typed}


def filled(incident: Incident, viewer: Viewer, at: dt.datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Group by group, each question with its answer in words."""
    said = answers_of(incident, viewer, at)
    return [(g.name, [(f.label, f.words(said.get(f.id)) or "Not known yet") for f in g.fields]) for g in groups()]


def as_text(pack: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """The same, to paste."""
    return "\n\n".join(
        "\n\n".join([f"{number}. {name}", *(f"{label}\n{value}" for label, value in rows)])
        for number, (name, rows) in enumerate(pack, 1)
    )


def _from_record(incident: Incident, viewer: Viewer, at: dt.datetime) -> dict[str, Any]:
    decided = incident.decisions.last()
    return {
        "report_type": "initial",
        "narrative": f"{incident.get_kind_display()} ({incident.get_thing_display().lower()}).",
        "how_discovered": "A member of staff noticed it and reported it.",
        "discovered": in_london(incident.noticed_at),
        "caused_by": "employee",
        "who": [WHO[each] for each in incident.whose if each in WHO] or ["not_known"],
        "people": _people(incident, at),
        "preventive": _protection(incident, at),
        "data": ["not_known"],
        "organisation": incident.organisation.name,
        "reporter": viewer.name,
        "reporter_reach": viewer.person.email or "",
        **_risk(decided),
        **_training(incident),
        **_dpo(incident.organisation, viewer),
        **_done(incident),
    }


def _people(incident: Incident, at: dt.datetime) -> str:
    found, count = how_many(incident, at), last_count(incident, at)
    if not found.is_known:
        return ""
    return f"{found.words}. {count.words}" if count else f"{found.words}, as far as our records say."


def _protection(incident: Incident, at: dt.datetime) -> str:
    """How each device was protected: what every source says and when it saw it. The worst comes first."""
    lines = [line for line in lines_of(incident, at) if line.part == "protection"]
    return "\n".join(
        f"{line.about}: {line.says}" + (f" ({line.source}, {line.seen_words})" if line.is_known else "")
        for line in lines
    )


def _risk(decided: RiskDecision | None) -> dict[str, Any]:
    if decided is None:
        return {"high_risk": "not_known", "told_people": "undecided"}
    high = decided.outcome == RiskDecision.Outcome.HIGH
    return {
        "reason": "meets" if decided.is_to_be_reported else "below",
        "high_risk": "yes" if high else "no",
        "high_risk_why": decided.reasons,
        "told_people": "will" if high else "not_high",
    }


def _training(incident: Incident) -> dict[str, Any]:
    done = trained_since(incident, incident.concerns, timezone.localdate(incident.noticed_at))
    words = "; ".join(f"{row.course}, {day_in_words(row.done_on)}" for row in done)
    return {"trained": "yes" if done else "not_known", "training": words}


def _dpo(organisation: Organisation, viewer: Viewer) -> dict[str, Any]:
    officer = holders_of(Role.Kind.DPO, organisation, on=viewer.today).first()
    return {"dpo": officer.name, "dpo_reach": officer.email or ""} if officer else {}


def _done(incident: Incident) -> dict[str, Any]:
    """What was done to limit it, what was learned, and who else knows."""
    steps = list(incident.steps.all())
    contained = [containment_words(step.what) for step in steps if step.kind == Step.Kind.CONTAINED]
    told = [bodies().get(step.what, step.what) for step in steps if step.kind == Step.Kind.BODY]
    lessons = [f"{lesson.words} (by {day_in_words(lesson.due_on)})" for lesson in incident.lessons.all()]
    first = next(iter(incident.regulator_notices.all()), None)
    sent = [step.what for step in steps if step.kind == Step.Kind.LETTER and step.what not in EXCUSES]
    found = {"action": "; ".join(contained), "bodies": "; ".join(told), "prevent": "; ".join(lessons)}
    found |= {"late": first.late_reasons} if first else {}
    return found | ({"told_people": "high"} if sent else {})
