"""After an answer: what was agreed in part stands, an appeal can be taken back, and a refusal names its ground as the Act does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.facts import facts_about
from hometime.arrangements.flexible import access, actions
from hometime.arrangements.flexible.rules import rules_for
from hometime.lib.refusal import Refused

from .test_appeal import LAST
from .test_appeal import appeal as appeal
from .test_appeal import declined as declined
from .test_appeal import second_head as second_head
from .test_flexible import MEETING, NO, TERMS, YES
from .test_flexible import made as made
from .test_flexible import met as met

PARTLY = NO | {"answer": "partly"} | TERMS
UNTIL = TERMS["agreed_until"]


@pytest.fixture
def partly(met, hana, viewer, now):
    return actions.decide_flexible(met, **PARTLY, by=viewer(hana), at=now)


def fact(tess, school, on):
    return facts_about([tess], school, on)[tess.pk]["arrangement.flexible_request"].value


def page_of(page, it):
    return page.get(reverse("arrangements:flexible", args=[it.code])).page


def test_what_was_agreed_in_part_stands_through_an_appeal_and_after_it(
    partly, second_head, tess, bilal, school, viewer, now, today
):
    appealed = actions.appeal_flexible(partly, words="All of it.", by=viewer(tess), at=now)
    assert fact(tess, school, today) == "agreed"
    actions.decide_appeal(appealed, is_yes=False, words="No more.", by=viewer(bilal), at=now)
    assert fact(tess, school, today) == "agreed"


def test_a_trial_is_over_after_its_last_day(met, hana, tess, school, viewer, now):
    actions.decide_flexible(met, **YES, by=viewer(hana), at=now)
    assert fact(tess, school, UNTIL) == "agreed"
    assert fact(tess, school, UNTIL + timedelta(days=1)) == "none"


def test_an_appeal_taken_back_leaves_the_answer_and_what_was_agreed(partly, tess, school, viewer, now, today):
    appealed = actions.appeal_flexible(partly, words="All of it.", by=viewer(tess), at=now)
    assert actions.withdraw_flexible(appealed, by=viewer(tess), at=now).state == "partly"
    assert fact(tess, school, today) == "agreed"


def test_it_is_not_appealed_a_second_time(appeal, tess, viewer, now):
    back = actions.withdraw_flexible(appeal(), by=viewer(tess), at=now)
    assert back.state == "declined"
    with pytest.raises(Refused, match="You took your appeal back"):
        actions.appeal_flexible(back, words="Again.", by=viewer(tess), at=now)


def test_meetings_missed_before_the_answer_do_not_close_an_appeal(appeal, hana, viewer, now, today):
    asked = appeal()
    later = today + timedelta(days=1)
    for day in (today, later):
        missed = MEETING | {"was_missed": True, "held_on": day}
        actions.record_consultation(asked, **missed, by=viewer(hana, on=later), at=now)
    type(asked).objects.update(appealed_at=now + timedelta(days=1))
    with pytest.raises(Refused, match="missed"):
        actions.treat_as_withdrawn(asked, by=viewer(hana, on=later), at=now)
    type(asked).objects.update(appealed_at=now)
    assert actions.treat_as_withdrawn(asked, by=viewer(hana), at=now).state == "declined"


def test_a_meeting_before_the_request_came_is_no_meeting_about_it(made, hana, viewer, now):
    before = MEETING | {"held_on": made.received_on - timedelta(days=1)}
    with pytest.raises(Refused, match="before the request came"):
        actions.record_consultation(made, **before, by=viewer(hana), at=now)


def test_every_ground_has_its_name_in_the_act():
    rules = rules_for("EN", date(2026, 11, 2))
    assert list(rules.in_the_act) == [code for code, _ in rules.grounds]
    assert rules.in_the_act["COST"] == "the burden of additional costs"


@pytest.mark.usefixtures("at_that_moment")
def test_a_refusal_names_the_ground_as_the_act_does(declined, page, tess):
    page.sign_in(tess)
    assert "inability to re-organise work among existing staff" in page_of(page, declined).text


@pytest.mark.usefixtures("at_that_moment")
def test_a_partial_yes_leads_on_to_the_days_and_the_hours(partly, page, tess, hana):
    page.sign_in(tess)
    assert "/arrangements/ask/" in page_of(page, partly).links().values()
    page.sign_in(hana)
    hours = f"/arrangements/hours/?person={tess.code}"
    assert hours in page_of(page, partly).links().values()
    assert f'value="{tess.code}" selected' in page.get(hours).content.decode()


@pytest.mark.usefixtures("at_that_moment")
def test_a_late_answer_is_called_late_on_both_sides(met, page, tess, hana, now):
    gone = now.date() - timedelta(days=1)
    type(met).objects.update(last_day=gone)
    page.sign_in(tess)
    assert "The last day for an answer was 1 November 2026" in page_of(page, met).text
    page.sign_in(hana)
    assert "The last day for the final answer was 1 November 2026. Answer it now" in page_of(page, met).text


def test_nobody_is_told_that_they_can_appeal_what_they_took_back(appeal, tess, viewer, now):
    back = actions.withdraw_flexible(appeal(), by=viewer(tess), at=now)
    assert not access.may_appeal(viewer(tess, on=LAST), back)


@pytest.mark.usefixtures("at_that_moment")
def test_whoever_answers_reads_the_job(made, page, tess, hana):
    job = tess.posts.get().job_title
    assert job in page_of(page.sign_in(hana), made).text
    assert job not in page_of(page.sign_in(tess), made).text
