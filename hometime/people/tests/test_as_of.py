"""Looking back: who may, what is read, and what a page shows of it."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from hometime.people.as_of import FUTURE, NOT_YOURS, UNREADABLE, is_past, moment_of


@pytest.fixture
def asked(viewer, now):
    """`asked(dara, "as_of=2026-11-01")`: a request as the middleware hands it on."""

    def ask(person, query, method="get"):
        request = getattr(RequestFactory(), method)(f"/papers/log/?{query}")
        request.now, request.viewer = now, viewer(person) if person else None
        return request

    return ask


@pytest.mark.parametrize("slug", ["hana", "dara", "safia", "idris", "bilal", "grace"])
def test_those_who_look_after_the_records_look_back(asked, cast, slug):
    request = asked(cast[slug], "as_of=2026-11-01T14:30")
    assert moment_of(request) == datetime(2026, 11, 1, 14, 30, tzinfo=UTC)
    assert is_past(request)
    assert request.as_of.words == "1 November 2026 at 14:30"
    assert request.as_of.query == "?as_of=2026-11-01T14%3A30"


def test_a_day_means_its_end_by_the_clock_of_the_school(asked, dara):
    request = asked(dara, "as_of=2026-10-01")
    assert moment_of(request) == datetime(2026, 10, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert request.as_of.words == "the end of 1 October 2026"


@pytest.mark.parametrize("slug", ["tess", "leo", "noor", "victor", "stella", None])
def test_others_see_now_and_are_told(asked, cast, slug, now):
    request = asked(cast[slug] if slug else None, "as_of=2026-11-01")
    assert moment_of(request) == now
    assert not is_past(request)
    assert request.as_of.problem == NOT_YOURS


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("2026-11-03", FUTURE),
        ("2026-11-02T09:00", FUTURE),
        ("9999-12-31", FUTURE),
        ("2026-11-31", UNREADABLE),
        ("yesterday", UNREADABLE),
        ("0001-01-01", UNREADABLE),
        ("2026-11-01T25:00", UNREADABLE),
        ("1'; drop", UNREADABLE),
    ],
)
def test_what_cannot_be_shown_is_said_and_now_is_shown(asked, dara, now, value, problem):
    request = asked(dara, f"as_of={value}")
    assert moment_of(request) == now
    assert request.as_of.problem == problem


def test_today_is_not_over_so_it_is_now(asked, dara, now):
    request = asked(dara, "as_of=2026-11-02")
    assert (moment_of(request), is_past(request), request.as_of.problem) == (now, False, "")


def test_what_is_sent_happens_now(asked, dara, now):
    assert moment_of(asked(dara, "as_of=2026-11-01", "post")) == now


def test_the_banner_says_so_and_leads_back(asked, dara, tess):
    request = asked(dara, "as_of=2026-11-01&who=tess&page=2")
    moment_of(request)
    shown = render_to_string("components/as_of.html", {"request": request})
    assert "how things stood at the end of 1 November 2026" in shown
    assert 'href="/papers/log/?who=tess"' in shown
    assert '<input type="hidden" name="who" value="tess">' in shown
    plain = asked(tess, "")
    moment_of(plain)
    assert not render_to_string("components/as_of.html", {"request": plain}).strip()
