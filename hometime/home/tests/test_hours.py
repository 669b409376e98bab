"""Nobody is written to on a bank holiday about what can wait."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from hometime.arrangements.closure.actions import declare_closure, wind_down
from hometime.arrangements.everyday.actions import tell_hours
from hometime.home.hours import hours_of
from hometime.notices.actions import queue
from hometime.people.hours.actions import say_hours

CHRISTMAS = dt.date(2026, 12, 25)  # a Friday
BOXING_DAY_MOVED = dt.date(2026, 12, 28)
SAINT_ANDREWS = dt.date(2026, 11, 30)


def test_a_bank_holiday_is_a_day_off(tess, great_wickering):
    assert hours_of(tess, great_wickering, CHRISTMAS) is None
    assert hours_of(tess, great_wickering, CHRISTMAS - dt.timedelta(days=1)) is not None


def test_a_holiday_of_another_nation_is_not(tess, great_wickering):
    assert hours_of(tess, great_wickering, SAINT_ANDREWS) is not None


def test_it_goes_before_the_hours_somebody_says_they_work(tess, great_wickering, viewer, now):
    say_hours([["08:00", "16:00"]] * 7, by=viewer(tess), at=now)
    assert hours_of(tess, great_wickering, CHRISTMAS) is None
    assert hours_of(tess, great_wickering, CHRISTMAS + dt.timedelta(days=5)) == (dt.time(8), dt.time(16))


def test_hours_somebody_was_told_count_where_they_say_none(tess, leo, great_wickering, viewer, now, today):
    told = [["09:00", "15:00"], None, None, None, None]
    tell_hours(tess, hours=told, exception="none", by=viewer(leo), at=now)
    assert hours_of(tess, great_wickering, today) == (dt.time(9), dt.time(15))
    assert hours_of(tess, great_wickering, today + dt.timedelta(days=1)) is None
    assert hours_of(tess, great_wickering, today + dt.timedelta(days=5)) is None
    say_hours([["08:00", "16:00"]] * 7, by=viewer(tess), at=now)
    assert hours_of(tess, great_wickering, today) == (dt.time(8), dt.time(16))


def test_hours_told_for_a_closure_end_with_it(tess, leo, hana, great_wickering, viewer, now, today):
    usual = [["08:15", "15:45"]] * 5
    tell_hours(tess, hours=usual, exception="none", by=viewer(leo), at=now - dt.timedelta(days=30))
    closed = {"cause": "building", "words": "", "starts_on": today, "expected_until": None}
    it = declare_closure(**closed, people=[tess], hours=[["09:00", "15:00"]] * 5, by=viewer(hana), at=now)
    wind_down(it, last_day=today + dt.timedelta(days=1), by=viewer(hana), at=now)
    assert hours_of(tess, great_wickering, today) == (dt.time(9), dt.time(15))
    assert hours_of(tess, great_wickering, today + dt.timedelta(days=2)) == (dt.time(8, 15), dt.time(15, 45))


def test_a_notice_of_christmas_eve_waits_until_the_holidays_are_over(tess, great_wickering):
    evening = timezone.make_aware(dt.datetime(2026, 12, 24, 20))
    context = {"role": "Headteacher", "by": "Bilal Hussain", "href": "/people/"}
    with transaction.atomic():
        notice = queue("people.role_given", to=tess, organisation=great_wickering, context=context, at=evening)
    assert timezone.localtime(notice.due_at).date() == BOXING_DAY_MOVED + dt.timedelta(days=1)


@pytest.mark.parametrize("day", [dt.date(2026, 11, 2), dt.date(2026, 11, 3)])
def test_an_ordinary_day_costs_no_query_more(tess, great_wickering, day, django_assert_num_queries):
    with django_assert_num_queries(1):
        hours_of(tess, great_wickering, day)
