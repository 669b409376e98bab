"""A closure: declared by the head, staff moved at once, hours told, hurried choices looked at, and an end."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.closure import actions
from hometime.arrangements.everyday.actions import tell_hours
from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Closure, HoursNotice, HurriedChoice
from hometime.arrangements.queries import days_between
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import WorkingHours

FLOOD = {"cause": "building", "words": "The hall is flooded.", "starts_on": date(2026, 11, 2), "expected_until": None}
HOURS = [["09:00", "15:00"]] * 5
FRIDAY, MONDAY = date(2026, 11, 6), date(2026, 11, 9)


@pytest.fixture
def flood(school, hana, tess, leo, noor, viewer, now):
    return actions.declare_closure(**FLOOD, people=[tess, leo, hana], hours=HOURS, by=viewer(hana), at=now)


def facts(person, school, on):
    return {name: known.value for name, known in facts_about([person], school, on).get(person.pk, {}).items()}


def test_those_named_are_sent_home_at_once_without_a_request(flood, school, tess, noor, today):
    assert facts(tess, school, today)["closure.state"] == "declared"
    assert facts(tess, school, today)["arrangement.status"] == "approved"
    assert facts(tess, school, today)["arrangement.route"] == "closure"
    assert facts(tess, school, today)["arrangement.hours_told"] is True
    assert facts(noor, school, today) == {"closure.state": "declared"}
    week = days_between([tess, noor], school, today, FRIDAY)
    assert set(week[tess.pk].values()) == {"home"}
    assert set(week[noor.pk].values()) == {"site"}


def test_everybody_it_touches_is_told_at_once(flood, dara, safia, idris):
    told = set(Notice.objects.values_list("person__name", "kind"))
    declared, noted = "arrangements.closure_declared", "arrangements.closure_noted"
    assert told == {
        ("Tess Okafor", declared),
        ("Leo Marsh", declared),
        *((guard.name, noted) for guard in (safia, dara, idris)),
    }
    assert HoursNotice.objects.count() == 2  # nobody tells themselves their hours


@pytest.mark.parametrize("slug", ["leo", "tess", "bilal", "petra"])
def test_only_the_head_declares(school, cast, slug, viewer, now):
    if slug == "petra":
        closure = actions.declare_closure(**FLOOD, people=[cast["stella"]], hours=None, by=viewer(cast[slug]), at=now)
        assert closure.organisation.slug == "tamsin-hollow"
    else:
        with pytest.raises(Refused, match="Only the headteacher"):
            actions.declare_closure(**FLOOD, people=[cast["tess"]], hours=None, by=viewer(cast[slug]), at=now)


def test_one_closure_at_a_time_and_only_of_ones_own_staff(flood, school, hana, stella, viewer, now):
    with pytest.raises(Refused, match="already been declared"):
        actions.declare_closure(**FLOOD, people=[hana], hours=None, by=viewer(hana), at=now)
    Closure.objects.all().update(state="closed")
    with pytest.raises(Refused, match="Nobody is named"):
        actions.declare_closure(**FLOOD, people=[stella], hours=None, by=viewer(hana), at=now)


def test_whoever_works_part_of_the_week_keeps_to_their_days(school, hana, leo, tess, noor, viewer, now):
    tell_hours(tess, hours=[["08:30", "15:30"]] * 2 + [None] * 3, exception="none", by=viewer(leo), at=now)
    WorkingHours.objects.create(
        organisation=school, person=noor, days=[None, ["08:30", "12:00"], *[None] * 5], said_at=now
    )
    actions.declare_closure(**FLOOD, people=[tess, noor, leo], hours=HOURS, by=viewer(hana), at=now)
    days = {
        told.person.name: [bool(span) for span in told.hours]
        for told in HoursNotice.objects.order_by("created_at", "pk")
    }
    assert days == {
        "Tess Okafor": [True, True, False, False, False],
        "Noor Rahman": [False, True, False, False, False],
        "Leo Marsh": [True] * 5,
    }


def test_remote_learning_is_started_once(flood, school, hana, tess, viewer, now, today):
    actions.start_remote_learning(flood, by=viewer(hana), at=now)
    assert facts(tess, school, today)["closure.state"] == "remote_learning"
    with pytest.raises(Refused, match="already"):
        actions.start_remote_learning(flood, by=viewer(hana), at=now)


def test_a_hurried_choice_is_looked_at_by_somebody_else(flood, idris, dara, tess, viewer, now):
    with pytest.raises(Refused):
        actions.note_choice(flood, words="A new chat tool", by=viewer(tess), at=now)
    choice = actions.note_choice(flood, words="A new chat tool", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="You chose this"):
        actions.review_choice(choice, words="Fine", by=viewer(idris), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        HurriedChoice.objects.update(reviewed_by=idris)
    actions.review_choice(choice, words="Not private enough", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="already"):
        actions.review_choice(choice, words="Fine", by=viewer(dara), at=now)


def test_it_winds_down_and_ends(flood, school, hana, tess, viewer, now):
    with pytest.raises(Refused, match="not passed yet"):
        actions.end_closure(flood, by=viewer(hana), at=now)
    actions.wind_down(flood, last_day=FRIDAY, by=viewer(hana), at=now)
    assert Notice.objects.filter(person=tess, kind="arrangements.closure_ending").exists()
    assert facts(tess, school, FRIDAY)["arrangement.status"] == "approved"
    assert facts(tess, school, MONDAY) == {"closure.state": "none", "arrangement.hours_told": True}
    actions.end_closure(flood, by=viewer(hana, on=MONDAY), at=now)
    with pytest.raises(Refused, match="over"):
        actions.wind_down(flood, last_day=MONDAY, by=viewer(hana), at=now)


def test_the_pages(school, hana, tess, idris, stella, page, at_that_moment):
    where = reverse("arrangements:closure")
    declare = reverse("arrangements:declare-closure")
    assert "open as usual" in page.sign_in(tess).get(where).page.text
    assert page.get(declare).headers["Location"] == where
    page.sign_in(hana)
    told = {"cause": "building", "words": "", "people": [str(tess.code)], "start": "09:00", "end": "15:00"}
    told |= {"starts_on_0": "2", "starts_on_1": "11", "starts_on_2": "2026"}
    assert page.post(declare, told | {"people": []}).status_code == 422
    assert "Choose one or the other" in page.post(declare, told | {"everybody": "on"}).page.text
    until = {"expected_until_0": "1", "expected_until_1": "11", "expected_until_2": "2026"}
    assert "last day comes before the first" in page.post(declare, told | until).page.text
    assert page.post(declare, told).status_code == 302
    assert "Tess Okafor" in page.get(where).page.text
    seen = page.sign_in(tess).get(where).page.text
    assert "You work from home" in seen and "Who works from home" not in seen
    page.sign_in(idris)
    assert page.post(reverse("arrangements:closure-choice"), {"words": "A chat tool"}).status_code == 302
    choice = reverse("arrangements:closure-review", args=[HurriedChoice.objects.get().pk])
    assert "You chose this" in page.post(choice, {"words": "Fine"}, follow=True).page.text
    assert page.get(reverse("arrangements:closure-wind-down")).headers["Location"] == where
    assert page.sign_in(stella).get(choice).status_code == 404
    page.sign_in(hana)
    assert page.post(choice, {"words": "Fine"}).status_code == 302
    assert page.post(reverse("arrangements:closure-remote-learning")).status_code == 302
    last = {"last_day_0": "6", "last_day_1": "11", "last_day_2": "2026"}
    assert page.post(reverse("arrangements:closure-wind-down"), last).status_code == 302
    assert "not passed yet" in page.post(reverse("arrangements:closure-end"), follow=True).page.text


def test_everybody_is_sent_home_with_one_tick_but_no_governor_or_volunteer(school, hana, page, at_that_moment):
    told = {"cause": "government", "words": "", "everybody": "on", "start": "09:00", "end": "15:00"}
    told |= {"starts_on_0": "2", "starts_on_1": "11", "starts_on_2": "2026"}
    page.sign_in(hana).post(reverse("arrangements:declare-closure"), told)
    sent = set(Closure.objects.get().sent_home.values_list("person__name", flat=True))
    assert {"Tess Okafor", "Noor Rahman", "Hana Whitlock"} < sent
    assert sent.isdisjoint({"Grace Adeyemi", "Victor Lund", "Stella Rowe"})
