"""From plain data to a policy the engine can decide by; every fault is named with its place and how to mend it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hometime.engine.errors import Place, PolicyError, Text, place_of
from hometime.engine.pack import MOMENTS, SEVERITIES, SIDES, STRENGTHS, Control, Dated, Parameter, Rule, Tell
from hometime.engine.reading import UNSET
from hometime.engine.vocabulary import KINDS, SOURCES, Fact, Vocabulary
from hometime.lib.text import did_you_mean

from .problems import Lazily, Problems, insist_on_keys, insist_on_one_of, whole_number

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
    "kind", "unit", "values", "ask", "hint", "source", "stale_after", "change", "until_said", "until_said_for",
    "recorded_for", "usual", "min", "max",
}  # fmt: skip
CONTROL_KEYS = {
    "area", "title", "question", "check", "evidence", "act", "page", "activities", "parameters", "when", "need",
    "warn_days", "as_long_as", "todo",
}  # fmt: skip
RULE_KEYS = {
    "rule", "control", "cites", "strength", "actor", "moment", "severity", "why", "says", "as_long_as", "when",
    "parameters", "tell", "switch",
}  # fmt: skip


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


def build_fact(name: str, data: Mapping[str, Any], extra: Mapping[str, str] | None = None) -> Fact:
    """One fact of the vocabulary; `extra` are values a policy adds (the tools on its own list)."""
    insist_on_keys(name, data, required={"kind", "ask", "source"}, allowed=FACT_KEYS)
    insist_on_one_of("kind", data["kind"], KINDS)
    insist_on_one_of("source", data["source"], SOURCES)
    change = data.get("change") or {}
    insist_on_one_of("who", change.get("who", "staff"), WHO)
    own = extra or {}
    shared = {k: v for k, v in (data.get("values") or {}).items() if k not in own}
    values = {str(k): str(v) for k, v in {**own, **shared}.items()}
    if data.get("usual"):
        insist_on_one_of("usual", data["usual"], tuple(values))
    fact = Fact(
        name=str(name),
        kind=str(data["kind"]),
        ask=str(data["ask"]),
        source=str(data["source"]),
        values=values,
        hint=str(data.get("hint") or ""),
        unit=str(data.get("unit") or ""),
        stale_after=whole_number(name, "stale_after", data["stale_after"])
        if data.get("stale_after") is not None
        else None,
        who=str(change.get("who", "staff")),
        effort=whole_number(name, "effort", change.get("effort", 1)),
        how=str(change.get("how") or ""),
        until_said_for=tuple(str(a) for a in data.get("until_said_for") or ()),
        recorded_for={str(k): v for k, v in (data.get("recorded_for") or {}).items()},
        usual=str(data.get("usual") or ""),
        minimum=whole_number(name, "min", data.get("min", 0)),
        maximum=whole_number(name, "max", data.get("max", 100_000)),
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
    insist_on_keys(slug, data, required={"title", "question", "check", "evidence", "need"}, allowed=CONTROL_KEYS)
    insist_on_one_of("check", data["check"], CHECKS)
    known = tuple(activities)
    for activity in data.get("activities") or ():
        insist_on_one_of("activity", activity, known)
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
        warn_days=whole_number(slug, "warn_days", data.get("warn_days", 30)),
        as_long_as=str(data.get("as_long_as") or ""),
        todo=str(data.get("todo") or ""),
    )


def build_rule(data: Mapping[str, Any], controls: Mapping[str, Control], actors: Mapping[str, Any]) -> Rule:
    """A rule of a policy, with the control it adopts and its parameters; a PolicyError says what will not do."""
    _insist_on_a_sound_rule(data, controls, actors)
    name, control = data["rule"], controls[data["control"]]
    side = str(actors[data["actor"]]["side"])
    insist_on_one_of("side", side, SIDES)
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


def _insist_on_a_sound_rule(
    data: Mapping[str, Any], controls: Mapping[str, Control], actors: Mapping[str, Any]
) -> None:
    insist_on_keys(
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
        insist_on_one_of(key, data[key], allowed)
    insist_on_one_of("actor", data["actor"], tuple(actors))
    if USUAL_SEVERITY[data["strength"]] != data["severity"] and not data.get("why"):
        raise PolicyError(
            f"{name}: “{data['strength']}” is {data['severity']} and nothing says why.",
            "Add why:, or use the usual severity.",
            place_of(name),
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
    insist_on_keys(name, data, required={"kind"}, allowed={"kind", "unit", "min", "max", "meaning"})
    insist_on_one_of("kind", data["kind"], tuple(OF_KIND))
    return Parameter(
        str(name),
        str(data["kind"]),
        str(data.get("unit") or ""),
        str(data.get("meaning") or ""),
        data.get("min"),
        data.get("max"),
    )


def _expression(value: Any) -> str:
    """YAML reads `true` and plain numbers as values; an expression is always text."""
    if isinstance(value, bool):
        return str(value)
    return value if isinstance(value, Text) else str(value or "")
