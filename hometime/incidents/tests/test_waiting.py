"""What waits in the inbox after something went wrong, for whom, and until when."""

from datetime import timedelta

import pytest

from hometime.incidents.complaints import actions as complaints
from hometime.incidents.deciding.actions import decide_risk, tell_regulator
from hometime.incidents.inbox import KINDS
from hometime.incidents.lessons.actions import finish_lesson, learn
from hometime.incidents.looking.actions import see
from hometime.people.waiting import waiting_among

RUNNING = "The hours of a report are running"


@pytest.fixture
def waits(viewer):
    return lambda person: [(each.words, each.tag) for each in waiting_among(KINDS, viewer(person))]


@pytest.fixture
def judge(dara, viewer, now):
    return lambda it, outcome: decide_risk(it, outcome=outcome, reasons="As it was locked.", by=viewer(dara), at=now)


def test_a_report_waits_to_be_seen_and_then_to_be_decided_by_the_end_of_its_hours(folder, dara, waits, viewer, now):
    assert waits(dara) == [("A report is waiting to be seen", "Look now")]
    see(folder, by=viewer(dara), at=now)
    assert waits(dara) == [(RUNNING, "Decide by 5 November 2026")]


def test_hours_run_on_until_the_regulator_is_told_or_need_not_be(folder, laptop, dara, judge, waits, viewer, now):
    for it in (folder, laptop):
        see(it, by=viewer(dara), at=now)
    judge(folder, "high")
    assert len(waits(dara)) == 2
    judge(laptop, "unlikely")
    assert len(waits(dara)) == 1
    judge(laptop, "risk")  # the last one counts
    assert len(waits(dara)) == 2
    tell_regulator(folder, reference="IC-1", sent_at=now, by=viewer(dara), at=now)
    assert len(waits(dara)) == 1


def test_hours_wait_for_nobody_who_may_not_decide(folder, tess, bilal, idris, school, reported, hana, waits):
    assert not any(RUNNING in words for person in (tess, bilal, idris) for words, _ in waits(person))
    own = reported(hana)
    assert [row.person_id == hana.pk for row in own.recipients.all()].count(True) == 0
    assert RUNNING not in [words for words, _ in waits(hana)]


def test_a_lesson_waits_for_its_owner_until_it_is_done(folder, dara, bilal, leo, waits, viewer, now, today):
    lesson = learn(folder, words="Lend cases.", owner=bilal, due_on=today + timedelta(days=9), by=viewer(dara), at=now)
    mine = ("A lesson to put in place", "By 11 November 2026")
    assert mine in waits(bilal)
    assert mine not in waits(dara) + waits(leo)
    finish_lesson(lesson, outcome="Ten were bought.", by=viewer(bilal), at=now)
    assert mine not in waits(bilal)


def test_a_complaint_waits_for_those_who_look_after_it_and_says_nothing_of_it(
    school, dara, hana, tess, waits, viewer, now, today
):
    made = complaints.receive_complaint(
        received_on=today, how="letter", from_whom="A parent", words="My child’s photo", by=viewer(dara), at=now
    )
    assert waits(dara) == waits(hana) == [("A complaint about data", "To answer")]
    assert waits(tess) == []
    complaints.acknowledge(made, on=today, words="By post.", by=viewer(dara), at=now)
    complaints.answer_complaint(made, words="It is gone.", by=viewer(dara), at=now)
    assert waits(dara) == []
