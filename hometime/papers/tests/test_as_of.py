"""Papers as they were known on a past day: what came back, was corrected, answered or taken back since does not show."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hometime.papers.actions import (
    decide_papers,
    keep_longer,
    report_missing,
    sign_in,
    sign_out_with_leave,
    use_electronic_copy,
    withdraw_request,
    write_off,
)


@pytest.fixture
def at(now):
    """`at(3)`: the third of November, at noon."""
    return lambda day: now + timedelta(days=day - 2, hours=4)


@pytest.fixture
def seen(page, hana, at, monkeypatch):
    """`seen("log", 5)`: what the head reads at the end of November of how things stood on the fifth; of now without a day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(30))

    def read(name, day=None, *args):
        tail = f"?as_of=2026-11-{day:02}" if day else ""
        return page.sign_in(hana).get(reverse(f"papers:{name}", args=args) + tail)

    return read


@pytest.fixture
def told(out, tess, hana, viewer, at):
    """Out on the 2nd until the 6th; one back on the 3rd, one missing on the 5th; longer asked for on the 8th; then all ends."""
    by = lambda person, day: {"by": viewer(person, on=at(day).date()), "at": at(day)}  # noqa: E731
    sign_in(out, [1], **by(tess, 3))
    report_missing(out, [2], **by(tess, 5))
    keep_longer(out, due_on=at(20).date(), why="Ill", **by(tess, 8))
    sign_in(out, [2], **by(tess, 10))  # found after all
    report_missing(out, [3], **by(tess, 11))
    write_off(out, [3], **by(hana, 12))
    return out


@pytest.mark.parametrize(
    ("day", "log", "late"),
    [
        (2, "3 of 3 out", False),
        (3, "2 of 3 out", False),
        (5, "2 of 3 out, 1 missing", False),
        (7, "2 of 3 out, 1 missing, 1 day late", True),
        (8, "2 of 3 out, 1 missing", False),
        (10, "1 of 3 out", False),
        (11, "1 of 3 out, 1 missing", False),
        (12, "Everything is back", False),
    ],
)
def test_lists_on_each_day(told, seen, day, log, late):
    text = seen("log", day).page.text
    assert log in text and ("late" in text.split("History books")[1]) == late
    assert ("History books" in seen("overdue", day).page.text) == late


@pytest.mark.parametrize(
    ("day", "shown", "unknown"),
    [
        (2, ["3 of 3 are out.", "6 November 2026"], ["Back at school", "missing", "20 November"]),
        (4, ["2 of 3 are out.", "Back at school: Book 1"], ["missing", "Longer"]),
        (
            6,
            ["2 of 3 are out, 1 of them missing.", "Reported missing: Book 2"],
            ["Longer", "Report it as lost", "Sign them in"],
        ),
        (9, ["20 November 2026", "Longer, until"], ["Book 2, "]),
        (10, ["1 of 3 are out.", "Back at school: Book 2"], ["Written off", "Lost"]),
        (30, ["Everything here is accounted for.", "Lost, and written off: Book 3"], []),
    ],
)
def test_the_record_on_each_day(told, seen, day, shown, unknown):
    text = seen("paper", day if day < 30 else None, told.code).page.text
    assert all(each in text for each in shown), text
    assert not any(each in text for each in unknown), text


def test_before_it_was_written_down_there_is_nothing(told, seen):
    assert seen("paper", 1, told.code).status_code == 404
    assert "There is nothing here" in seen("log", 1).page.text


def test_an_answer_and_the_sign_out_that_used_it_came_later(asked, tess, hana, viewer, at, seen):
    decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=at(4))
    sign_out_with_leave(asked, container="locked_case", once=uuid4(), by=viewer(tess), at=at(5))
    before, after = (seen("requested", day, asked.code).page.text for day in (3, 4))
    assert "Waiting for an answer" in before and "Hana Whitlock," not in before
    assert "Hana Whitlock, 4 November 2026" in after
    assert "History books" not in seen("log", 4).page.text and "History books" in seen("log", 5).page.text


def test_what_was_taken_back_waited_until_then(asked, tess, viewer, at, seen):
    withdraw_request(asked, by=viewer(tess), at=at(4))
    assert "Waiting for an answer" in seen("requested", 3, asked.code).page.text
    assert "Taken back, 4 November 2026" in seen("requested", 4, asked.code).page.text


def test_an_electronic_copy_stands_in_the_log_from_its_day(logging, tess, viewer, at, seen):
    told = {"what": "Reading notes", "data": "personal", "purpose": "To plan", "paper_set": None, "once": uuid4()}
    use_electronic_copy(**told, by=viewer(tess), at=at(4))
    assert "Reading notes" not in seen("log", 3).page.text
    assert "Not taken: electronic copy used" in seen("log", 4).page.text
