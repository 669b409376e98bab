"""`hometime policy coverage`: clause by clause, what serves it and what is not yet built."""

from collections.abc import Mapping
from typing import Any

from hometime.engine.pack import Rule

from .packs import Clause, Policy


def coverage(policy: Policy, built: frozenset[str] | None = None) -> dict[str, Any]:
    """Counts and rows for one policy. `built` are the URL names that exist; None leaves the question open.

    `served` counts operative clauses that a rule cites.
    """
    rows = [_row(policy, clause, built) for clause in policy.clauses.values()]
    operative = [row for row in rows if row["operative"]]
    return {
        "clauses": len(rows),
        "operative": len(operative),
        "served": sum(bool(row["served_by"]) for row in operative),
        "shown": sum(bool(row["shown"] or row["served_by"]) for row in rows),
        "not_yet_built": sorted({name for row in rows for name in row["not_yet_built"]}),
        "rows": rows,
    }


def _row(policy: Policy, clause: Clause, built: frozenset[str] | None) -> dict[str, Any]:
    served = [_served_by(rule) for rule in policy.rules_by_clause.get(clause.id, [])]
    places = {s["page"] for s in served if s["page"]}
    return {
        "id": clause.id,
        "label": clause.label,
        "modality": clause.modality,
        "operative": clause.is_operative,
        "served_by": served,
        "shown": clause.shown,
        "not_yet_built": sorted(places - built) if built is not None else [],
    }


def _served_by(rule: Rule) -> Mapping[str, str]:
    control = rule.control
    return {
        "rule": rule.id,
        "control": control.id,
        "check": control.check,
        "evidence": control.evidence,
        "page": control.page or control.act,
    }


def lacking(report: Mapping[str, Any]) -> list[str]:
    """Operative clauses that no rule serves, by id."""
    return [row["id"] for row in report["rows"] if row["operative"] and not row["served_by"]]
