"""The same moment twice: a signature, an answer, a round of asking."""

from datetime import timedelta

import pytest

from hometime.learning.actions.questions import answer_question, ask_question
from hometime.learning.actions.signing import ask_to_sign, sign_policy
from hometime.learning.models import Acknowledgement, SigningRound
from hometime.learning.signing import declarations
from hometime.ledger.models import Entry
from hometime.notices.models import Notice
from hometime.policy.packs import shipped
from hometime.policy.queries import policy_of
from tests.racing import refused

pytestmark = pytest.mark.django_db(transaction=True)


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_somebody_signs_once(race, version, tess, viewer, now, today):
    declared = declarations(policy_of(version.hash), today)
    told = {"version": version, "typed_name": tess.name, "declared": declared, "by": viewer(tess), "at": now}
    outcomes = race(*[lambda: sign_policy(**told)] * 3)
    assert (refused(outcomes), Acknowledgement.objects.count(), acts("learning.policy_signed")) == (2, 1, 1)


def test_a_question_is_answered_once(race, great_wickering, publish, tess, hana, viewer, now):
    publish(shipped("ravensbury"), great_wickering)
    question = ask_question(text="May I print at home?", clause="RV4", by=viewer(tess), at=now)
    outcomes = race(*[lambda say=say: answer_question(question, answer=say, by=viewer(hana), at=now) for say in "AB"])
    assert (refused(outcomes), acts("learning.question_answered")) == (1, 1)
    assert Notice.objects.filter(kind="learning.question_answered").count() == 1


def test_people_are_asked_to_sign_once(race, version, hana, bilal, viewer, now, today):
    told = {"version": version, "declared": {}, "sign_by": today + timedelta(days=14), "at": now}
    outcomes = race(*[lambda by=by: ask_to_sign(**told, by=viewer(by)) for by in (hana, bilal)])
    assert (refused(outcomes), SigningRound.objects.count(), acts("learning.signing_asked")) == (1, 1, 1)
