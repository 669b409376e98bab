"""`hometime policy lint`: everything that can be wrong with the catalogue and the packs, all at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hometime.engine.errors import PolicyError, place_of
from hometime.engine.pack import Control, Rule
from hometime.engine.possible import can_only_be_unknown, examples
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, UNKNOWN, UNMET
from hometime.engine.reading import UNSET, Limit, Reader, names_in
from hometime.engine.vocabulary import Vocabulary
from hometime.lib.text import did_you_mean

from .browsing import cited_in
from .cases import USUAL_DAY, Case, faults, read_cases
from .files import PACKS, pack_folders
from .law import WEIGHTS
from .packs import Catalogue, Policy, build_policy, read_catalogue, read_pack_source
from .problems import Problems


def lint(root: Path = PACKS, only: str | None = None) -> list[PolicyError]:
    """Every fault of the catalogue, the law and the packs (or of one pack), in the order of the files."""
    problems = Problems(go_on=True)
    try:
        catalogue = read_catalogue(root, problems)
        policies = [
            policy
            for slug, folder in pack_folders(root).items()
            if (policy := _lint_pack(slug, folder, catalogue, problems, only))
        ]
    except PolicyError as error:
        return [*problems.found, error]
    if only is None:
        _lint_catalogue(catalogue, policies, problems)
        _lint_law(catalogue, problems)
    return sorted(problems.found, key=lambda e: (str(e.place.file), e.place.line) if e.place else ("", 0))


def _lint_pack(slug: str, folder: Path, catalogue: Catalogue, problems: Problems, only: str | None) -> Policy | None:
    if only is not None and slug != only:
        return None
    source = read_pack_source(folder)
    policy = build_policy(slug, source, catalogue, problems)
    sound = problems.each(policy.pack.rules, lambda rule: _lint_rule(rule, policy.vocabulary))
    _lint_clauses(policy, source, problems)
    _lint_about(policy, problems)
    _lint_handout(policy, problems)
    if len(sound) == len(policy.pack.rules):
        _lint_cases(policy, read_cases(folder, problems), problems)
    return policy


def _lint_rule(rule: Rule, vocabulary: Vocabulary) -> Rule:
    """Refuses a rule that cannot be read, can never apply, or can never be met or broken, on any day its figures change."""
    for day in _days(rule):
        test = rule.test(vocabulary, day)
        found = examples(test, vocabulary, day)
        place = place_of(rule.id)
        if can_only_be_unknown(found) or not found.keys() - {NOT_APPLICABLE, UNKNOWN}:
            raise PolicyError(f"{rule.id} can never apply.", "Check when: in the rule and in the control.", place)
        if UNMET not in found:
            raise PolicyError(
                f"{rule.id} can never be broken.", "Check need: in the control and the parameters.", place
            )
        if MET not in found and EXPIRING not in found:
            raise PolicyError(f"{rule.id} can never be met.", "Check need: in the control and the parameters.", place)
    return rule


def _days(rule: Rule) -> list[dt.date]:
    starts = {start for dated in rule.parameters.values() for start, _ in dated.values if start > dt.date.min}
    return [USUAL_DAY, *sorted(starts)]


def _lint_clauses(policy: Policy, source: Mapping[str, Any], problems: Problems) -> None:
    cited = {str(clause) for rule in source["rules"] for clause in rule.get("cites") or ()}
    for clause in policy.clauses.values():
        place = place_of(next(row["id"] for row in source["clauses"] if row["id"] == clause.id))
        if clause.is_operative and clause.id not in cited:
            problems.add(
                f"{clause.id} ({clause.label}) asks something and no rule serves it.", "Cite it in a rule.", place
            )
        elif clause.id not in cited and not clause.shown:
            problems.add(
                f"{clause.id} ({clause.label}) is shown nowhere.", "Fill in shown:, or cite it in a rule.", place
            )


def _lint_about(policy: Policy, problems: Problems) -> None:
    """Clauses named in tensions, handout, glossary and the rest must exist; dates must be in order."""
    for clause in cited_in(policy.about, ("clauses", "stricter")):
        if clause not in policy.clauses:
            problems.add(
                f"{policy.slug}: {clause} is not a clause.{did_you_mean(clause, policy.clauses)}",
                "Correct it.",
                place_of(clause),
            )
    status = policy.about.get("status") or {}
    starts, review = status.get("in_force_from"), status.get("review_on")
    if isinstance(starts, dt.date) and isinstance(review, dt.date) and review <= starts:
        problems.add(
            f"{policy.slug}: the review comes before the policy is in force.", "Correct the dates.", place_of(status)
        )


def _lint_handout(policy: Policy, problems: Problems) -> None:
    """A handout may not show a light that the rules of its clauses would not give."""
    for severity in ("STOP", "BEWARE", "CAUTION"):
        for row in ((policy.about.get("handout") or {}).get(severity.lower()) or {}).get("rows") or []:
            given = {rule.severity for clause in row["clauses"] for rule in policy.rules_by_clause.get(clause, [])}
            if severity not in given:
                what = f"{policy.slug}: the handout shows “{row['text']}” as {severity} and no rule of its clauses is."
                problems.add(what, "Move the row, or look at the rules.", place_of(row))


def _lint_cases(policy: Policy, cases: Iterable[Case], problems: Problems) -> None:
    bitten: set[str] = set()
    spared: set[str] = set()
    for case in cases:
        bitten.update(case.bites)
        spared.update(case.spares)
        for fault in _case_faults(policy, case):
            problems.add(f"Case “{case.title}” {fault}.", "Mend the case or the rule.", case.place)
    for rule in policy.pack.rules:
        for seen, what in ((bitten, "bites"), (spared, "does not bite")):
            if rule.id not in seen:
                problems.add(f"{rule.id}: no case where it {what}.", "Add one to cases.yaml.", place_of(rule.id))


def _case_faults(policy: Policy, case: Case) -> Iterator[str]:
    try:
        yield from faults(policy, case)
    except (KeyError, ValueError) as error:
        yield f"has a fact that will not do: {error.args[0]}"


def _lint_catalogue(catalogue: Catalogue, policies: list[Policy], problems: Problems) -> None:
    used = {"activity"}
    vocabulary = _widest(policies)
    for control in catalogue.controls.values():
        for name in problems.each([control], lambda c: _control_names(c, vocabulary, problems)):
            used |= name
    for policy in policies:
        for rule in policy.pack.rules:
            used |= _names(rule.when)
    for name in catalogue.facts:
        if name not in used:
            problems.add(f"{name} is read by no control and no rule.", "Use it or remove it.", place_of(name))


def _control_names(control: Control, vocabulary: Vocabulary, problems: Problems) -> set[str]:
    """The facts a control reads; refuses unknown facts, and parameters that nothing reads."""
    names = set().union(*(names_in(text) for text in (control.when, control.need) if text))
    for name, parameter in control.parameters.items():
        if parameter.kind != "text" and f"p.{name}" not in names:
            problems.add(
                f"{control.id}: the parameter “{name}” is never read.",
                "Use it in need:, or make it a text.",
                place_of(control.id),
            )
    limits = {name: Limit(UNSET, p.unit) for name, p in control.parameters.items() if p.kind != "text"}
    reader = Reader(vocabulary, limits)
    for text in (control.when, control.need):
        reader.read(text or "True")
    return names


def _names(text: str) -> set[str]:
    """Names in an expression; none where it cannot be read, which is reported elsewhere."""
    try:
        return names_in(text) if text else set()
    except PolicyError:
        return set()


def _widest(policies: list[Policy]) -> Vocabulary:
    """One vocabulary with every policy’s own values, to read the catalogue by."""
    facts: dict[str, Any] = {}
    for policy in policies:
        for name, fact in policy.vocabulary.items():
            facts[name] = fact if name not in facts or len(fact.values) > len(facts[name].values) else facts[name]
    return Vocabulary(facts)


def _lint_law(catalogue: Catalogue, problems: Problems) -> None:
    for fact in catalogue.law:
        for control in fact.controls:
            if control not in catalogue.controls:
                problems.add(
                    f"{fact.id}: there is no control called “{control}”.{did_you_mean(control, catalogue.controls)}",
                    "Correct it.",
                    place_of(control),
                )
        if fact.weight not in WEIGHTS:
            problems.add(f"{fact.id}: a weight cannot be “{fact.weight}”.", f"Use one of: {', '.join(WEIGHTS)}.", None)
        if isinstance(fact.starts, dt.date) and isinstance(fact.ends, dt.date) and fact.ends < fact.starts:
            problems.add(f"{fact.id}: it ends before it starts.", "Correct the dates.", None)
