"""What each policy that ships says of signing in to Hometime itself."""

from dataclasses import replace

import pytest

from hometime.people.signing_in_rules import SignInRules, broken_by
from hometime.policy import sign_in
from hometime.policy.packs import shipped

DUDLEY = ("at least 8 signs", "capital letters", "small letters", "numbers", "special signs such as *")


@pytest.fixture
def says(monkeypatch, great_wickering, today):
    """`says(policy)`: the rules while that policy is in force."""

    def look(policy):
        monkeypatch.setattr(sign_in, "policy_here", lambda organisation, on: policy)
        return sign_in.rules_for(great_wickering, today)

    return look


def test_without_a_policy_there_is_nothing(says):
    assert says(None) == SignInRules()


@pytest.mark.parametrize(
    ("slug", "passwords"),
    [
        ("starter", ("12 characters or more",)),
        ("wolsey-house", ("letters", "numbers", "special signs")),
        ("dudley", DUDLEY),
        ("yourig", ()),
        ("academy-trust", ()),
        ("ravensbury", ()),
    ],
)
def test_passwords_keep_to_the_lines_of_the_policy(says, slug, passwords):
    assert says(shipped(slug)).passwords == passwords


@pytest.mark.parametrize(
    ("strength", "asked"), [("must", True), ("should", False), ("may", False), ("guidance", False)]
)
def test_a_second_step_is_asked_of_everybody_where_the_policy_says_must(says, strength, asked):
    policy = shipped("yourig")
    rules = [
        replace(rule, strength=strength) if rule.id == "strong-authentication" else rule for rule in policy.pack.rules
    ]
    policy = replace(policy, pack=replace(policy.pack, rules=tuple(rules)))
    assert says(policy).asks_second_step is asked


@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("Seven*Herons7", []),
        ("seven*herons7", ["capital letters"]),
        ("SEVEN*HERONS7", ["small letters"]),
        ("Seven*Herons", ["numbers"]),
        ("SevenHerons7", ["special signs such as *"]),
        ("S*h7", ["at least 8 signs"]),
        ("", list(DUDLEY)),
    ],
)
def test_a_password_is_told_which_line_it_breaks(password, broken):
    assert broken_by(password, DUDLEY) == broken


def test_a_line_that_cannot_be_counted_is_left_to_the_person():
    assert broken_by("anything", ("nobody could guess it",)) == []
