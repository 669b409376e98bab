"""A policy as loaded: the rules the engine decides by, and all that people read beside them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import rfc8785

from hometime.engine.errors import PolicyError, place_of
from hometime.engine.pack import Control, Pack, Rule
from hometime.engine.vocabulary import Vocabulary
from hometime.lib.text import did_you_mean

from .building import Activity, build_control, build_rule, build_vocabulary
from .files import PACKS, pack_folders, read_csv, read_yaml
from .law import LawFact, read_law
from .problems import Lazily, Problems

OPERATIVE = ("must", "must-not", "should", "should-not", "may", "guidance", "consequence")


class Clause(NamedTuple):
    """One clause as printed: label and section of the document, text in our own words; `shown` is where a clause no rule cites stands."""

    id: str
    label: str
    section: str
    modality: str
    actor: str
    text: str
    shown: str = ""

    @property
    def is_operative(self) -> bool:
        return self.modality in OPERATIVE


@dataclass(frozen=True)
class Catalogue:
    """The shared vocabulary: facts (plain data, as a policy may add values), controls, activities, actors, law."""

    facts: Mapping[str, Any]
    controls: Mapping[str, Control]
    activities: Mapping[str, Activity]
    actors: Mapping[str, Any]
    law: tuple[LawFact, ...] = ()
    source: Mapping[str, Any] = field(repr=False, default_factory=dict)

    def law_for(self, control: str) -> list[LawFact]:
        return [fact for fact in self.law if control in fact.controls]


@dataclass(frozen=True)
class Policy:
    """One version of one organisation’s policy."""

    slug: str
    version: str
    catalogue: Catalogue
    about: Mapping[str, Any]
    clauses: Mapping[str, Clause]
    pack: Pack
    source: Mapping[str, Any] = field(repr=False, default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.about.get("title", self.slug))

    @property
    def organisation(self) -> str:
        """Whose policy it is, as printed; empty where the document does not say."""
        name = str((self.about.get("organisation") or {}).get("name") or "")
        return "" if name == "unset" else name

    @property
    def name(self) -> str:
        """How people tell policies apart: whose it is, and its title."""
        return f"{self.organisation}: {self.title}" if self.organisation else self.title

    @property
    def vocabulary(self) -> Vocabulary:
        return self.pack.vocabulary

    @property
    def leaves_out(self) -> frozenset[str]:
        """The groups of people it does not cover, in its own words: “volunteers”, say."""
        return frozenset((self.about.get("people") or {}).get("excluded") or ())

    @property
    def tensions(self) -> list[Mapping[str, Any]]:
        return list(self.about.get("tensions") or [])

    @cached_property
    def rules_by_clause(self) -> dict[str, list[Rule]]:
        """Rules that cite each clause, by clause id."""
        found: dict[str, list[Rule]] = {}
        for rule in self.pack.rules:
            for clause in rule.cites:
                found.setdefault(clause, []).append(rule)
        return found

    @cached_property
    def text(self) -> str:
        """The whole policy as JSON, catalogue included, in the order people see: what publishing keeps."""
        return json.dumps(plain(self.source), ensure_ascii=False)

    @cached_property
    def hash(self) -> str:
        """The name of this version: SHA-256 of its canonical text."""
        return hashlib.sha256(canonical(self.source)).hexdigest()

    def role_name(self, role: str) -> str:
        """What the document calls a role."""
        return str((self.about.get("terms") or {}).get(role) or role.replace("-", " "))


def canonical(data: Any) -> bytes:
    """The one text (RFC 8785 JSON) by which a version is known."""
    return rfc8785.dumps(plain(data))


def plain(data: Any) -> Any:
    """Data as JSON can hold it: dates as ISO text, texts without their places."""
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    if data is None or isinstance(data, bool | int):
        return data
    return data.isoformat() if hasattr(data, "isoformat") else str(data)


def read_catalogue(root: Path = PACKS, problems: Problems | None = None) -> Catalogue:
    """The catalogue on disk; raises at the first fault unless `problems` collects them."""
    problems = problems or Problems()
    return build_catalogue(read_catalogue_source(root, problems), read_law(root), problems)


def read_catalogue_source(root: Path, problems: Problems) -> dict[str, Any]:
    """The catalogue on disk as plain data, `activity` first among the facts."""
    folder = root / "catalogue"
    facts: dict[str, Any] = {}
    for path in sorted((folder / "facts").glob("*.yaml")):
        facts.update(_fresh(facts, read_yaml(path) or {}, problems))
    controls: dict[str, Any] = {}
    for path in sorted((folder / "controls").glob("*.yaml")):
        controls.update(_fresh(controls, read_yaml(path) or {}, problems))
        for data in controls.values():
            data.setdefault("area", path.stem) if isinstance(data, dict) else None
    first = {"activity": facts.pop("activity")} if "activity" in facts else {}
    return {
        "facts": {**first, **facts},
        "controls": controls,
        "activities": read_yaml(folder / "activities.yaml"),
        "actors": read_yaml(folder / "actors.yaml"),
    }


def build_catalogue(
    source: Mapping[str, Any], law: tuple[LawFact, ...] = (), problems: Problems | None = None
) -> Catalogue:
    """A catalogue from its plain data."""
    problems = problems or Problems()
    activities = {str(slug): _activity(str(slug), data) for slug, data in source["activities"].items()}
    controls: Mapping[str, Control]
    if problems.trusting:
        controls = Lazily(source["controls"], lambda name, data: build_control(name, data, activities))
    else:
        built = problems.each(source["controls"].items(), lambda item: build_control(item[0], item[1], activities))
        controls = {control.id: control for control in built}
    return Catalogue(source["facts"], controls, activities, source["actors"], law, source)


def _activity(slug: str, data: Mapping[str, Any]) -> Activity:
    return Activity(
        slug=slug,
        title=str(data["title"]),
        hint=str(data.get("hint") or ""),
        gives=data.get("gives") or {},
        already_happened=bool(data.get("already_happened")),
        could_change=tuple(str(name) for name in data.get("could_change") or ()),
    )


def read_pack_source(folder: Path) -> dict[str, Any]:
    """One version folder as plain data: the policy’s own words, its clauses and its rules."""
    rules = [rule for path in sorted((folder / "rules").glob("*.yaml")) for rule in read_yaml(path) or []]
    return {"about": read_yaml(folder / "pack.yaml") or {}, "clauses": read_csv(folder / "clauses.csv"), "rules": rules}


def build_policy(
    slug: str, source: Mapping[str, Any], catalogue: Catalogue, problems: Problems | None = None
) -> Policy:
    """A policy from its plain data; raises at the first fault unless `problems` collects them."""
    problems = problems or Problems()
    about = source["about"]
    vocabulary = build_vocabulary(catalogue.facts, about, problems)
    clauses = {str(row["id"]): _clause(row) for row in source["clauses"]}
    switches = about.get("switches") or {}
    wanted = [data for data in source["rules"] if _is_on(data, switches, problems)]
    rules = problems.each(
        wanted, lambda data: _checked(build_rule(data, catalogue.controls, catalogue.actors), data, clauses)
    )
    _refuse_twins(source["rules"], problems)
    happened = frozenset(a.slug for a in catalogue.activities.values() if a.already_happened)
    pack = Pack(slug, str(about.get("version", "1")), vocabulary, tuple(rules), happened)
    if not problems.go_on:
        pack.compile()
    return Policy(slug, pack.version, catalogue, about, clauses, pack, {**catalogue.source, **source})


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships with the product."""
    return read_catalogue()


