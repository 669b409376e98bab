"""Who is told of what, and what they are reminded of."""

import datetime as dt

import pytest

from hometime.learning.actions.signing import ask_to_sign, decline_policy, sign_policy
from hometime.learning.actions.training import record_completions, send_update
from hometime.learning.courses import courses_asked
from hometime.learning.models import SigningRound
from hometime.learning.reminders import due
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.people.models import Post
from hometime.policy.packs import shipped

from .conftest import DECLARES


def told_of(kind):
    return {notice.person.name for notice in Notice.objects.filter(kind=f"learning.{kind}").select_related("person")}


@pytest.fixture
def asked(version, viewer, now, bilal, today):
    return ask_to_sign(version=version, declared={}, sign_by=today + dt.timedelta(days=30), by=viewer(bilal), at=now)


@pytest.fixture
def signed(version, viewer, now, tess):
    return sign_policy(version=version, typed_name=tess.name, declared=DECLARES, by=viewer(tess), at=now)


def test_those_who_have_signed_are_not_asked_again(signed, asked):
    assert "Noor Rahman" in told_of("sign_asked")
    assert not told_of("sign_asked") & {"Tess Okafor", "Stella Rowe"}


def test_the_signer_is_told_in_case_it_was_not_them(signed):
    assert told_of("signed") == {"Tess Okafor"}


def test_the_head_and_the_owner_hear_of_a_no_and_not_why(version, viewer, now, tess):
    decline_policy(version=version, reason="My mother is ill.", by=viewer(tess), at=now)
    assert told_of("declined") == {"Hana Whitlock", "Bilal Hussain"}
    assert not Notice.objects.filter(text__contains="mother").exists()


def test_an_update_reaches_each_person_once_a_day(version, viewer, now, bilal, tess, noor):
    told = {"title": "New tricks", "text": "Look out for parcels.", "by": viewer(bilal), "at": now}
    assert send_update(people=[tess, noor], **told) == 2
    assert send_update(people=[tess, noor], **told) == 0
    assert told_of("update_sent") == {"Tess Okafor", "Noor Rahman"}


@pytest.mark.parametrize(("days", "step"), [(0, 30), (23, 7), (24, 7), (29, 1), (30, 1)])
def test_people_are_reminded_to_sign_thirty_seven_and_one_days_before(signed, asked, noor, tess, today, days, step):
    on = today + dt.timedelta(days=days)
    found = [each for each in due(on) if each.kind == "learning.sign_soon"]
    assert noor in {each.to for each in found}
    assert tess not in {each.to for each in found}
    assert all(each.key.endswith(f":{step}") for each in found)


def test_the_line_manager_hears_of_it_a_week_after(signed, asked, leo, today):
    late = [each for each in due(asked.sign_by + dt.timedelta(days=7)) if each.kind == "learning.sign_overdue"]
    assert ("Noor Rahman", leo) in {(each.context["who"], each.to) for each in late}


def test_so_does_the_person_themselves_once(signed, asked, noor, tess, today, now):
    week_after = asked.sign_by + dt.timedelta(days=7)
    assert {each.to for each in due(week_after) if each.kind == "learning.sign_late"} >= {noor}
    assert tess not in {each.to for each in due(week_after) if each.kind == "learning.sign_late"}
    remind(week_after, now)
    remind(week_after + dt.timedelta(days=1), now)
    assert Notice.objects.filter(kind="learning.sign_late", person=noor).count() == 1


def test_the_head_hears_of_it_where_somebody_has_no_line_manager(signed, asked, noor, hana, leo, now):
    Post.objects.filter(person=noor).update(line_manager=None)
    remind(asked.sign_by + dt.timedelta(days=7), now)
    told = Notice.objects.get(kind="learning.sign_overdue", subject="Not signed yet: Noor Rahman")
    assert told.person == hana
    assert "they have no line manager here" in told.text


def test_a_course_that_runs_out_is_told_before(great_wickering, publish, viewer, now, bilal, tess, today):
    publish(shipped("starter"), great_wickering)
    course = courses_asked(great_wickering, today)["learning.cyber_course_on"]
    told = {"done_on": dt.date(2025, 11, 9), "good_until": None, "certificate": None, "by": viewer(bilal), "at": now}
    record_completions(course=course, people=[tess], **told)
    (found,) = [each for each in due(today) if each.kind == "learning.course_runs_out"]
    assert (found.to, found.context["ends"]) == (tess, "9 November 2026")


def test_reminding_twice_tells_once(asked, today, now):
    assert remind(today, now) > 0
    assert remind(today, now) == 0


def test_nobody_is_late_on_their_first_morning(asked, noor, today):
    """Whoever comes after the others were asked is asked first, and has a fortnight."""
    first_day = today + dt.timedelta(days=60)
    noor.posts.update(starts_on=first_day)
    noor.roles.update(starts_on=first_day)
    assert not [each for each in due(first_day) if each.kind.startswith("learning.sign_late") and each.to == noor]
    [told] = [each for each in due(first_day) if each.kind == "learning.sign_soon"]
    assert (told.to, told.context["by"]) == (noor, "15 January 2027")
    late = due(first_day + dt.timedelta(days=21))
    assert noor in {each.to for each in late if each.kind == "learning.sign_late"}


def test_the_head_hears_of_it_where_the_line_manager_has_left(signed, asked, noor, leo, hana, today):
    on = today + dt.timedelta(days=37)
    leo.posts.update(ends_on=today)
    told = {each.to for each in due(on) if each.kind == "learning.sign_overdue" and each.context["who"] == noor.name}
    assert told == {hana}


def test_each_line_manager_of_two_posts_hears_of_it(signed, asked, noor, leo, hana, great_wickering, today):
    told = {"organisation": great_wickering, "job_title": "Cover supervisor", "starts_on": today}
    Post.objects.create(person=noor, line_manager=hana, **told)
    late = [each for each in due(today + dt.timedelta(days=37)) if each.kind == "learning.sign_overdue"]
    about_noor = [each for each in late if each.context["who"] == noor.name]
    assert {each.to for each in about_noor} == {leo, hana}
    assert len({each.key for each in about_noor}) == 2


@pytest.mark.usefixtures("at_that_moment")
def test_whoever_comes_later_reads_their_own_day_on_every_page(asked, noor, hana, page, today):
    noor.posts.update(starts_on=today)
    noor.roles.update(starts_on=today)
    SigningRound.objects.update(opened_on=today - dt.timedelta(days=40), sign_by=today - dt.timedelta(days=1))
    page.sign_in(hana)
    seen = page.get("/signing/?q=Noor").page.text
    assert "Sign by 16 November 2026" in seen
    assert "overdue" not in seen


@pytest.mark.usefixtures("at_that_moment")
def test_whoever_was_asked_with_the_others_has_their_day(asked, noor, hana, page, today):
    noor.roles.update(starts_on=today - dt.timedelta(days=40))
    SigningRound.objects.update(opened_on=today - dt.timedelta(days=40), sign_by=today - dt.timedelta(days=30))
    page.sign_in(hana)
    assert "Has not signed: overdue" in page.get("/signing/?q=Noor").page.text
