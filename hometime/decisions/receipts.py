"""An answer as it was shown, as plain data: enough to show it again years later without the policy or the catalogue."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hometime.engine.repairs import Edit
from hometime.engine.vocabulary import Fact, Value
from hometime.lib.text import day_in_words
from hometime.policy.packs import Clause, Policy, plain
from hometime.policy.telling import Telling

from .answers import Answer, Reason, as_json, grouped, reminder, task

SECTIONS = ("broken", "open_gates", "not_on_record", "rests_on")


def as_shown(answer: Answer, people: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The answer’s JSON with every question, value and name in the words the person saw.

    `sections` lists rules by id in the order shown; `words` holds, by rule, what only people read. `people` names who holds a role.
    """
    policy = answer.policy
    activity = policy.catalogue.activities.get(answer.activity)
    sections = {name: list(getattr(answer, name)) for name in SECTIONS}
    shown = {reason.rule.id: reason for reasons in sections.values() for reason in reasons}
    return {
        **as_json(answer),
        "title": policy.title,
        "organisation": policy.organisation,
        "activity_title": activity.title if activity else "",
        "said": [_said(answer, name) for name in answer.facts if name in answer.bears_on or name in answer.said and name != "activity"],
        "sections": {name: [reason.rule.id for reason in reasons] for name, reasons in sections.items()},
        "words": {name: _words(policy, reason) for name, reason in shown.items()},
        "as_long_as": _lines(grouped(answer.as_long_as, reminder)),
        "to_do": _lines(grouped(answer.to_do, task)),
        "ways": [[_way(policy, edit) for edit in edits] for edits in answer.repairs],
        "tell": [_telling(policy, telling, people or {}) for telling in answer.tells],
        "asks": [policy.vocabulary[name].ask for name in answer.ask_next],
        "silent_words": [silent_words(policy, name) for name in answer.silent_on],
        "ask_whom": plain(policy.about.get("contacts") or [])[:1],
    }


def sections_of(shown: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The reasons of a kept answer by section, each rule with its words, ready for a page."""
    rules = {rule["rule"]: {**rule, **shown["words"].get(rule["rule"], {})} for rule in shown["rules"]}
    return {name: [rules[rule] for rule in ids] for name, ids in shown["sections"].items()}


def _lines(groups: list[tuple[str, list[Clause]]]) -> list[dict[str, Any]]:
    return [{"words": text, "cites": [{"id": clause.id, "label": clause.label} for clause in clauses]} for text, clauses in groups]


def _telling(policy: Policy, telling: Telling, people: Mapping[str, str]) -> dict[str, Any]:
    plain_telling = {"role": telling.role, "by": telling.by, "cites": list(telling.cites)}
    return {**plain_telling, "name": policy.role_name(telling.role), "people": people.get(telling.role, "")}


def _said(answer: Answer, name: str) -> dict[str, Any]:
    fact, value = answer.policy.vocabulary[name], answer.facts[name]
    return {"fact": name, "ask": fact.ask, "value": fact.show(value), "shown": shown_value(fact, value), "source": answer.sources.get(name, "")}


def _words(policy: Policy, reason: Reason) -> dict[str, Any]:
    control = reason.rule.control
    law = [{"id": f.id, "title": f.title, "rule": f.rule, "weight": f.weight} for f in policy.catalogue.law_for(control.id)]
    last = reason.expires_on
    words = {"control_title": control.title, "why": reason.rule.why}
    return {**words, "act": control.act, "law": law, "lasts_until": day_in_words(last) if last else ""}


def _way(policy: Policy, edit: Edit) -> dict[str, Any]:
    fact = policy.vocabulary[edit.fact]
    return {"fact": edit.fact, "ask": fact.ask, "how": fact.how, "who": fact.who, "to": shown_value(fact, edit.after), "tell": edit.before is None}


def silent_words(policy: Policy, name: str) -> str:
    """A fact or control in words a person knows."""
    if name in policy.vocabulary:
        return policy.vocabulary[name].ask
    control = policy.catalogue.controls.get(name)
    return control.title if control else name


def shown_value(fact: Fact, value: Value) -> str:
    """A held value in words: “Yes”, “My own”, “31 October 2026”."""
    if fact.kind == "bool":
        return "Yes" if value else "No"
    if fact.kind == "enum":
        return fact.values[str(value)]
    if isinstance(value, frozenset):
        return ", ".join(words for slug, words in fact.values.items() if slug in value) or "None of these"
    if fact.kind == "int":
        return f"{value} {fact.unit}".strip()
    shown = fact.show(value)
    return "Never" if shown == "never" else day_in_words(dt.date.fromisoformat(shown))
