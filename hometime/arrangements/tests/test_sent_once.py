"""Pressing a button twice sends once; what makes no sense on its day is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hometime.arrangements.everyday import actions
from hometime.arrangements.models import Doubt, DutiesAgreement, HoursNotice, Stationery
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

WEEK = [["08:30", "15:30"]] * 5
LATER = [["09:00", "15:00"]] * 5
AGAIN = "This has been sent already"


def other_duties(who):
    return actions.propose_duties(change="other", instead=False, words="Marking in place of duty.", **who)


TWICE = {
    "duties": (other_duties, DutiesAgreement),
    "doubt": (lambda who: actions.ask_doubt(words="May I on Fridays?", **who), Doubt),
    "stationery": (lambda who: actions.take_stationery(what="Paper", taken_on=who["by"].today, **who), Stationery),
}


@pytest.mark.parametrize("name", TWICE)
def test_the_same_thing_is_kept_and_told_once(school, tess, leo, viewer, now, name):
    send, kind = TWICE[name]
    who = {"by": viewer(tess), "at": now}
    send(who)
    with pytest.raises(Refused, match=AGAIN):
        send(who)
    assert kind.objects.count() == Notice.objects.filter(person=leo).count() == 1


def test_the_same_hours_are_told_once_until_they_are_confirmed(school, tess, leo, viewer, now):
    tell = {"exception": "none", "by": viewer(leo), "at": now}
    first = actions.tell_hours(tess, hours=WEEK, **tell)
    with pytest.raises(Refused, match=AGAIN):
        actions.tell_hours(tess, hours=WEEK, **tell)
    actions.confirm_hours(first, by=viewer(tess), at=now)
    assert actions.tell_hours(tess, hours=WEEK, **tell)


def test_hours_that_were_replaced_are_not_confirmed_any_more(school, tess, leo, viewer, now):
    tell = {"exception": "none", "by": viewer(leo)}
    first = actions.tell_hours(tess, hours=WEEK, at=now, **tell)
    second = actions.tell_hours(tess, hours=LATER, at=now + timedelta(hours=1), **tell)
    with pytest.raises(Refused, match="You have been told other hours since"):
        actions.confirm_hours(first, by=viewer(tess), at=now)
    assert actions.confirm_hours(second, by=viewer(tess), at=now)


@pytest.mark.usefixtures("at_that_moment")
def test_and_the_page_offers_only_the_last(school, tess, leo, viewer, now, page):
    for hours, at in ((WEEK, now - timedelta(days=1)), (LATER, now)):
        actions.tell_hours(tess, hours=hours, exception="none", by=viewer(leo), at=at)
    page.sign_in(tess)
    seen = page.get(reverse("arrangements:hours"))
    confirm = [reverse("arrangements:hours-confirm", args=[each.code]) for each in HoursNotice.objects.all()]
    assert [action in seen.content.decode() for action in confirm] == [True, False]
    assert "Replaced" in seen.page.text


@pytest.mark.parametrize("days", [-32, 32, 4000])
def test_an_absence_is_of_about_now(school, tess, viewer, now, today, days):
    with pytest.raises(Refused, match="more than a month away"):
        actions.report_absence(on=today + timedelta(days=days), reason="ill", by=viewer(tess), at=now)


def test_the_line_manager_reads_which_day_and_not_why(school, tess, leo, viewer, now, today):
    actions.report_absence(on=today, reason="care", by=viewer(tess), at=now)
    notice = Notice.objects.get(person=leo)
    assert "Monday 2 November 2026" in notice.text
    assert "care" not in notice.text


def test_nobody_is_back_on_a_day_to_come(school, tess, viewer, now, today):
    absence = actions.report_absence(on=today, reason="ill", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="has not come yet"):
        actions.note_return(absence, on=today + timedelta(days=1), by=viewer(tess), at=now)
    assert actions.note_return(absence, on=today, by=viewer(tess), at=now)


def test_whoever_answers_a_doubt_is_led_to_that_doubt(school, tess, leo, viewer, now):
    made = actions.ask_doubt(words="May I on Fridays?", by=viewer(tess), at=now)
    assert reverse("arrangements:doubt", args=[made.code]) in Notice.objects.get(person=leo).href
