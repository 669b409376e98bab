"""A policy laid out for reading before signing: its clauses by section, in the order they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hometime.policy.packs import Clause, Policy


@dataclass(frozen=True)
class Section:
    title: str
    clauses: tuple[Clause, ...]


def by_section(policy: Policy) -> list[Section]:
    """Sections by the first part of their name; paragraph and bullet are left to the label."""
    found: dict[str, list[Clause]] = {}
    for clause in policy.clauses.values():
        found.setdefault(clause.section.split(" / ")[0], []).append(clause)
    return [Section(title, tuple(clauses)) for title, clauses in found.items()]


def handout_lights(policy: Policy) -> list[Mapping[str, Any]]:
    """The panels of the handout that have something in them, gravest first."""
    handout = policy.about.get("handout") or {}
    levels = ("stop", "beware", "caution", "ok")
    panels = [{"level": level, **(handout.get(level) or {})} for level in levels]
    return [panel for panel in panels if panel.get("rows")]
