"""The words people read for what a pack holds as slugs: moments, strengths, figures, and what a control needs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hometime.engine.pack import Control, Rule
from hometime.engine.reading import UNSET
from hometime.engine.tree import (
    Age,
    And,
    Compare,
    Const,
    Has,
    In,
    Is,
    Node,
    Not,
    NotAfter,
    NotPast,
    Or,
    all_of,
    any_of,
    negate,
)
from hometime.engine.vocabulary import Vocabulary
from hometime.lib.text import counted, day_in_words, in_words

EVER = 36_000  # an age in days that no record reaches
NOT_SAID = "not said in the document"

MODALITIES = {
    "must": "must",
    "must-not": "must not",
    "should": "should",
    "should-not": "should not",
    "may": "may",
    "guidance": "good practice",
    "consequence": "what can follow",
    "statement": "a statement",
    "definition": "a meaning",
}
MOMENTS = {
    "gate": "Before you start",
    "standing": "Set up beforehand",
    "during": "While you work",
    "after": "Afterwards",
}
CHECKS = {
    "automatic": "Hometime works it out from what is on record",
    "attested": "A person says so, and that is kept",
    "inspected": "Somebody looks at it, and that is kept",
    "informational": "It is there for you to read",
}
TONES = {"STOP": "stop", "BEWARE": "beware", "CAUTION": "caution", "OK": "ok"}
SEVERITIES = {"STOP": "STOP", "BEWARE": "BEWARE", "CAUTION": "CAUTION", "OK": "allows it", "none": "for information"}
WHO = {
    "staff": "You",
    "IT": "IT",
    "head": "The headteacher",
    "manager": "Your line manager",
    "nobody": "Nobody can change it",
}
AREAS = {
    "identity-and-access": "Signing in and access",
    "place-and-safety": "Place and safety",
    "governance": "Running the policy",
}


def said(value: Any) -> str:
    """A value of a pack; what the document leaves open says so."""
    if value is None or value == "" or value == "unset" or value is UNSET:
        return NOT_SAID
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple):
        return listed([said(each) for each in value])
    return day_in_words(value) if isinstance(value, dt.date) else str(value)


def listed(words: list[str]) -> str:
    """Things in a row; parted by semicolons where one of them has a comma of its own."""
    if any("," in each for each in words) and len(words) > 1:
        return f"{'; '.join(words[:-1])}; and {words[-1]}"
    return in_words(words) or "none"


def area(slug: str) -> str:
    return AREAS.get(slug) or slug.replace("-", " ").capitalize()


@dataclass(frozen=True)
class Figure:
    """One parameter of a control with the value a rule gives it."""

    meaning: str
    value: str
    is_set: bool


def figures(rule: Rule, vocabulary: Vocabulary, day: dt.date) -> list[Figure]:
    """The parameters of a rule’s control as this policy sets them; one it leaves open says so."""
    labels = labels_for(rule.control, vocabulary)
    rows = []
    for name, parameter in rule.control.parameters.items():
        value = rule.parameters[name].on(day) if name in rule.parameters else UNSET
        meaning = (parameter.meaning or name.replace("_", " ")).strip()
        rows.append(
            Figure(meaning[:1].upper() + meaning[1:], value_words(value, parameter.unit, labels), value is not UNSET)
        )
    return rows


def labels_for(control: Control, vocabulary: Vocabulary) -> dict[str, str]:
    """Labels of the values of the facts a control names, so that `fully_shut` reads “Shut down”."""
    text = f"{control.when} {control.need}"
    named = [fact for fact in vocabulary.values() if fact.values and fact.name in text]
    return {value: label for fact in named for value, label in fact.values.items()}


def value_words(value: Any, unit: str, labels: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return listed([value_words(each, unit, labels) for each in value])
    if isinstance(value, int) and not isinstance(value, bool):
        return counted(value, unit.removesuffix("s"), unit) if unit else f"{value:,}"
    if isinstance(value, str) and value in labels:
        return labels[value]
    words = said(value)
    return words.replace("_", " ") if isinstance(value, str) and " " not in words else words


@dataclass(frozen=True)
class Words:
    """What must be true, as a question with its answer, or as several joined by “all of these” or “one of these”."""

    joined: str = ""
    question: str = ""
    answer: str = ""
    parts: tuple["Words", ...] = ()


def in_plain_words(node: Node, vocabulary: Vocabulary) -> Words:
    """An expression as people say it: `not` is pushed down to the questions, where it reads as an answer."""
    if isinstance(node, Not) and isinstance(node.part, And | Or):
        turned = any_of if isinstance(node.part, And) else all_of
        return in_plain_words(turned(negate(part) for part in node.part.parts), vocabulary)
    if isinstance(node, And | Or):
        parts = tuple(in_plain_words(part, vocabulary) for part in node.parts)
        return Words("All of these" if isinstance(node, And) else "At least one of these", parts=parts)
    if isinstance(node, Const):
        return Words(question="This is always true." if node.value else "Nothing makes this OK: do not do it.")
    negated = isinstance(node, Not)
    leaf = node.part if isinstance(node, Not) else node
    if isinstance(leaf, Has) and negated and vocabulary[leaf.fact].source == "tick":
        return Words(
            question="Nobody has said otherwise:", answer=f"“I can {vocabulary[leaf.fact].values[leaf.member]}”"
        )
    return Words(question=_question(leaf, vocabulary), answer=_answer(leaf, negated, vocabulary))


def scope_in_words(when: Node, vocabulary: Vocabulary) -> Words | None:
    """When a rule speaks at all, besides the kinds of work it is for; None when it always does."""
    parts = when.parts if isinstance(when, And) else (when,)
    rest = all_of(part for part in parts if not (isinstance(part, In) and part.fact == "activity"))
    return None if rest == Const(True) else in_plain_words(rest, vocabulary)


def _question(leaf: Node, vocabulary: Vocabulary) -> str:
    return vocabulary[leaf.first if isinstance(leaf, NotAfter) else leaf.fact].ask  # type: ignore[union-attr]


def _answer(leaf: Node, negated: bool, vocabulary: Vocabulary) -> str:
    if isinstance(leaf, Is):
        return "No" if negated else "Yes"
    if isinstance(leaf, Compare):
        return _compared(leaf, negated, vocabulary[leaf.fact].unit)
    if isinstance(leaf, In | Has):
        return _chosen(leaf, negated, vocabulary)
    if isinstance(leaf, Age):
        return _aged(leaf, negated)
    if isinstance(leaf, NotPast):
        return "A day in the past" if negated else "Today or later"
    other = vocabulary[leaf.second].ask  # type: ignore[union-attr]
    return f"{'Not by' if negated else 'By'} the day of “{other}”"


def _compared(leaf: Compare, negated: bool, unit: str) -> str:
    op = {"<=": ">", ">=": "<", "<": ">=", ">": "<=", "==": "!="}[leaf.op] if negated else leaf.op
    words = {
        "<=": "{} or fewer",
        ">=": "{} or more",
        "<": "Fewer than {}",
        ">": "More than {}",
        "==": "{}",
        "!=": "Anything but {}",
    }[op]
    return words.format(counted(leaf.limit, unit.removesuffix("s"), unit) if unit else f"{leaf.limit:,}")


def _chosen(leaf: In | Has, negated: bool, vocabulary: Vocabulary) -> str:
    labels = vocabulary[leaf.fact].values
    if isinstance(leaf, Has):
        return f"“{labels[leaf.member]}” is {'not one of them' if negated else 'one of them'}"
    words = in_words((f"“{labels[each]}”" for each in labels if each in leaf.members), "or")
    return f"Anything but {words}" if negated else words


def _aged(leaf: Age, negated: bool) -> str:
    if leaf.count >= EVER:
        return "Never yet" if negated == (leaf.op == "<=") else "At some time, however long ago"
    length = counted(leaf.count, leaf.unit.removesuffix("s"))
    if leaf.op == "<=":
        return f"More than {length} ago, or never" if negated else f"In the last {length}"
    return f"Less than {length} ago" if negated else f"{length} ago or longer"
