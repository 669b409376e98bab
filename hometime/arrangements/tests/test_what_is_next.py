"""Every page of a request says what is next, and offers nothing that is over."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.access import may_change, may_end, may_look_again, may_resume, may_suspend
from hometime.arrangements.actions import ask_arrangement, judge_role, set_limits, suspend_arrangement
from hometime.arrangements.models import Arrangement
from hometime.arrangements.showing import what_next
from hometime.people.models import Post, Role

from .conftest import FRIDAYS

LAST, AFTER = date(2026, 11, 20), date(2026, 11, 21)


def next_for(person, it, viewer, now, on=None):
    return what_next(it, viewer(person, on=on) if on else viewer(person), now)


@pytest.fixture
def over(agreed):
    Arrangement.objects.update(ends_on=LAST)
    agreed.refresh_from_db()
    return agreed


def test_a_yes_says_again_where_the_work_is_by_contract(agreed, tess, hana, viewer, now):
    assert next_for(tess, agreed, viewer, now) == "In your contract, your place of work is still the school."
    assert next_for(hana, agreed, viewer, now) == ""


def test_of_what_is_over_nothing_is_said_or_offered(over, tess, hana, viewer, now):
    assert next_for(tess, over, viewer, now, on=AFTER) == ""
    assert over.shown_state(AFTER) == "Ended"
    for may in (may_end, may_suspend, may_look_again):
        assert may(viewer(hana, on=LAST), over)
        assert "The last day has passed" in str(may(viewer(hana, on=AFTER), over))
    for may in (may_end, may_change):
        assert may(viewer(tess, on=LAST), over)
        assert not may(viewer(tess, on=AFTER), over)


def test_what_was_paused_until_its_last_day_is_over_too(over, hana, viewer, now):
    paused = suspend_arrangement(over, reason="Exams.", by=viewer(hana), at=now)
    assert may_resume(viewer(hana, on=LAST), paused)
    assert not may_resume(viewer(hana, on=AFTER), paused)
    assert (paused.shown_state(LAST), paused.shown_state(AFTER)) == ("Paused", "Ended")


def test_where_nobody_is_there_to_decide_the_person_reads_whom_to_ask(school, tess, viewer, now):
    Post.objects.filter(person=tess).update(line_manager=None)
    Role.objects.filter(kind="head").delete()
    made = ask_arrangement(FRIDAYS, by=viewer(tess), at=now)
    Arrangement.objects.update(decider_kind="head")
    made.refresh_from_db()
    said = next_for(tess, made, viewer, now)
    assert "There is nobody who can act on it now. Ask the school office to say who stands in." in said


@pytest.mark.usefixtures("at_that_moment")
def test_a_change_is_begun_from_what_was_agreed(agreed, tess, page):
    page.sign_in(tess)
    page.get(reverse("arrangements:change", args=[agreed.code]))
    reason = page.get(reverse("arrangements:request-step", args=["reason"])).content.decode()
    assert FRIDAYS.why in reason
    told = {"ground": "ad_hoc", "why": FRIDAYS.why, "manager_spoken": "yes"}
    page.post(reverse("arrangements:request-step", args=["reason"]), told)
    pattern = page.get(reverse("arrangements:request-step", args=["pattern"])).content.decode()
    assert re.search('value="weekly"[^>]* checked', pattern)
    page.post(reverse("arrangements:request-step", args=["pattern"]), {"how_often": "weekly"})
    days = page.get(reverse("arrangements:request-step", args=["days"])).content.decode()
    assert days.count("selected") == 5 and '<option value="day" selected>' in days


@pytest.mark.usefixtures("at_that_moment")
def test_a_change_begun_at_another_school_leads_back_and_not_nowhere(agreed, tess, tamsin_hollow, today, page):
    for make in (Post(job_title="Teacher"), Role(kind="staff")):
        make.person, make.organisation, make.starts_on = tess, tamsin_hollow, today
        make.save()
    page.sign_in(tess)
    session = page.session
    draft = {
        "reason": {"ground": "ad_hoc", "why": "", "manager_spoken": "yes"},
        "pattern": {"how_often": "weekly"},
        "days": {"slots": [":0:day"], "starts_on": "2026-11-16", "ends_on": None},
        "work": {"place": "home", "data": "ordinary", "data_need": ""},
    }
    session["arrangement-request"] = {"said": draft, "replaces": "00000000-0000-4000-8000-000000000000"}
    session.save()
    seen = page.get(reverse("arrangements:request-check"), follow=True).page
    assert "at your other school" in seen.text
    assert seen.h1 == "Your requests to work from home"


@pytest.mark.usefixtures("at_that_moment")
def test_limits_set_for_a_day_to_come_are_shown(school, hana, viewer, now, today, page):
    for auto in (1, 2):
        later = today + timedelta(days=30)
        set_limits(fewest_on_site=3, auto_days=auto, starts_on=later, by=viewer(hana), at=now)
    page.sign_in(hana)
    text = page.get(reverse("arrangements:limits")).page.text
    assert "From 2 December 2026 at least 3 of a team must be on site." in text
    assert "up to 2 a month" in text and "up to 1 a month" not in text


@pytest.mark.usefixtures("at_that_moment")
def test_what_was_said_of_a_job_is_shown(school, hana, tess, viewer, now, page):
    judge_role("Teacher of science", fit="part", words="Not on days with a class.", by=viewer(hana), at=now)
    page.sign_in(tess)
    assert "Not on days with a class." in page.get(reverse("arrangements:judge-role")).page.text
