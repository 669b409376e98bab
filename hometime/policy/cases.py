"""Cases: plain situations with the answer a policy must give, kept beside it so that a head can read and check them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hometime.engine.errors import Place, PolicyError, place_of
from hometime.engine.program import MET, UNMET
from hometime.engine.verdict import HEADLINES, Verdict, decide
from hometime.lib.text import did_you_mean

from .asking import complete
from .files import read_yaml
from .packs import Policy
from .problems import Problems
from .telling import tells

USUAL_DAY = dt.date(2026, 11, 2)
KEYS = {"case", "activity", "on", "facts", "headline", "bites", "spares", "cites", "tell"}


@dataclass(frozen=True)
class Case:
    """One situation: `bites` are rules it breaks, `spares` rules it does not, `tell` roles to be told or asked."""

    title: str
    headline: str
    activity: str = ""
    on: dt.date = USUAL_DAY
    facts: Mapping[str, Any] = field(default_factory=dict)
    bites: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    place: Place | None = None


def read_cases(folder: Path, problems: Problems | None = None) -> list[Case]:
    """The cases of a version folder; none where it has no cases.yaml."""
    path = folder / "cases.yaml"
    rows = read_yaml(path) if path.exists() else None
    return (problems or Problems()).each(rows or [], _case)


def faults(policy: Policy, case: Case) -> Iterator[str]:
    """How a case and the policy disagree; nothing when they agree."""
    facts = {**policy.vocabulary.hold(case.facts), **({"activity": case.activity} if case.activity else {})}
    facts, _ = complete(policy, facts)
    verdict = decide(policy.pack.at(case.on), facts, case.on)
    if verdict.headline != case.headline:
        yield f"answers {verdict.headline}, not {case.headline}"
    yield from _rule_faults(verdict, case)
    told = {tell.role for tell in tells(policy, verdict, facts, case.on)}
    yield from (f"does not name {role} to tell or ask" for role in case.tell if role not in told)


def _rule_faults(verdict: Verdict, case: Case) -> Iterator[str]:
    codes = {rule.id: code for rule, code in zip(verdict.rules, verdict.codes, strict=True)}
    names = dict(zip(codes, verdict.outcome_names(), strict=True))
    for rule in (*case.bites, *case.spares):
        if rule not in codes:
            yield f"names {rule}, which is not a rule.{did_you_mean(rule, codes)}"
    yield from (f"{rule} should bite but is {names[rule]}" for rule in case.bites if codes.get(rule, UNMET) != UNMET)
    yield from (f"{rule} should not bite but is {names[rule]}" for rule in case.spares if codes.get(rule, MET) < MET)
    cited = {clause for rule in verdict.rules if rule.id in (*case.bites, *case.spares) for clause in rule.cites}
    yield from (f"no rule named here cites {clause}" for clause in case.cites if clause not in cited)


def _case(row: Mapping[str, Any]) -> Case:
    place = place_of(row)
    for key in row:
        if key not in KEYS:
            raise PolicyError(
                f"A case has no “{key}”.{did_you_mean(key, KEYS)}", "Correct or remove it.", place_of(key)
            )
    if not row.get("case") or row.get("headline") not in HEADLINES:
        raise PolicyError("A case needs a title and a headline.", f"Headlines: {', '.join(HEADLINES)}.", place)
    lists = {key: tuple(str(v) for v in row.get(key) or ()) for key in ("bites", "spares", "cites", "tell")}
    return Case(
        str(row["case"]),
        str(row["headline"]),
        str(row.get("activity") or ""),
        row.get("on") or USUAL_DAY,
        row.get("facts") or {},
        place=place,
        **lists,
    )