@lru_cache(maxsize=16)
def shipped(slug: str) -> Policy:
    """A pack that ships with the product, newest version. KeyError names the nearest right slug."""
    folders = pack_folders()
    if slug not in folders:
        raise KeyError(
            f"There is no pack called “{slug[:60]}”.{did_you_mean(slug, folders)} Packs: {', '.join(folders)}."
        )
    return build_policy(slug, read_pack_source(folders[slug]), catalogue())


def published(text: str) -> Policy:
    """A policy from the text of a published version: its meaning, catalogue included, is what it was then."""
    source = json.loads(text)
    trusting = Problems(trusting=True)
    return build_policy(source["about"]["pack"], source, build_catalogue(source, catalogue().law, trusting), trusting)


def _checked(rule: Rule, data: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Rule:
    for clause in data["cites"]:
        if clause not in clauses:
            raise PolicyError(
                f"{rule.id} cites {clause}, which is not a clause of this policy.{did_you_mean(clause, clauses)}",
                "Correct the clause.",
                place_of(clause),
            )
    if not rule.cites:
        raise PolicyError(f"{rule.id} cites no clause.", "Name the clauses it comes from.", place_of(data["rule"]))
    return rule


def _is_on(data: Mapping[str, Any], switches: Mapping[str, Any], problems: Problems) -> bool:
    """A rule that hangs on a switch is part of the policy only while the switch is on."""
    name = data.get("switch")
    if not name:
        return True
    if name not in switches:
        problems.add(
            f"{data.get('rule')}: there is no switch called “{name}”.{did_you_mean(name, switches)}",
            "Add it to pack.yaml.",
            place_of(name),
        )
        return False
    return bool(switches[name]["on"])


def _refuse_twins(rules: list[Mapping[str, Any]], problems: Problems) -> None:
    seen: set[str] = set()
    for data in rules:
        name = data.get("rule")
        if name in seen:
            problems.add(f"Two rules are called “{name}”.", "Give one of them another name.", place_of(name))
        seen.add(str(name))


def _fresh(known: Mapping[str, Any], data: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    for name in data:
        if name in known:
            problems.add(f"“{name}” is already in the catalogue.", "Keep one of them.", place_of(name))
    return {name: value for name, value in data.items() if name not in known}


def _clause(row: Mapping[str, str]) -> Clause:
    return Clause(*[str(row.get(key) or "") for key in Clause._fields])
