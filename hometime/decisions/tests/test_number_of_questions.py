"""An answer is a help and not a questionnaire: whatever a person says, few questions are asked."""

import datetime as dt

import pytest

from hometime.decisions.answers import answer
from hometime.engine.vocabulary import NEVER
from hometime.policy.files import pack_folders
from hometime.policy.packs import catalogue, shipped

ON = dt.date(2026, 11, 2)
MOST = 8


def first(fact):
    return {"bool": True, "int": fact.minimum, "date": ON.toordinal(), "set": frozenset()}.get(
        fact.kind, next(iter(fact.values), "")
    )


def last(fact):
    return {"bool": False, "int": fact.maximum, "date": NEVER, "set": frozenset(fact.values)}.get(
        fact.kind, list(fact.values)[-1] if fact.values else ""
    )


def questions(pack, activity, say):
    """How many questions somebody of whom nothing is on record is asked; `say` gives each answer, or None for not known."""
    policy = shipped(pack)
    facts, not_known = {"activity": activity}, set()
    while True:
        asked = answer(policy, facts, ON).ask_next
        names = [name for name in asked if policy.vocabulary[name].is_askable and name not in not_known]
        if not names:
            return len(facts) - 1 + len(not_known)
        said = say(policy.vocabulary[names[0]])
        if said is None:
            not_known.add(names[0])
        else:
            facts[names[0]] = said


@pytest.mark.parametrize("pack", pack_folders())
@pytest.mark.parametrize("say", [first, last, lambda fact: None], ids=["first", "last", "not-known"])
def test_few_questions_are_asked(pack, say):
    many = {name: count for name in catalogue().activities if (count := questions(pack, name, say)) > MOST}
    assert not many
