"""A report on a past day: who had been told and had looked, what was done and decided by then, and nothing of later."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hometime.incidents.clock.actions import move_clock
from hometime.incidents.deciding.actions import close_incident, decide_risk
from hometime.incidents.looking.actions import contain, note, see
from hometime.incidents.models import Incident, Recipient, Step

LIST = reverse("incidents:incidents")
DAY = dt.timedelta(days=1)


@pytest.fixture
def after(laptop, dara, hana, viewer, now, monkeypatch):
    """Reported on 2 November; seen on the 3rd; noted, limited and judged on the 4th; its clock moved, and closed, on the 5th."""
    by = viewer(dara)
    see(laptop, by=by, at=now + DAY)
    note(laptop, words="Rang the bus company.", audience="leads", by=by, at=now + 2 * DAY)
    contain(laptop, item="locked", words="", by=by, at=now + 2 * DAY)
    decide_risk(laptop, outcome="unlikely", reasons="It is encrypted.", by=by, at=now + 2 * DAY)
    move_clock(laptop, aware_at=now - DAY, words="The office knew.", by=by, at=now + 3 * DAY)
    laptop.refresh_from_db()
    close_incident(laptop, ending="looked_into", words="It was found.", by=by, at=now + 3 * DAY)
    monkeypatch.setattr(timezone, "now", lambda: now + 4 * DAY)
    return laptop


def shown(page, it, day):
    return page.get(reverse("incidents:incident", args=[it.code]), {"as_of": f"2026-11-0{day}"}).page.text


def test_on_the_first_day_nobody_had_looked(after, dara, page):
    seen = shown(page.sign_in(dara), after, 2)
    assert "You are looking at how things stood" in seen and "Reported" in seen
    assert "Not seen yet" in seen and "hours have passed" in seen
    for later in ("Dara Quinn: Seen", "bus company", "Being looked into", "encrypted", "Closed", "What you can do"):
        assert later not in seen, later


def test_each_day_shows_what_was_done_by_then(after, dara, page):
    page.sign_in(dara)
    second, third = shown(page, after, 3), shown(page, after, 4)
    assert "Dara Quinn: Seen" in second and "Being looked into" in second and "bus company" not in second
    assert "bus company" in third and "It is encrypted." in third and "Closed" not in third
    assert "Closed" in shown(page, after, 5)


def test_the_clock_counted_from_where_it_stood_then(after, dara, page):
    """Moved back by a day on the 5th: on the 2nd its hours still ended on the 5th."""
    assert "They end on Thursday 5 November 2026" in shown(page.sign_in(dara), after, 2)


def test_a_mark_that_is_added_later_does_not_show(after, dara, hana, page, now):
    """On the past page counts what was written down by then: neither a date put in since, nor a later move of the hours."""
    Recipient.objects.filter(incident=after, person=hana).update(seen_at=now, seen_by=hana)
    moved = {"what": (now - 9 * DAY).isoformat(), "words": "Earlier still.", "at": now + 4 * DAY, "by": dara}
    Step.objects.create(incident=after, kind=Step.Kind.CLOCK, **moved)
    Incident.objects.filter(pk=after.pk).update(aware_at=now - 9 * DAY)
    page.sign_in(dara)
    second = shown(page, after, 3)
    assert second.count("Not seen yet") == shown(page, after, 2).count("Not seen yet") - 1  # Dara looked, Hana did not
    assert "They end on Thursday 5 November 2026" in second
    assert "72 hours after the school knew" in shown(page, after, 5)  # judged after 48, and moved back by 24


def test_who_leads_has_begun_by_looking_whatever_their_step_is_called(laptop, dara, page, viewer, now, monkeypatch):
    see(laptop, by=viewer(dara), at=now)
    Step.objects.filter(incident=laptop, kind=Step.Kind.SEEN).update(what="")
    monkeypatch.setattr(timezone, "now", lambda: now + DAY)
    assert "Being looked into" in shown(page.sign_in(dara), laptop, 2)


def test_the_list_shows_what_there_was_and_leads_to_the_same_day(after, dara, page):
    page.sign_in(dara)
    there = page.get(LIST, {"as_of": "2026-11-03"})
    assert f"{after.code}/?as_of=2026-11-03" in there.content.decode() and "hours left" in there.page.text
    assert after.name not in page.get(LIST, {"as_of": "2026-11-01"}).page.text
    assert page.get(reverse("incidents:incident", args=[after.code]), {"as_of": "2026-11-01"}).status_code == 404


def test_whoever_may_not_look_back_sees_now(after, tess, page):
    seen = shown(page.sign_in(tess), after, 2)
    assert "Only those who look after the records can look back" in seen and "Closed" in seen
