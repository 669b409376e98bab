"""The import at the command line: the same acts as on the pages, in somebody’s name."""

import sys
from pathlib import Path

from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone

from hometime.ledger.telling import NO_DATABASE
from hometime.lib.refusal import Refused
from hometime.people.viewing import viewer_at

from . import actions
from .planning import Plan
from .queries import needs_columns

NAME_COLUMNS = "Bring it in on the page /imports/staff/, where you can say which column holds what."


def import_staff(file: Path, *, school: str, by: str, sites: list[str], is_applied: bool) -> int:
    now = timezone.now()
    try:
        content = file.read_bytes()
        with transaction.atomic():
            print(_shown_or_done(content, file.name, viewer_at(by, school, now), sites, is_applied, now))
    except Refused as refusal:
        return _say(refusal)
    except OSError as problem:
        return _say(f"{file}: {problem.strerror}")
    except (OperationalError, ProgrammingError):
        return _say(NO_DATABASE)
    return 0


def _shown_or_done(content, name, viewer, sites, is_applied, now) -> str:
    made = actions.read_staff(content, name=name, by=viewer, at=now)
    if sites:
        made = actions.choose_columns(made, made.columns, sites, by=viewer)
    if needs_columns(made):
        raise Refused("The headings do not say enough, or not which lines are of this school.", NAME_COLUMNS)
    plan = actions.plan_of(made, viewer)
    if is_applied and plan.changes:
        actions.apply_staff(made, digest=plan.digest, by=viewer, at=now)
    else:
        made.delete()
    return "\n".join([*_lines(plan), _end(plan, is_applied)])


def _end(plan: Plan, is_applied: bool) -> str:
    if not plan.changes:
        return "There is nothing to bring in."
    return "Brought in." if is_applied else "Nothing was changed. Add --apply to bring it in."


def _lines(plan: Plan) -> list[str]:
    return [f"line {step.line.number}: {step.words}: {step.line.name or 'no name'}. {step.says}" for step in plan.steps]


def _say(problem: object) -> int:
    print(problem, file=sys.stderr)
    return 2
