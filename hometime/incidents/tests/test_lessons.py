"""Lessons with their owners and days; and matters passed on, which no report begins."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.incidents.lessons import actions
from hometime.incidents.models import Lesson, Referral
from hometime.incidents.queries import lessons_for
from hometime.incidents.referrals.access import referrals_for
from hometime.incidents.referrals.actions import close_referral, refer
from hometime.incidents.reminders import due
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice


@pytest.fixture
def lesson(folder, dara, bilal, viewer, now, today):
    given = {"words": "Lend lockable cases.", "owner": bilal, "due_on": today + timedelta(days=40)}
    return actions.learn(folder, **given, by=viewer(dara), at=now)


def test_a_lesson_has_an_owner_who_is_told_and_a_day(lesson, bilal):
    assert Notice.objects.filter(person=bilal, kind="incidents.lesson_given").count() == 1
    assert Entry.objects.filter(act="incidents.lesson_given").count() == 1


def test_only_those_who_lead_give_one_and_never_for_yesterday(folder, tess, dara, viewer, now, today):
    given = {"words": "Lend cases.", "owner": tess, "due_on": today}
    with pytest.raises(Refused):
        actions.learn(folder, **given, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="has passed"):
        actions.learn(folder, **given | {"due_on": today - timedelta(days=1)}, by=viewer(dara), at=now)


def test_the_owner_is_reminded_on_the_way_and_each_week_after(lesson, today):
    day = [d for d in range(0, 60) if list(due(today + timedelta(days=d)))]
    assert min(day) == 10
    keys = {r.key for d in day for r in due(today + timedelta(days=d))}
    assert len(keys) == 6  # thirty days, seven, one; the day itself passed, and each week after


def test_the_owner_says_that_it_is_done_once(lesson, bilal, tess, viewer, now):
    with pytest.raises(Refused, match="Somebody else"):
        actions.finish_lesson(lesson, outcome="Done.", by=viewer(tess), at=now)
    with pytest.raises(Refused, match="Say what"):
        actions.finish_lesson(lesson, outcome="", by=viewer(bilal), at=now)
    stale = Lesson.objects.get(pk=lesson.pk)
    actions.finish_lesson(lesson, outcome="Ten cases bought.", by=viewer(bilal), at=now)
    with pytest.raises(Refused, match="already"):
        actions.finish_lesson(stale, outcome="Again.", by=viewer(bilal), at=now)
    assert Entry.objects.filter(act="incidents.lesson_finished").count() == 1


def test_who_sees_lessons(lesson, bilal, hana, tess, stella, viewer):
    assert [lessons_for(viewer(p)).count() for p in (bilal, hana, tess, stella)] == [1, 1, 0, 0]


def test_the_pages_of_lessons(folder, dara, bilal, tess, page, at_that_moment):
    page.sign_in(dara)
    give = reverse("incidents:learn", args=[folder.code])
    told = {"words": "Lend cases.", "owner": str(bilal.code), "due_on_0": "1", "due_on_1": "12", "due_on_2": "2026"}
    assert page.get(give).page.h1 == "Something to do better"
    assert page.post(give, told | {"owner": ""}).status_code == 422
    assert page.post(give, told).status_code == 302
    made = Lesson.objects.get()
    assert page.sign_in(tess).get(reverse("incidents:lesson", args=[made.code])).status_code == 404
    page.sign_in(bilal)
    assert "Lend cases." in page.get(reverse("incidents:lessons")).page.text
    where = reverse("incidents:lesson", args=[made.code])
    assert page.get(where).page.h1 == "Something to do better"
    assert page.post(where, {"outcome": "Bought."}).status_code == 302


def test_no_report_begins_a_referral(folder, laptop):
    assert not Referral.objects.exists()


def test_a_line_manager_or_the_head_notes_that_a_matter_was_passed_on(school, leo, tess, hana, dara, viewer, now):
    made = refer(about=tess, words="Passed to the governors.", by=viewer(leo), at=now)
    assert [referrals_for(viewer(p)).count() for p in (leo, hana, tess, dara)] == [1, 1, 0, 0]
    text = "".join(Payload.objects.values_list("text", flat=True))
    assert "governors" not in text and "Tess" not in text
    assert not Notice.objects.exists()
    close_referral(made, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="already"):
        close_referral(made, by=viewer(leo), at=now)


@pytest.mark.parametrize(("who", "about"), [("tess", "noor"), ("leo", "leo"), ("leo", "bilal"), ("dara", "tess")])
def test_others_do_not(school, cast, who, about, viewer, now):
    with pytest.raises(Refused):
        refer(about=cast[about], words="No.", by=viewer(cast[who]), at=now)


def test_the_tables_know_it_too(school, leo, tess, viewer, now):
    refer(about=tess, words="Passed on.", by=viewer(leo), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(about=leo)


def test_the_page_of_referrals(school, leo, tess, dara, hana, page, at_that_moment):
    where = reverse("incidents:referrals")
    assert page.sign_in(tess).get(where).status_code == 404
    assert page.sign_in(dara).get(where).status_code == 404
    page.sign_in(leo)
    assert page.get(where).page.h1 == "Passed on"
    assert page.post(where, {"about": str(tess.code), "words": "To the governors."}).status_code == 302
    close = reverse("incidents:referral-close", args=[Referral.objects.get().code])
    assert page.sign_in(tess).post(close).status_code == 404
    assert page.sign_in(hana).post(close).status_code == 302
