"""What asking leaves behind: on the page of a device, in the past, and in the demonstration."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hometime.decisions.gathering import known_about
from hometime.equipment.asking.actions.changes import ask_for_change, note_installed, say_as
from hometime.equipment.asking.actions.faults import move_fault, report_fault
from hometime.equipment.asking.actions.inspections import Checked, record_inspections, record_service
from hometime.equipment.asking.history import happened_to
from hometime.equipment.asking.queries import changes_for, faults_for, stock_of


@pytest.fixture
def laptop(put_in_force, device, lend, tess):
    put_in_force("ravensbury")
    thing = device("GW-1")
    lend(thing, tess)
    return thing


@pytest.fixture
def lived(laptop, tess, idris, viewer, now, today):
    """A laptop that was tested, looked after, changed and mended."""
    by = {"by": viewer(idris)}
    record_inspections([Checked(laptop, True, "7")], checked_on=today, tester="Safe Plugs", at=now, **by)
    record_service(laptop, done_on=today, words="Cleaned.", at=now, **by)
    change = ask_for_change(kind="app", what="Scratch", why="For a club.", device=laptop, by=viewer(tess), at=now)
    say_as(change, as_who="it", is_yes=True, words="", at=now + dt.timedelta(hours=1), **by)
    note_installed(change, version="Scratch 3", at=now + dt.timedelta(hours=2), **by)
    fault = report_fault(about="device", words="It hums.", noticed_at=now, device=laptop, by=viewer(tess), at=now)
    move_fault(fault, name="fix", words="New fan.", at=now + dt.timedelta(hours=3), **by)
    return laptop


def test_a_device_remembers_what_was_done_to_it_and_not_why(lived):
    happened = [(what, words) for _, what, words in happened_to(lived)]
    assert [what for what, _ in happened] == [
        "Electrical test passed",
        "Looked after",
        "Changed: Scratch",
        "Fault reported",
        "Fault fixed",
    ]
    assert "club" not in str(happened)


def test_its_page_shows_it_to_those_who_look_after_it(lived, tess, idris, page, monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + dt.timedelta(days=1))
    of = reverse("equipment:device", args=[lived.code])
    assert "Changed: Scratch" in page.sign_in(idris).get(of).page.text
    assert "Changed: Scratch" not in page.get(of + "?as_of=2026-11-01").page.text
    assert "Changed: Scratch" not in page.sign_in(tess).get(of).page.text


def test_requests_stand_in_the_past_as_they_stood(lived, idris, viewer, now):
    for hours, change, fault in ((0, "asked", "reported"), (1, "agreed", "reported"), (5, "installed", "fixed")):
        at = now + dt.timedelta(hours=hours)
        assert changes_for(viewer(idris), at).get().state_then == change
        assert faults_for(viewer(idris), at).get().state_then == fault
    assert not changes_for(viewer(idris), now - dt.timedelta(minutes=1)).exists()


def test_nothing_can_be_done_in_the_past(lived, idris, page, monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + dt.timedelta(days=2))
    page.sign_in(idris)
    for name in ("request", "ask-change", "report-fault", "insurance", "inspect", "restrict", "own"):
        seen = page.get(reverse(f"equipment:{name}") + "?as_of=2026-11-02").page
        assert "You are looking at how things stood" in seen.text
        assert not [form for form in seen.all("form") if 'method="post"' in str(form) and "sign-out" not in str(form)]


def test_stock_is_that_of_the_moment(laptop, device, now):
    free = device("GW-2")
    before = now - dt.timedelta(days=40)
    assert set(stock_of(laptop.organisation, "laptop", before)) == {laptop, free}
    assert set(stock_of(laptop.organisation, "laptop", now)) == {free}


def test_what_is_known_costs_as_much_for_all_as_for_one(lived, cast, great_wickering, today):
    with CaptureQueriesContext(connection) as one:
        known_about([cast["tess"]], great_wickering, today)
    with CaptureQueriesContext(connection) as many:
        known_about(list(cast.values()), great_wickering, today)
    assert len(many) <= len(one) + 2
