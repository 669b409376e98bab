"""From plain data to a policy the engine can decide by; every fault is named with its place and how to mend it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from hometime.engine.errors import Place, PolicyError, Text, place_of
from hometime.engine.pack import MOMENTS, SEVERITIES, SIDES, STRENGTHS, Control, Dated, Parameter, Rule, Tell
from hometime.engine.reading import UNSET
from hometime.engine.vocabulary import KINDS, SOURCES, Fact, Vocabulary
from hometime.lib.text import did_you_mean

T = TypeVar("T")
OF_KIND: dict[str, Callable[[Any], bool]] = {
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "enum": lambda value: isinstance(value, str),
    "set": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "text": lambda value: True,
}
CHECKS = ("automatic", "attested", "inspected", "informational")
WHO = ("staff", "IT", "head", "manager", "nobody")
USUAL_SEVERITY = {
    "must": "STOP",
    "must-not": "STOP",
    "should": "CAUTION",
    "should-not": "CAUTION",
    "may": "none",
    "guidance": "none",
}

FACT_KEYS = {
    "kind",
    "unit",
    "values",
    "ask",
    "hint",
    "source",
    "stale_after",
    "change",
    "until_said",
    "until_said_for",
    "recorded_for",
    "usual",
    "min",
    "max",
}
CONTROL_KEYS = {
    "area",
    "title",
    "question",
    "check",
    "evidence",
    "act",
    "page",
    "activities",
    "parameters",
    "when",
    "need",
    "warn_days",
    "as_long_as",
    "todo",
}
RULE_KEYS = {
    "rule",
    "control",
    "cites",
    "strength",
    "actor",
    "moment",
    "severity",
    "why",
    "says",
    "as_long_as",
    "when",
    "parameters",
    "tell",
    "switch",
}


@dataclass(frozen=True)
class Activity:
    """Something a person may want to do; `gives` are facts the choice itself settles, as plain data.

    `could_change` are those of them a person might do otherwise to make it OK (go home instead of the café).
    """

    slug: str
    title: str
    hint: str = ""
    gives: Mapping[str, Any] = field(default_factory=dict)
    already_happened: bool = False
    could_change: tuple[str, ...] = ()


class Lazily(Mapping[str, T]):
    """Entries of plain data, each built when first asked for."""

    def __init__(self, data: Mapping[str, Any], build: Callable[[str, Any], T]):
        self._data, self._build = data, build
        self._built: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._built:
            self._built[name] = self._build(name, self._data[name])
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


@dataclass
class Problems:
    """Faults found so far: the first is raised at once, unless a linter means to `go_on` and collect them.

    `trusting`: the data was checked when it was published, so what nothing asks for need not be built.
    """

    go_on: bool = False
    trusting: bool = False
    found: list[PolicyError] = field(default_factory=list)

    def each(self, items: Iterable[Any], build: Callable[[Any], Any]) -> list[Any]:
        """What could be built; what could not is a problem."""
        built = []
        for item in items:
            try:
                built.append(build(item))
            except PolicyError as error:
                if not self.go_on:
                    raise
                self.found.append(error)
        return built

    def add(self, what: str, mend: str, place: Place | None) -> None:
        error = PolicyError(what, mend, place)
        if not self.go_on:
            raise error
        self.found.append(error)


def build_fact(name: str, data: Mapping[str, Any], extra: Mapping[str, str] | None = None) -> Fact:
    """One fact of the vocabulary; `extra` are values a policy adds (the tools on its own list)."""
    _keys(name, data, required={"kind", "ask", "source"}, allowed=FACT_KEYS)
    _one_of("kind", data["kind"], KINDS)
    _one_of("source", data["source"], SOURCES)
    change = data.get("change") or {}
    _one_of("who", change.get("who", "staff"), WHO)
    own = extra or {}
    shared = {k: v for k, v in (data.get("values") or {}).items() if k not in own}
    values = {str(k): str(v) for k, v in {**own, **shared}.items()}
    if data.get("usual"):
        _one_of("usual", data["usual"], tuple(values))
    fact = Fact(
        name=str(name),
        kind=str(data["kind"]),
        ask=str(data["ask"]),
        source=str(data["source"]),
        values=values,
        hint=str(data.get("hint") or ""),
        unit=str(data.get("unit") or ""),
        stale_after=_whole(name, "stale_after", data["stale_after"]) if data.get("stale_after") is not None else None,
        who=str(change.get("who", "staff")),
        effort=_whole(name, "effort", change.get("effort", 1)),
        how=str(change.get("how") or ""),
        until_said_for=tuple(str(a) for a in data.get("until_said_for") or ()),
        recorded_for={str(k): v for k, v in (data.get("recorded_for") or {}).items()},
        usual=str(data.get("usual") or ""),
        minimum=_whole(name, "min", data.get("min", 0)),
        maximum=_whole(name, "max", data.get("max", 100_000)),
    )
    return replace(fact, until_said=fact.hold(data["until_said"])) if "until_said" in data else fact


def build_vocabulary(data: Mapping[str, Any], about: Mapping[str, Any], problems: Problems) -> Vocabulary:
    """All facts, with what a policy adds: its own `values` of a fact, and what it takes for granted `until_said`."""
    values, until_said = about.get("values") or {}, about.get("until_said") or {}
    for name in (*values, *until_said):
        if name not in data:
            what = f"values: there is no fact called “{name}”.{did_you_mean(name, data)}"
            problems.add(what, "Correct the name.", place_of(name))
    granted = {name: {"until_said": s.get("value"), "until_said_for": s.get("for")} for name, s in until_said.items()}

    def build(name: str, fact: Mapping[str, Any]) -> Fact:
        return build_fact(name, {**fact, **granted.get(name, {})}, values.get(name))

    if problems.trusting:
        return Vocabulary(Lazily(data, build))
    built = problems.each(data.items(), lambda item: build(*item))
    return Vocabulary({fact.name: fact for fact in built})


def build_control(slug: str, data: Mapping[str, Any], activities: Mapping[str, Any]) -> Control:
    _keys(slug, data, required={"title", "question", "check", "evidence", "need"}, allowed=CONTROL_KEYS)
    _one_of("check", data["check"], CHECKS)
    known = tuple(activities)
    for activity in data.get("activities") or ():
        _one_of("activity", activity, known)
    if data["check"] == "informational" and not data.get("page"):
        raise PolicyError(
            f"{slug} is informational but names no page.",
            "Add page: the name of the page that shows it.",
            place_of(slug),
        )
    return Control(
        id=slug,
        area=str(data.get("area") or ""),
        title=str(data["title"]),
        question=str(data["question"]),
        check=str(data["check"]),
        evidence=str(data["evidence"]),
        need=_expression(data["need"]),
        when=_expression(data.get("when")),
        activities=tuple(str(a) for a in data.get("activities") or ()),
        parameters={str(name): _parameter(name, p) for name, p in (data.get("parameters") or {}).items()},
        act=str(data.get("act") or ""),
        page=str(data.get("page") or ""),
        warn_days=_whole(slug, "warn_days", data.get("warn_days", 30)),
        as_long_as=str(data.get("as_long_as") or ""),
        todo=str(data.get("todo") or ""),
    )


def build_rule(data: Mapping[str, Any], controls: Mapping[str, Control], actors: Mapping[str, Any]) -> Rule:
    _keys(
        data.get("rule", "a rule"),
        data,
        required={"rule", "control", "cites", "strength", "actor", "moment", "severity", "says"},
        allowed=RULE_KEYS,
    )
    name = data["rule"]
    if not isinstance(data["cites"], list):
        raise PolicyError(f"{name}: cites should be a list of clauses.", "Write cites: [A1, A2].", place_of(name))
    if data["control"] not in controls:
        raise PolicyError(
            f"There is no control called “{data['control']}”.{did_you_mean(data['control'], controls)}",
            "Correct the name.",
            place_of(data["control"]),
        )
    for key, allowed in (("strength", STRENGTHS), ("moment", MOMENTS), ("severity", SEVERITIES)):
        _one_of(key, data[key], allowed)
    _one_of("actor", data["actor"], tuple(actors))
    if USUAL_SEVERITY[data["strength"]] != data["severity"] and not data.get("why"):
        raise PolicyError(
            f"{name}: “{data['strength']}” is {data['severity']} and nothing says why.",
            "Add why:, or use the usual severity.",
            place_of(name),
        )
    control = controls[data["control"]]
    side = str(actors[data["actor"]]["side"])
    _one_of("side", side, SIDES)
    return Rule(
        id=name,
        control=control,
        cites=tuple(data["cites"]),
        strength=str(data["strength"]),
        actor=str(data["actor"]),
        side=side,
        moment=str(data["moment"]),
        severity=str(data["severity"]),
        says=str(data["says"]),
        why=str(data.get("why") or ""),
        as_long_as=str(data.get("as_long_as") or control.as_long_as),
        when=_expression(data.get("when")),
        parameters={
            str(key): dated(name, key, value, control) for key, value in (data.get("parameters") or {}).items()
        },
        tell=tuple(Tell(str(t["role"]), str(t.get("by") or "")) for t in data.get("tell") or ()),
    )


def dated(rule: str, name: str, value: Any, control: Control) -> Dated:
    """A parameter’s values in time, of the kind its control declares; null is unset."""
    if name not in control.parameters:
        raise PolicyError(
            f"{rule}: {control.id} has no parameter “{name}”.{did_you_mean(name, control.parameters)}",
            "Declare it with the control.",
            place_of(name),
        )
    parameter = control.parameters[name]
    if not (isinstance(value, list) and value and all(isinstance(v, Mapping) and "from" in v for v in value)):
        return Dated(((dt.date.min, _of_kind(rule, parameter, value, place_of(name))),))
    starts = [v["from"] for v in value]
    if any(not isinstance(s, dt.date) for s in starts) or starts != sorted(set(starts)):
        raise PolicyError(
            f"{rule}: the dates of “{name}” are not in order.", "Put the earliest first, each once.", place_of(name)
        )
    return Dated(tuple((v["from"], _of_kind(rule, parameter, v.get("value"), place_of(name))) for v in value))


def _of_kind(rule: str, parameter: Parameter, value: Any, place: Place | None) -> Any:
    if value is None:
        return UNSET
    if not OF_KIND[parameter.kind](value):
        raise PolicyError(
            f"{rule}: “{parameter.name}” should be of kind {parameter.kind}, not {value!r}.",
            "Correct the value.",
            place,
        )
    low, high = parameter.minimum, parameter.maximum
    if parameter.kind == "int" and ((low is not None and value < low) or (high is not None and value > high)):
        raise PolicyError(
            f"{rule}: “{parameter.name}” is {value}, outside {low} to {high}.", "Correct the figure.", place
        )
    return tuple(value) if isinstance(value, list) else value


def _parameter(name: str, data: Mapping[str, Any]) -> Parameter:
    _keys(name, data, required={"kind"}, allowed={"kind", "unit", "min", "max", "meaning"})
    _one_of("kind", data["kind"], tuple(OF_KIND))
    return Parameter(
        str(name),
        str(data["kind"]),
        str(data.get("unit") or ""),
        str(data.get("meaning") or ""),
        data.get("min"),
        data.get("max"),
    )


def _whole(name: object, key: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PolicyError(
        f"{name}: {key} should be a whole number, not “{value}”.", "Correct it.", place_of(value) or place_of(name)
    )


def _expression(value: Any) -> str:
    """YAML reads `true` and plain numbers as values; an expression is always text."""
    if isinstance(value, bool):
        return str(value)
    return value if isinstance(value, Text) else str(value or "")


def _keys(name: object, data: Any, required: set[str], allowed: set[str]) -> None:
    if isinstance(data, dict) and data.keys() <= allowed and all(map(data.get, required)):
        return
    place = place_of(name) or place_of(data)
    if not isinstance(data, Mapping):
        raise PolicyError(f"{name} should be a list of named values.", "Indent its lines.", place)
    for key in data:
        if key not in allowed:
            raise PolicyError(
                f"{name}: “{key}” is not known here.{did_you_mean(key, allowed)}",
                "Correct or remove it.",
                place_of(key) or place,
            )
    lacking = sorted(key for key in required if data.get(key) in (None, ""))
    if lacking:
        raise PolicyError(f"{name}: {', '.join(lacking)} is missing.", "Add it.", place)


def _one_of(key: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise PolicyError(
            f"{key} cannot be “{value}”.{did_you_mean(str(value), allowed)}",
            f"Use one of: {', '.join(allowed)}.",
            place_of(value),
        )
