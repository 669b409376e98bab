"""A closure is the first thing a person reads, and what waits for somebody is not hidden under a form."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.closure.actions import declare_closure, wind_down
from hometime.arrangements.everyday import actions as everyday
from hometime.people.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]
WEEK = [["09:00", "15:00"]] * 5


@pytest.fixture
def flood(great_wickering, hana, tess, viewer, now, today):
    told = {"cause": "building", "words": "", "starts_on": today, "expected_until": None, "hours": WEEK}
    return declare_closure(**told, people=[tess], by=viewer(hana), at=now)


def front(page, person):
    return page.sign_in(person).get("/").page


def test_those_it_sends_home_read_it_first(flood, page, tess):
    seen = front(page, tess)
    assert "The school is closed from 2 November 2026, and you work from home." in seen.text
    assert reverse("arrangements:closure") in seen.addresses()


def test_others_read_that_it_is_closed_and_another_school_nothing(flood, page, noor, stella):
    assert "The school is closed from 2 November 2026." in front(page, noor).text
    assert "The school is closed" not in front(page, stella).text


def test_after_the_last_day_it_is_gone(flood, page, tess, hana, viewer, now, today):
    wind_down(flood, last_day=today + timedelta(days=2), by=viewer(hana), at=now)
    assert "from 2 November 2026 until 4 November 2026, and you work from home" in front(page, tess).text
    type(flood).objects.update(starts_on=today - timedelta(days=9), ended_on=today - timedelta(days=1))
    assert "The school is closed" not in front(page, tess).text


def test_an_absence_that_waits_comes_before_the_form(great_wickering, page, tess, leo, viewer, now, today):
    everyday.report_absence(on=today, reason="ill", by=viewer(tess), at=now)
    text = page.sign_in(leo).get(reverse("arrangements:report-absence")).page.text
    assert text.index("Tess Okafor") < text.index("Which day")
    assert "Waiting for you" in text
    assert "Waiting for you" not in page.sign_in(tess).get(reverse("arrangements:report-absence")).page.text


def test_governors_and_volunteers_are_told_no_hours(great_wickering, page, hana, grace, victor):
    assert Post.objects.filter(person__in=[grace, victor], organisation=great_wickering).count() == 2
    text = page.sign_in(hana).get(reverse("arrangements:hours")).page.text
    assert "Tess Okafor" in text
    assert grace.name not in text and victor.name not in text


def test_a_doubt_that_is_answered_leads_on(great_wickering, in_force, page, tess, leo, hana, viewer, now):
    it = everyday.ask_doubt(words="May I on Fridays?", by=viewer(tess), at=now)
    everyday.discuss_doubt(it, view="Yes.", by=viewer(leo), at=now)
    page.sign_in(tess)
    assert "May I on Fridays?" in page.get(reverse("arrangements:doubts")).page.text
    everyday.settle_doubt(it, is_yes=True, answer="Yes.", by=viewer(hana), at=now)
    assert "Ask for the days you want" in page.get(reverse("arrangements:doubt", args=[it.code])).page.text
