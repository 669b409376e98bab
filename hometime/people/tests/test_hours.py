"""say_hours and forget_hours: one’s own word on when one works, and what waits for it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.hours.actions import forget_hours, say_hours
from hometime.people.hours.queries import own_hours
from hometime.people.models import WorkingHours

pytestmark = pytest.mark.usefixtures("at_that_moment")

TUESDAY_AND_SATURDAY = [None, ["09:30", "13:00"], None, None, None, ["10:00", "12:00"], None]


def acts(name):
    return Entry.objects.filter(act=name).count()


def typed(days):
    return {
        f"{end}_{number}": span[place] if span else ""
        for number, span in enumerate(days)
        for place, end in enumerate(("from", "to"))
    }


def test_somebody_says_their_hours_and_changes_their_mind(tess, leo, viewer, now):
    say_hours(TUESDAY_AND_SATURDAY, by=viewer(tess), at=now)
    say_hours([["08:00", "16:00"]] * 7, by=viewer(tess), at=now)
    assert own_hours(viewer(tess)).days[0] == ["08:00", "16:00"]
    assert own_hours(viewer(leo)) is None
    assert acts("people.hours_said") == 2


@pytest.mark.parametrize(
    ("days", "says"),
    [([None] * 7, "This says that you never work"), ([["16:00", "08:00"], *[None] * 6], "ends before it starts")],
)
def test_hours_that_cannot_be_are_refused(tess, viewer, now, days, says):
    with pytest.raises(Refused, match=says):
        say_hours(days, by=viewer(tess), at=now)
    assert not WorkingHours.objects.exists()


def test_the_usual_hours_come_back(tess, viewer, now):
    with pytest.raises(Refused, match="have not given any"):
        forget_hours(by=viewer(tess), at=now)
    say_hours(TUESDAY_AND_SATURDAY, by=viewer(tess), at=now)
    forget_hours(by=viewer(tess), at=now)
    assert own_hours(viewer(tess)) is None
    assert acts("people.hours_forgotten") == 1


def test_what_can_wait_waits_for_them(tess, noor, great_wickering, tamsin_hollow, viewer, now):
    """On a Monday morning: Tess works on Tuesdays and Saturdays, Noor has said nothing."""
    say_hours(TUESDAY_AND_SATURDAY, by=viewer(tess), at=now)
    due_at = import_string("hometime.notices.hours.due_at")
    for kind in ("soon", "digest"):
        assert due_at(kind, tess, great_wickering, now) == datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    assert due_at("soon", noor, great_wickering, now) == now
    assert due_at("soon", tess, tamsin_hollow, now) == now, "what was said is for that school alone"
    assert due_at("at-once", tess, great_wickering, now) == now


def test_the_page_keeps_them_and_shows_them_again(page, tess):
    page.sign_in(tess)
    done = page.post(reverse("people:hours"), typed(TUESDAY_AND_SATURDAY), follow=True)
    assert "Your hours are saved" in done.page.text
    shown = page.get(reverse("people:hours")).content.decode()
    assert 'value="09:30"' in shown and "Go back to the usual hours" in shown
    assert "You are back on the usual hours" in page.post(reverse("people:hours-forget"), follow=True).page.text


def test_half_a_span_is_sent_back_with_its_day(page, tess):
    page.sign_in(tess)
    said = typed([["09:00", ""], ["12:00", "11:00"], *[None] * 5])
    answer = page.post(reverse("people:hours"), said)
    assert answer.status_code == 422
    assert {"Monday: give both times, or neither.", "Tuesday: the end must come after the start."} <= set(
        answer.page.errors()
    )


def test_a_stranger_has_no_hours(page, db):
    assert page.get(reverse("people:hours")).status_code == 302
    with transaction.atomic():
        assert not WorkingHours.objects.exists()
