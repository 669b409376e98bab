"""What an activity settles by being chosen, and what stands until somebody says otherwise."""

import pytest

from hometime.policy.asking import BY_CHOICE, UNTIL_SAID, complete

from .small_pack import load, write_pack


@pytest.fixture
def policy(tmp_path):
    return load(write_pack(tmp_path))


def test_the_choice_answers_some_facts(policy):
    facts, sources = complete(policy, {"activity": "work-at-home"})
    assert facts == {"activity": "work-at-home", "place.kind": "home"}
    assert sources == {"place.kind": BY_CHOICE}


def test_what_was_said_is_never_overwritten(policy):
    facts, sources = complete(policy, {"activity": "work-at-home", "place.kind": "cafe"})
    assert facts["place.kind"] == "cafe" and sources == {}


def test_a_fact_stands_until_somebody_says_otherwise(policy):
    assert complete(policy, {"activity": "go-out"}) == (
        {"activity": "go-out", "place.kind": "cafe"},
        {"place.kind": UNTIL_SAID},
    )
    assert complete(policy, {"activity": "go-out", "place.kind": "home"})[1] == {}


def test_without_an_activity_nothing_is_added(policy):
    assert complete(policy, {}) == ({}, {})
    assert complete(policy, {"device.lock_minutes": 5}) == ({"device.lock_minutes": 5}, {})
