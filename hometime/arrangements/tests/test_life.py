"""The life of a yes: conditions, a pause, a change, an end; and looking at equipment and data on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.arrangements import actions
from hometime.arrangements.actions import Decision, Wanted
from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Arrangement
from hometime.arrangements.queries import days_between
from hometime.arrangements.states import State
from hometime.decisions.actions import record_evidence
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .conftest import FRIDAYS

FIRST = FRIDAYS.starts_on


def status(person, school, on):
    return facts_about([person], school, on)[person.pk]["arrangement.status"].value


@pytest.fixture
def with_condition(viewed, hana, viewer, now):
    wanted = (Wanted("Sign the policy", "learning.signed_current", True),)
    return actions.decide_arrangement(viewed, Decision(is_yes=True, conditions=wanted), by=viewer(hana), at=now)


def test_it_is_active_only_once_its_conditions_are_met(with_condition, tess, school, now):
    assert status(tess, school, FIRST) == "asked"
    record_evidence(tess, school, "learning.signed_current", True, source="signature", seen_on=FIRST, by=None, at=now)
    assert status(tess, school, FIRST) == "approved"


def test_a_condition_in_words_is_confirmed_by_somebody_else(viewed, hana, leo, tess, school, viewer, now):
    done = actions.decide_arrangement(
        viewed, Decision(is_yes=True, conditions=(Wanted("Fit a lock"),)), by=viewer(hana), at=now
    )
    condition = done.conditions.get()
    with pytest.raises(Refused, match="This is about you"):
        actions.confirm_condition(condition, by=viewer(tess), at=now)
    actions.confirm_condition(condition, by=viewer(leo), at=now)
    assert status(tess, school, FIRST) == "approved"
    with pytest.raises(Refused, match="confirmed already"):
        actions.confirm_condition(condition, by=viewer(hana), at=now)


def test_it_holds_from_its_first_day_to_its_last(agreed, tess, school, viewer, now):
    assert status(tess, school, FIRST - timedelta(days=1)) == "asked"
    assert status(tess, school, FIRST) == "approved"
    actions.end_arrangement(agreed, last_day=date(2026, 12, 18), reason="", by=viewer(tess), at=now)
    assert status(tess, school, date(2026, 12, 18)) == "approved"
    assert status(tess, school, date(2026, 12, 19)) == "ended"


def test_a_pause_and_a_new_start(agreed, hana, tess, school, viewer, now):
    with pytest.raises(Refused):
        actions.suspend_arrangement(agreed, reason="Exams", by=viewer(tess), at=now)
    actions.suspend_arrangement(agreed, reason="Exams", by=viewer(hana), at=now)
    assert status(tess, school, FIRST) == "asked"
    actions.resume_arrangement(agreed, by=viewer(hana), at=now)
    assert status(tess, school, FIRST) == "approved"
    assert Notice.objects.filter(person=tess, kind="arrangements.changed").count() == 2


def test_a_decider_ends_it_with_a_reason_and_the_person_is_told(agreed, hana, tess, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        actions.end_arrangement(agreed, last_day=FIRST, reason="", by=viewer(hana), at=now)
    ended = actions.end_arrangement(agreed, last_day=FIRST, reason="The class changed.", by=viewer(hana), at=now)
    assert ended.state == State.ENDED
    assert Notice.objects.filter(person=tess).latest("pk").kind == "arrangements.changed"


def test_a_change_takes_the_place_of_what_was_agreed_only_once_agreed(agreed, tess, leo, hana, viewer, now):
    wish = replace(FRIDAYS, slots=(":4:am",), starts_on=date(2026, 12, 4))
    new = actions.ask_arrangement(wish, by=viewer(tess), at=now, replaces=agreed)
    agreed.refresh_from_db()
    assert agreed.state == State.APPROVED
    actions.give_view(new, is_for=True, words="", by=viewer(leo), at=now)
    actions.decide_arrangement(new, Decision(is_yes=True), by=viewer(hana), at=now)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.ended_on) == (State.ENDED, date(2026, 12, 3))


def test_one_can_take_back_a_request_until_it_is_decided(asked, tess, leo, viewer, now):
    with pytest.raises(Refused, match="Only the person who asked"):
        actions.withdraw_arrangement(asked, by=viewer(leo), at=now)
    assert actions.withdraw_arrangement(asked, by=viewer(tess), at=now).state == State.WITHDRAWN
    assert Notice.objects.filter(person=leo, kind="arrangements.withdrawn").exists()
    with pytest.raises(Refused, match="taken back"):
        actions.withdraw_arrangement(asked, by=viewer(tess), at=now)


@pytest.fixture
def private_work(in_force, tess, leo, viewer, now):
    """A policy that asks for both reviews, and a request that needs both."""
    in_force("ravensbury")
    wish = replace(FRIDAYS, data="sensitive", data_need="Reports on pupils.")
    asked = actions.ask_arrangement(wish, by=viewer(tess), at=now)
    return actions.give_view(asked, is_for=True, words="", by=viewer(leo), at=now)


def test_equipment_and_data_are_looked_at_where_the_policy_asks(private_work, idris, dara, hana, viewer, now):
    assert private_work.state == State.REVIEW
    it = actions.review_kit(private_work, can_be_done=True, has_budget=True, words="", by=viewer(idris), at=now)
    assert it.state == State.REVIEW
    assert not Notice.objects.filter(person=hana).exists()
    it = actions.review_data(private_work, words="Needed for reports.", by=viewer(dara), at=now)
    assert it.state == State.DECISION
    assert Notice.objects.filter(person=hana, kind="arrangements.waiting").exists()


def test_the_head_is_told_when_a_job_cannot_be_equipped(private_work, idris, hana, viewer, now):
    actions.review_kit(private_work, can_be_done=False, has_budget=False, words="", by=viewer(idris), at=now)
    assert Notice.objects.filter(person=hana, kind="arrangements.cannot_be_done").exists()


def test_facts_tell_what_was_looked_at(private_work, idris, dara, tess, great_wickering, viewer, now, today):
    known = facts_about([tess], great_wickering, today)[tess.pk]
    assert known["arrangement.private_need"].value == "not_looked_at"
    actions.review_kit(private_work, can_be_done=True, has_budget=True, words="", by=viewer(idris), at=now)
    actions.review_data(private_work, words="Needed.", by=viewer(dara), at=now)
    known = facts_about([tess], great_wickering, today)[tess.pk]
    assert known["arrangement.private_need"].value == "looked_at"
    assert known["arrangement.kit_agreed_by"].value == ["it", "budget"]
    assert known["arrangement.kit_advice"].value == "can_be_done"


def test_only_a_head_in_person_agrees_to_equipment(agreed, tess, school, today):
    def agreed_by():
        return facts_about([tess], school, today)[tess.pk]["arrangement.kit_agreed_by"].value

    assert agreed_by() == ["head"]
    Arrangement.objects.update(decider_kind="governor")
    assert agreed_by() == []
    Arrangement.objects.update(decider_kind="head", decided_by=None, by_limits=True)
    assert agreed_by() == []


def test_leave_for_very_private_facts_is_given_only_by_saying_so(private_work, idris, dara, hana, tess, viewer, now):
    actions.review_kit(private_work, can_be_done=True, has_budget=True, words="", by=viewer(idris), at=now)
    it = actions.review_data(private_work, words="Needed.", by=viewer(dara), at=now)
    decided = actions.decide_arrangement(it, Decision(is_yes=True, covers_sensitive=True), by=viewer(hana), at=now)
    known = facts_about([tess], decided.organisation, FIRST)[tess.pk]
    assert known["arrangement.covers_sensitive"].value is True


def test_nobody_without_a_request_is_spoken_of(agreed, leo, tess, school, today):
    assert facts_about([leo, tess], school, today)[leo.pk] == {}


def test_a_job_is_judged_by_somebody_who_does_not_hold_it(school, leo, tess, hana, viewer, now, today):
    with pytest.raises(Refused, match="your own job"):
        actions.judge_role("Headteacher", fit="yes", words="", by=viewer(hana), at=now)
    actions.judge_role("Teacher of history", fit="no", words="Lessons are here.", by=viewer(leo), at=now)
    assert facts_about([tess], school, today)[tess.pk]["arrangement.role_fit"].value == "no"
    assert Notice.objects.filter(person=hana, kind="arrangements.job_unsuitable").exists()


def test_facts_cost_the_same_for_one_and_for_all(with_condition, cast, school, leo, hana, viewer, now, today):
    def queries(people):
        with CaptureQueriesContext(connection) as seen:
            facts_about(people, school, today)
        return len(seen)

    few = queries([cast["tess"]])
    for slug in ("noor", "safia"):
        wish = replace(FRIDAYS, slots=(":0:day",))
        new = actions.ask_arrangement(wish, by=viewer(cast[slug]), at=now)
        if new.state == State.SUBMITTED:
            actions.give_view(new, is_for=True, words="", by=viewer(leo), at=now)
        wanted = (Wanted("Fit a lock"),)
        actions.decide_arrangement(new, Decision(is_yes=True, conditions=wanted), by=viewer(hana), at=now)
    assert queries(list(cast.values())) == few <= 50


def test_a_calendar_says_where_and_never_why(agreed, tess, leo, school):
    week = days_between([tess, leo], school, date(2026, 11, 9), date(2026, 11, 15))
    assert week[tess.pk] == {date(2026, 11, day): "home" if day == 13 else "site" for day in range(9, 14)}
    assert set(week[leo.pk].values()) == {"site"}


def test_a_refused_or_waiting_request_is_in_no_calendar(asked, tess, school):
    assert set(days_between([tess], school, FIRST, FIRST)[tess.pk].values()) == {"site"}


def test_a_calendar_takes_as_many_queries_for_any_number(agreed, cast, school, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        days_between(cast.values(), school, date(2026, 11, 9), date(2026, 12, 15))


def test_what_was_asked_stays_on_record(agreed, hana, viewer, now):
    assert [step.name for step in Arrangement.objects.get().steps.all()] == ["ask", "give-view", "decide"]
