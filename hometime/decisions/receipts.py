"""An answer as it was shown, as plain data: enough to show it again years later without the policy or the catalogue."""

from typing import Any

from .answers import Answer, as_json


def as_shown(answer: Answer) -> dict[str, Any]:
    """The answer’s JSON with every question, value and title in the words the person saw."""
    policy, vocabulary = answer.policy, answer.policy.vocabulary
    activity = policy.catalogue.activities.get(answer.activity)
    return {
        **as_json(answer),
        "title": policy.title,
        "organisation": policy.organisation,
        "activity_title": activity.title if activity else "",
        "said": [
            {"fact": name, "ask": vocabulary[name].ask, "value": shown_value(vocabulary[name], value), "source": answer.sources.get(name, "")}
            for name, value in answer.facts.items()
            if name != "activity"
        ],
        "roles": {t.role: policy.role_name(t.role) for t in answer.tells},
    }


def shown_value(fact: Any, value: Any) -> str:
    """A held value in words: “Yes”, “My own”, “31 October 2026”."""
    if fact.kind == "bool":
        return "Yes" if value else "No"
    if fact.kind == "enum":
        return str(fact.values[value])
    if fact.kind == "set":
        return ", ".join(fact.values[v] for v in fact.values if v in value) or "None of these"
    if fact.kind == "int":
        return f"{value} {fact.unit}".strip()
    shown = fact.show(value)
    return "Never" if shown == "never" else str(shown)
