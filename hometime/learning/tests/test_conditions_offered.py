"""What a decider is offered as conditions: what would mend the answer, and what is not on record of the person."""

import datetime as dt

import pytest

from hometime.arrangements.actions import Decision, decide_arrangement
from hometime.arrangements.considering import considered, suggested
from hometime.arrangements.states import State
from hometime.arrangements.tests.conftest import asked as asked
from hometime.arrangements.tests.conftest import viewed as viewed
from hometime.learning.actions.signing import sign_policy
from hometime.learning.signing import all_asked_of, declarations
from hometime.policy.queries import policy_of
from tests.policies import in_force as in_force

SIGNED = "learning.signed_current"


@pytest.fixture
def school(in_force, great_wickering):
    in_force("wolsey-house")  # it asks for a signature before days at home begin
    return great_wickering


@pytest.fixture
def sign(tess, school, viewer, now, today):
    def act():
        asked = all_asked_of(tess, school, today)[0]
        declared = declarations(policy_of(asked.version.hash), today)
        sign_policy(version=asked.version, declared=declared, typed_name=tess.name, by=viewer(tess), at=now)

    return act


def facts_of(conditions):
    return [each.fact for each in conditions]


def test_a_signature_that_is_missing_is_offered_as_a_condition(viewed, today):
    offered = considered(viewed, today).suggested
    assert SIGNED in facts_of(offered)
    assert next(each.value for each in offered if each.fact == SIGNED) is True


def test_one_that_is_there_is_not(viewed, sign, today):
    sign()
    assert SIGNED not in facts_of(considered(viewed, today).suggested)


def test_a_yes_with_it_is_active_once_they_sign_and_not_before(viewed, sign, hana, viewer, now, today):
    wanted = tuple(each for each in considered(viewed, today).suggested if each.fact == SIGNED)
    found = decide_arrangement(viewed, Decision(is_yes=True, conditions=wanted), by=viewer(hana), at=now)
    assert found.state == State.CONDITIONS
    sign()
    assert not facts_of(suggested(considered(found, today + dt.timedelta(days=1)).answer)).count(SIGNED)


def test_what_is_not_known_of_devices_is_not_asked_of_the_person(viewed, today):
    found = considered(viewed, today)
    unknown = {fact["name"] for reason in found.answer.not_on_record for fact in reason.facts if fact["value"] is None}
    mended = {edit.fact for way in found.answer.repairs for edit in way}
    others = {name for name in unknown if name.startswith("device.")} - mended
    assert others
    assert not others & set(facts_of(found.suggested))
