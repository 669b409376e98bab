"""Training: done on a day, with a certificate or on a manager’s word; it runs out as the policy or the paper says."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from hometime.learning.actions.training import record_completions
from hometime.learning.courses import DONE, RUN_OUT, SOON, courses_asked
from hometime.learning.models import Completion
from hometime.learning.uploads import Upload
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.standing_in.actions import delegate
from hometime.policy.packs import shipped

CYBER = "learning.cyber_course_on"


def picture():
    made = io.BytesIO()
    Image.new("RGB", (20, 20)).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def course(great_wickering, publish, today):
    publish(shipped("starter"), great_wickering)
    return courses_asked(great_wickering, today)[CYBER]


@pytest.fixture
def enter(course, viewer, now, today, settings, tmp_path):
    settings.FILES = tmp_path

    def put(by, *people, **other):
        told = {"done_on": today, "good_until": None, "certificate": None, "by": viewer(by), "at": now}
        return record_completions(**{"course": course, "people": people} | told | other)

    return put


def test_the_policy_says_what_it_is_and_how_long_it_lasts(course):
    assert (course.title, course.months, course.before_first) == ("Cyber security and phishing training", 12, True)
    assert course.cites == ("S40",)


def test_many_people_on_one_day(bilal, tess, noor, enter, today):
    enter(bilal, tess, noor)
    assert {(row.person, row.done_on) for row in Completion.objects.all()} == {(tess, today), (noor, today)}
    assert Entry.objects.filter(act="learning.course_done").count() == 2
    assert {notice.person for notice in Notice.objects.filter(kind="learning.course_entered")} == {tess, noor}


def test_ones_own_word_needs_a_certificate(hana, tess, enter):
    for person in (hana, tess):
        with pytest.raises(Refused, match="To enter your own course, you need a certificate"):
            enter(person, person)
    (done,) = enter(tess, tess, certificate=Upload("mine.png", picture()))
    assert done.certificate is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.filter(pk=done.pk).update(certificate=None)


def test_a_file_that_is_no_certificate_is_refused_and_nothing_is_kept(tess, enter):
    with pytest.raises(Refused):
        enter(tess, tess, certificate=Upload("virus.exe", b"MZ not a picture"))
    assert not Completion.objects.exists()


def test_a_line_manager_enters_for_their_own_people(leo, tess, safia, enter):
    assert enter(leo, tess)
    with pytest.raises(Refused, match="You are not the line manager of Safia Malik"):
        enter(leo, safia)


@pytest.mark.parametrize("slug", ["noor", "idris", "grace", "victor"])
def test_nobody_else_enters_for_others(cast, tess, enter, slug):
    with pytest.raises(Refused, match="Only a manager enters the training of other people"):
        enter(cast[slug], tess)


def test_people_of_another_school_are_refused_and_nobody_goes_in(bilal, tess, stella, enter):
    with pytest.raises(Refused, match="Stella Rowe does not work here now"):
        enter(bilal, tess, stella)
    assert not Completion.objects.exists()


def test_the_same_day_twice_is_refused(bilal, tess, enter):
    enter(bilal, tess)
    with pytest.raises(Refused, match="Tess Okafor has that day on record already"):
        enter(bilal, tess)


def test_days_that_cannot_be_are_refused(bilal, tess, enter, today):
    with pytest.raises(Refused, match="That day has not come yet"):
        enter(bilal, tess, done_on=today + dt.timedelta(days=1))
    with pytest.raises(Refused, match="cannot run out before"):
        enter(bilal, tess, good_until=today - dt.timedelta(days=1))
    with pytest.raises(Refused, match="Nobody was chosen"):
        enter(bilal)


def test_it_runs_out_on_the_first_of_policy_and_certificate(bilal, tess, enter, course):
    (done,) = enter(bilal, tess, done_on=dt.date(2026, 1, 31))
    assert course.runs_out_on(done) == dt.date(2027, 1, 31)
    done.good_until = dt.date(2026, 12, 1)
    assert course.runs_out_on(done) == dt.date(2026, 12, 1)
    assert course.state(done, dt.date(2026, 10, 1)) == DONE
    assert course.state(done, dt.date(2026, 11, 2)) == SOON
    assert course.state(done, dt.date(2026, 12, 2)) == RUN_OUT


def test_a_stand_in_does_not_enter_for_whom_they_stand_in(hana, safia, tess, enter, viewer, now, today):
    role = hana.roles.get(kind="head")
    delegate(role, deputy=safia, starts_on=today, ends_on=today, reason="Away", by=viewer(hana), at=now)
    assert enter(safia, tess)
    with pytest.raises(Refused, match="You are not the line manager of Hana Whitlock"):
        enter(safia, hana)
