"""A yes with conditions is no day at home yet: neither in the calendar nor in a feed, until they are met."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.arrangements.models import Arrangement, Condition
from hometime.arrangements.queries import days_between
from hometime.home.actions import make_feed
from hometime.home.feeds import events_of

from .test_calendar_page import cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]
MONDAY = date(2026, 11, 2)


@pytest.fixture
def not_yet(at_home, tess):
    """`not_yet(fact="…")`: Mondays, agreed with a condition."""

    def with_one(**condition):
        made = at_home(tess, ":0:day")
        Arrangement.objects.filter(pk=made.pk).update(state="conditions")
        told = {"words": "A door that shuts", **condition}
        return Condition.objects.create(arrangement=made, person=tess, **told)

    return with_one


def on_monday(tess, school, today):
    return days_between([tess], school, MONDAY, MONDAY, today=today)[tess.pk][MONDAY]


def test_the_calendar_says_on_site_until_the_condition_is_confirmed(not_yet, page, tess, leo, today):
    condition = not_yet()
    page.sign_in(tess)
    assert "On site" in cells(page.get("/calendar/").page, "Tess Okafor")[0]
    Condition.objects.filter(pk=condition.pk).update(met_by=leo, met_on=today)
    assert "At home" in cells(page.get("/calendar/").page, "Tess Okafor")[0]


def test_a_feed_has_no_such_day_either(not_yet, tess, leo, viewer, now, today):
    condition = not_yet()
    feed = make_feed("person", by=viewer(tess), at=now)
    assert events_of(feed, viewer(tess)) == []
    Condition.objects.filter(pk=condition.pk).update(met_by=leo, met_on=today)
    assert MONDAY in [event.on for event in events_of(feed, viewer(tess))]


def test_what_a_register_can_show_is_met_by_what_it_shows(not_yet, tess, great_wickering, today, monkeypatch):
    not_yet(fact="learning.signed_current", wanted=True)
    assert on_monday(tess, great_wickering, today) == "site"
    monkeypatch.setattr("hometime.arrangements.queries.is_met", lambda *asked: True)
    assert on_monday(tess, great_wickering, today) == "home"


def test_one_without_conditions_costs_no_query_more(at_home, tess, great_wickering, today):
    at_home(tess, ":0:day")
    asked = []
    for day in (None, today):
        with CaptureQueriesContext(connection) as found:
            days_between([tess], great_wickering, MONDAY, MONDAY, today=day)
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_who_is_left_on_site_counts_it_all_the_same(not_yet, tess, great_wickering):
    not_yet()
    assert days_between([tess], great_wickering, MONDAY, MONDAY)[tess.pk][MONDAY] == "home"
