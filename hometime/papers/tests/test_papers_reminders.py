"""The ladder: the day before, the day itself, then whoever has them, then head and office; and a journey nobody ended."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.papers.actions import begin_journey, confirm_arrival, keep_longer, sign_in
from hometime.papers.reminders import due

from .conftest import FRIDAY
from .test_journey import HOME


def told(on):
    return sorted((each.kind, each.to.name) for each in due(on))


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (-2, []),
        (-1, [("papers.due", "Tess Okafor")]),
        (0, [("papers.due", "Tess Okafor")]),
        (1, [("papers.late", "Tess Okafor")]),
        (
            3,
            [
                ("papers.late", "Tess Okafor"),
                ("papers.late_office", "Bilal Hussain"),
                ("papers.late_office", "Hana Whitlock"),
            ],
        ),
    ],
)
def test_each_rung_of_the_ladder(out, days, kinds):
    assert told(FRIDAY + timedelta(days=days)) == kinds


def test_each_is_told_once_and_afresh_when_the_day_changes(out, tess, viewer, now, monkeypatch):
    monkeypatch.setattr(settings, "REMINDER_SOURCES", ["hometime.papers.reminders.due"])
    monday = FRIDAY + timedelta(days=3)
    assert remind(monday, now) == 3
    assert remind(monday + timedelta(days=1), now) == 0
    keep_longer(out, due_on=date(2026, 11, 20), why="I am ill.", by=viewer(tess), at=now)
    assert remind(date(2026, 11, 20), now) == 1
    assert "due back today" in Notice.objects.get(kind="papers.due").text


def test_what_is_back_is_not_asked_for(out, tess, viewer, now):
    sign_in(out, [1, 2, 3], by=viewer(tess), at=now)
    assert told(FRIDAY + timedelta(days=3)) == []


def test_a_journey_nobody_ended_is_asked_about_the_morning_after(out, tess, viewer, now, today):
    trip = begin_journey(out, **HOME, by=viewer(tess), at=now)
    assert told(today) == []
    assert told(today + timedelta(days=1)) == [("papers.not_arrived", "Tess Okafor")]
    confirm_arrival(trip, by=viewer(tess), at=now)
    assert told(today + timedelta(days=1)) == []


def test_every_notice_can_be_written(out, tess, viewer, now, monkeypatch):
    monkeypatch.setattr(settings, "REMINDER_SOURCES", ["hometime.papers.reminders.due"])
    begin_journey(out, **HOME, by=viewer(tess), at=now)
    remind(FRIDAY + timedelta(days=3), now)
    assert "Nothing should be left in a car" in Notice.objects.get(kind="papers.not_arrived").text
    assert "papers that were due back on 6 November 2026" in Notice.objects.filter(kind="papers.late_office")[0].text
