"""Where a person has got to: what is on record is taken, only what can still change the answer is asked."""

import datetime as dt

import pytest

from hometime.decisions.actions import record_evidence
from hometime.decisions.journeys import Draft, asking
from hometime.policy.packs import shipped

pytestmark = pytest.mark.django_db

POLICY = shipped("wolsey-house")


@pytest.fixture
def state(viewer, today):
    def state_of(person, activity="work-at-home", *, on=None, **draft):
        return asking(viewer(person), POLICY, Draft(activity, **draft), on or today)

    return state_of


@pytest.fixture
def recorded(great_wickering, now, today):
    def recorded_about(person, fact, value, days_ago=1):
        seen = today - dt.timedelta(days=days_ago)
        record_evidence(person, great_wickering, fact, value, source="a list", seen_on=seen, by=None, at=now)

    return recorded_about


def test_what_is_on_record_is_taken_with_its_source_and_age(state, recorded, noor):
    recorded(noor, "device.encryption", "whole", days_ago=2)
    answer = state(noor, "use-school-device").answer
    assert answer.facts["device.encryption"] == "whole"
    assert answer.sources["device.encryption"] == "a list, 2 days ago, 31 October 2026"


def test_what_is_too_old_is_asked_again_and_says_so(state, recorded, noor):
    fact = POLICY.vocabulary["device.encryption"]
    recorded(noor, fact.name, "whole", days_ago=fact.stale_after + 1)
    found = state(noor, "use-school-device")
    assert fact.name not in found.answer.facts
    assert found.record.too_old[fact.name].startswith("a list")


def test_a_record_of_the_schools_laptop_says_nothing_of_a_phone_of_ones_own(state, recorded, noor):
    recorded(noor, "device.encryption", "whole")
    assert "device.encryption" in state(noor, "use-school-device").answer.facts
    assert "device.encryption" not in state(noor, "use-own-device").answer.facts


def test_what_was_said_counts_before_what_is_on_record(state, recorded, noor):
    recorded(noor, "device.encryption", "whole")
    answer = state(noor, "use-school-device", said={"device.encryption": "none"}).answer
    assert (answer.facts["device.encryption"], answer.sources["device.encryption"]) == ("none", "you said")


def test_what_a_person_does_not_know_is_not_asked_twice(state, noor):
    asked, not_known = [], []
    while (question := state(noor, not_known=not_known).next_question) and len(asked) < 20:
        asked.append(question.name)
        not_known = [*not_known, question.name]
    assert 0 < len(asked) < 20
    assert len(asked) == len(set(asked))


def test_asking_stops_when_no_answer_can_change_the_headline(state, recorded, noor):
    recorded(noor, "learning.signed_current", False)
    found = state(noor)
    assert found.answer.headline == "stop"
    assert found.next_question is None


def test_not_known_takes_away_what_was_on_record(state, recorded, noor):
    recorded(noor, "device.encryption", "whole")
    assert "device.encryption" not in state(noor, "use-school-device", not_known=["device.encryption"]).answer.facts
