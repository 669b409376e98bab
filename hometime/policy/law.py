"""Law and guidance as dated facts: they stand beside rules, so that law can be told from local habit, and change no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .files import read_yaml

WEIGHTS = ("law", "statutory-guidance", "expectation", "local")  # the weightiest first


@dataclass(frozen=True)
class LawFact:
    """A dated fact of law or guidance that bears on controls; weight tells law from local habit."""

    id: str
    title: str
    rule: str
    weight: str
    source: str
    nation: str
    starts: Any
    ends: Any
    controls: tuple[str, ...]
    data: Any = None


def read_law(root: Path) -> tuple[LawFact, ...]:
    """Every fact of law under a folder of packs, file by file."""
    return tuple(
        LawFact(
            id=str(f["id"]),
            title=str(f["title"]),
            rule=str(f["rule"]),
            weight=str(f["weight"]),
            source=_source(f.get("source")),
            nation=str(f.get("nation") or ""),
            starts=f.get("from"),
            ends=f.get("to"),
            controls=tuple(str(c) for c in f.get("controls") or ()),
            data=f.get("data"),
        )
        for path in sorted((root / "law").glob("*.yaml"))
        for f in read_yaml(path) or []
    )


def _source(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(v) for v in value.values() if v)
    return " ".join(_source(v) for v in value) if isinstance(value, list) else str(value or "")
