"""How a policy is laid out to be read: its parts in printed order, what stands beside a clause, where it argues, where it is silent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hometime.engine.pack import Control, Rule

from .law import WEIGHTS, LawFact
from .packs import Clause, Policy
from .wording import SEVERITIES, TONES, area

FINER = re.compile(r" / | bullet \d| question$| \(\d+\)")
BARE = re.compile(r"(\d+)(\.\d+)*\.?")
LONG = 30  # clauses in a part, above which it gets a way about of its own


@dataclass(frozen=True)
class Group:
    """Clauses that share a printed label."""

    label: str
    clauses: list[Clause]

    @property
    def anchor(self) -> str:
        return f"at-{self.clauses[0].id}"


@dataclass(frozen=True)
class Part:
    """A part of the document: its heading, and its clauses by label."""

    title: str
    groups: list[Group]

    @property
    def anchor(self) -> str:
        return f"part-{self.groups[0].clauses[0].id}"

    @property
    def count(self) -> int:
        return sum(len(group.clauses) for group in self.groups)

    @property
    def is_long(self) -> bool:
        return self.count > LONG


def parts(policy: Policy) -> list[Part]:
    """The clauses in printed order, under the headings of the document; bare numbers are gathered by their first."""
    found = groupby(policy.clauses.values(), key=lambda clause: heading(clause.section))
    return [Part(title, _groups(title, list(clauses))) for title, clauses in found]


def heading(section: str) -> str:
    """“Key Principles / xix.a” stands under “Key Principles”, “11.4 bullet 2” under “Part 11”."""
    words = FINER.split(section)[0].strip()
    bare = BARE.fullmatch(words)
    return f"Part {bare[1]}" if bare else words


def _groups(title: str, clauses: list[Clause]) -> list[Group]:
    rows = groupby(clauses, key=lambda clause: clause.label)
    return [Group("" if label == title else label, list(same)) for label, same in rows]


def beside(policy: Policy, clause: str) -> tuple[Clause | None, Clause | None]:
    """The clauses before and after one, in printed order."""
    ids = list(policy.clauses)
    at = ids.index(clause)
    before = policy.clauses[ids[at - 1]] if at else None
    after = policy.clauses[ids[at + 1]] if at + 1 < len(ids) else None
    return before, after


def tensions_with(policy: Policy, clause: str) -> list[Mapping[str, Any]]:
    return [tension for tension in policy.tensions if clause in (tension.get("clauses") or ())]


def severity_tags(rules: list[Rule]) -> list[dict[str, str]]:
    """The levels at which the rules of a clause count, worst first, each once."""
    worst_first = [name for name in ("STOP", "BEWARE", "CAUTION", "OK") if any(rule.severity == name for rule in rules)]
    return [{"words": SEVERITIES[name], "tone": TONES[name]} for name in worst_first]


def rules_of_control(policy: Policy, control: str) -> list[Rule]:
    return [rule for rule in policy.pack.rules if rule.control.id == control]


def law_beside(policy: Policy, rules: list[Rule]) -> list[LawFact]:
    """The law and guidance that bear on the controls of some rules, each once, law first."""
    found = {fact.id: fact for rule in rules for fact in policy.catalogue.law_for(rule.control.id)}
    return sorted(found.values(), key=lambda fact: WEIGHTS.index(fact.weight))


@dataclass(frozen=True)
class Silence:
    """Controls of one area that a policy does not adopt."""

    title: str
    controls: list[Control]
    adopted: int


def silences(policy: Policy) -> list[Silence]:
    """What other policies ask and this one does not speak of, by area, in the order of the catalogue."""
    adopted = {rule.control.id for rule in policy.pack.rules}
    by_area: dict[str, list[Control]] = {}
    for control in policy.catalogue.controls.values():
        by_area.setdefault(control.area, []).append(control)
    return [
        Silence(area(slug), [c for c in all_ if c.id not in adopted], sum(c.id in adopted for c in all_))
        for slug, all_ in by_area.items()
    ]


def cited_in(data: Any, under: tuple[str, ...] = ("clauses",)) -> Iterator[str]:
    """Every clause that a part of pack.yaml lists under these keys, in order."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from value if key in under and isinstance(value, list) else cited_in(value, under)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from cited_in(value, under)
