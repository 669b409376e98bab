"""The demonstration has days at home to look at."""

from datetime import UTC, datetime, timedelta

import pytest

from hometime.arrangements.inbox import also_waiting
from hometime.arrangements.models import Arrangement, FlexibleRequest, SchoolDates
from hometime.arrangements.queries import days_between, waiting_for
from hometime.demo.days_at_home import put_days_at_home
from hometime.demo.starting import put_policies_in_force


@pytest.fixture
def filled(cast, now):
    put_policies_in_force(now)
    put_days_at_home(now)
    return cast


def test_something_waits_for_each_of_those_who_decide(filled, viewer):
    assert [row.person.name for row in waiting_for(viewer(filled["leo"]))] == ["Tess Okafor"]
    assert [row.person.name for row in waiting_for(viewer(filled["hana"]))] == ["Idris Bell"]
    assert [row.words for row in also_waiting(viewer(filled["hana"]))] == ["Noor Rahman: flexible working"]


def test_the_legal_request_is_in_its_second_week(filled, today):
    received = FlexibleRequest.objects.get().received_on
    assert 7 < (today - received).days < 14


def test_the_calendar_of_this_week_is_not_empty(filled, great_wickering, today):
    monday = today - timedelta(days=today.weekday())
    week = days_between(filled.values(), great_wickering, monday, monday + timedelta(days=4))
    at_home = {slug for slug, person in filled.items() if "home" in week[person.pk].values()}
    assert at_home == {"tess", "idris"}


def test_each_school_has_its_terms(filled, great_wickering, tamsin_hollow):
    for school in (great_wickering, tamsin_hollow):
        terms = SchoolDates.objects.filter(organisation=school, kind="term")
        assert terms.count() == 6
        assert all(term.starts_on.weekday() < 5 and term.ends_on.weekday() < 5 for term in terms)


@pytest.mark.parametrize("day", [datetime(2027, 2, 28, 12, tzinfo=UTC), datetime(2028, 7, 31, 23, 30, tzinfo=UTC)])
def test_it_can_begin_on_any_later_day(cast, day):
    put_policies_in_force(day)
    put_days_at_home(day)
    assert Arrangement.objects.count() == 4


def test_a_clock_set_back_has_no_such_weeks(cast):
    day = datetime(2026, 8, 1, 12, tzinfo=UTC)
    put_policies_in_force(day)
    put_days_at_home(day)
    assert not Arrangement.objects.exists()
