"""What differs between two versions of a policy, clause by clause. Nothing here knows who wrote or who must sign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .packs import Clause, Policy, plain

ADDED, REMOVED, REWORDED, TIGHTENED = "added", "removed", "reworded", "asks-otherwise"
SHOWN = ("label", "modality", "actor", "text")  # a clause that only moved to another section reads as it did
MEANS = ("control", "actor", "moment", "severity", "strength", "when", "parameters", "switch", "says", "tell")


@dataclass(frozen=True)
class Change:
    """One clause that differs: its words, or what the rules that rest on it ask (`before` and `after`, in plain words)."""

    id: str
    kind: str
    old: Clause | None
    new: Clause | None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def clause(self) -> Clause:
        """The clause as it stands now, or as it stood when it was taken out."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def place(self) -> str:
        """Where it stands in the document, with its label said once."""
        section = ", ".join(self.clause.section.split(" / "))
        label = self.clause.label
        return section if label in section.split(", ") or not label else f"{label}, {section}"


def changes(old: Policy, new: Policy) -> list[Change]:
    """Clauses that differ, in the order of the new version, then those that are gone in the order of the old."""
    if old.hash == new.hash:
        return []
    was, now = _asked(old), _asked(new)
    gone = [clause for clause in old.clauses if clause not in new.clauses]
    found = [_change(clause, old, new, was, now) for clause in [*new.clauses, *gone]]
    return [change for change in found if change is not None]


def _change(clause: str, old: Policy, new: Policy, was: "Asked", now: "Asked") -> Change | None:
    before, after = old.clauses.get(clause), new.clauses.get(clause)
    asked = was.get(clause, {}), now.get(clause, {})
    kind = _kind(before, after, asked)
    if kind is None:
        return None
    only_old = tuple(_lines(asked[0], asked[1]))
    only_new = tuple(_lines(asked[1], asked[0]))
    return Change(clause, kind, before, after, only_old, only_new)


def _kind(before: Clause | None, after: Clause | None, asked: tuple[Any, Any]) -> str | None:
    if before is None or after is None:
        return ADDED if before is None else REMOVED
    if any(getattr(before, name) != getattr(after, name) for name in SHOWN):
        return REWORDED
    return TIGHTENED if asked[0] != asked[1] else None


Asked = Mapping[str, Mapping[str, Mapping[str, Any]]]  # clause → rule → what the rule asks


def _asked(policy: Policy) -> Asked:
    in_use = {rule.id for rule in policy.pack.rules}
    rules = [data for data in policy.source["rules"] if data["rule"] in in_use]
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for data in rules:
        for clause in data["cites"]:
            found.setdefault(str(clause), {})[str(data["rule"])] = {name: plain(data.get(name)) for name in MEANS}
    return found


def _lines(these: Mapping[str, Mapping[str, Any]], those: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    """What rules say on one side where the other says otherwise; and the figures that differ."""
    for rule, asks in these.items():
        other = those.get(rule, {})
        if asks == other:
            continue
        yield str(asks["says"])
        figures, others = asks.get("parameters") or {}, other.get("parameters") or {}
        for name, value in figures.items():
            if value != others.get(name):
                yield f"{name.replace('_', ' ').capitalize()}: {_shown(value)}"


def _shown(value: Any) -> str:
    if value is None:
        return "not given"
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, dict):
        return f"{_shown(value.get('value'))} from {value.get('from')}"
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value).replace("_", " ")
    )
