"""An answer as it was shown, as plain data: enough to show it again years later without the policy or the catalogue."""

from collections.abc import Mapping
from typing import Any

from hometime.engine.vocabulary import Facts
from hometime.policy.packs import Clause, Policy

from .answers import YOU_SAID, Answer, Reason, as_json, grouped, reminder, task
from .values import shown_value
from .words import (
    arguments,
    has_happened,
    labels,
    last_day,
    lasts_until,
    mends,
    route,
    settles,
    somebody,
    summary,
    ways,
    whom_to_tell,
)

SECTIONS = ("broken", "open_gates", "not_on_record", "rests_on")


def as_shown(answer: Answer, people: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The answer’s JSON with every question, value and name in the words the person saw.

    `sections` lists rules by id in the order shown; `words` holds, by rule, what only people read; `facts` and `sources` are all that it
    rests on, so that anybody can work it out again. `people` names who holds a role.
    """
    sections = {name: list(getattr(answer, name)) for name in SECTIONS}
    return {
        **as_json(answer),
        **_about(answer),
        **_to_turn_to(answer, people or {}),
        "facts": answer.policy.vocabulary.show(answer.facts),
        "sources": {name: answer.sources.get(name, "") for name in answer.facts},
        "said": [_said(answer, name) for name in answer.facts if is_shown(answer, name)],
        "sections": {name: [reason.rule.id for reason in reasons] for name, reasons in sections.items()},
        "words": {
            reason.rule.id: _words(answer, reason, name) for name, reasons in sections.items() for reason in reasons
        },
        "as_long_as": _lines(grouped(answer.as_long_as, reminder)),
        "to_do": _lines(grouped(answer.to_do, task)),
        "asks": [_ask(answer, name) for name in answer.ask_next],
        "silent_words": [silent_words(answer.policy, name) for name in answer.silent_on],
        "arguments": arguments(answer),
    }


def _about(answer: Answer) -> dict[str, Any]:
    policy = answer.policy
    activity = policy.catalogue.activities.get(answer.activity)
    return {
        "title": policy.title,
        "organisation": policy.organisation,
        "activity_title": activity.title if activity else "",
        "has_happened": has_happened(answer),
        "summary": summary(answer),
        "lasts_until": lasts_until(answer),
    }


def _to_turn_to(answer: Answer, people: Mapping[str, str]) -> dict[str, Any]:
    policy = answer.policy
    named = [str(each["role"]) for each in policy.about.get("contacts") or []]
    return {
        "tells": whom_to_tell(answer, people),
        "ways": ways(answer, people),
        "ask_whom": [somebody(policy, role, people) for role in route(policy)],
        "contacts": [somebody(policy, role, people) for role in named if role not in route(policy)],
    }


def sections_of(shown: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The reasons of a kept answer by section, each rule with its words, ready for a page."""
    rules = {rule["rule"]: {**rule, **shown["words"].get(rule["rule"], {})} for rule in shown["rules"]}
    return {name: [rules[rule] for rule in ids] for name, ids in shown["sections"].items()}


def facts_of(shown: dict[str, Any], vocabulary: Any) -> tuple[Facts, dict[str, str], list[str]]:
    """What a kept answer rests on, for a policy to answer: facts, their sources, and the names that policy has no word for."""
    facts, strange = {}, []
    for name, value in shown["facts"].items():
        try:
            facts[name] = vocabulary[name].hold(value)
        except (KeyError, ValueError):
            strange.append(name)
    return facts, {name: source for name, source in shown["sources"].items() if name in facts}, strange


def said_in(shown: dict[str, Any]) -> dict[str, Any]:
    """What the person themselves said, as plain data."""
    return {
        name: value
        for name, value in shown["facts"].items()
        if shown["sources"].get(name) == YOU_SAID and name != "activity"
    }


def is_shown(answer: Answer, name: str) -> bool:
    """Whether a fact belongs on the page: it bears on the answer, or the person said it."""
    return name != "activity" and (name in answer.bears_on or name in answer.said)


def _lines(groups: list[tuple[str, list[Clause]]]) -> list[dict[str, Any]]:
    return [{"words": text, "cites": labels(clauses)} for text, clauses in groups]


def _said(answer: Answer, name: str) -> dict[str, Any]:
    fact, value = answer.policy.vocabulary[name], answer.facts[name]
    return {
        "fact": name,
        "ask": fact.ask,
        "value": fact.show(value),
        "shown": shown_value(fact, value),
        "source": answer.sources.get(name, ""),
    }


def _ask(answer: Answer, name: str) -> dict[str, Any]:
    fact = answer.policy.vocabulary[name]
    return {"fact": name, "ask": fact.ask, "how": fact.how, "is_askable": fact.is_askable}


def _words(answer: Answer, reason: Reason, section: str) -> dict[str, Any]:
    control = reason.rule.control
    law = [
        {"id": f.id, "title": f.title, "rule": f.rule, "weight": f.weight}
        for f in answer.policy.catalogue.law_for(control.id)
    ]
    return {
        "control_title": control.title,
        "why": reason.rule.why,
        "act": control.act,
        "how": mends(answer, reason) if section == "broken" else settles(answer, reason),
        "law": law,
        "lasts_until": last_day(answer, reason),
    }


def silent_words(policy: Policy, name: str) -> str:
    """A fact or control in words a person knows."""
    if name in policy.vocabulary:
        return policy.vocabulary[name].ask
    control = policy.catalogue.controls.get(name)
    return control.title if control else name
