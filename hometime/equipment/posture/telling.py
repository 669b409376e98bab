"""A list of devices at the command line: the same acts as on the pages, in somebody’s name."""

import sys
from datetime import datetime
from pathlib import Path

from django.db import OperationalError, ProgrammingError, transaction
from django.utils import timezone

from hometime.ledger.telling import NO_DATABASE
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer
from hometime.people.viewing import viewer_at

from . import actions
from .actions.lists import sheet_of
from .planning import ADD, WORDS, Plan, in_words
from .reading.sheets import is_enough, missing

NAME_COLUMNS = "Bring it in on the page /equipment/lists/, where you can say which column holds what."


def import_list(file: Path, *, organisation: str, by: str, is_dry: bool) -> int:
    now = timezone.now()
    try:
        content = file.read_bytes()
        with transaction.atomic():
            print(_shown_or_done(content, file.name, viewer_at(by, organisation, now), is_dry, now))
    except Refused as refusal:
        return _say(refusal)
    except OSError as problem:
        return _say(f"{file}: {problem.strerror}")
    except (OperationalError, ProgrammingError):
        return _say(NO_DATABASE)
    return 0


def _shown_or_done(content: bytes, name: str, viewer: Viewer, is_dry: bool, now: datetime) -> str:
    made = actions.read_list(content, name=name, by=viewer, at=now)
    if made.sheet and not is_enough(made.columns):
        heads = ", ".join(sheet_of(made).heads)
        raise Refused(
            f"{name}, line 1: no column holds {missing(made.columns)}. The columns are: {heads}.", NAME_COLUMNS
        )
    plan = actions.plan_of(made, now)
    if plan.of(ADD) and not is_dry:
        actions.apply_list(made, digest=plan.digest, by=viewer, at=now)
    else:
        made.delete()
    return "\n".join([*_lines(plan), _end(plan, is_dry)])


def _lines(plan: Plan) -> list[str]:
    return [f"line {step.number}: {WORDS[step.kind]}: {step.title}. {step.says}" for step in plan.steps]


def _end(plan: Plan, is_dry: bool) -> str:
    if not plan.of(ADD):
        return "There is nothing to bring in."
    return f"Would bring in {in_words(plan)}. Nothing was kept." if is_dry else f"Brought in {in_words(plan)}."


def _say(problem: object) -> int:
    print(problem, file=sys.stderr)
    return 2
