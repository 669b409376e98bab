"""A closure: declared by the head, staff moved at once, hours told, hurried choices looked at, and an end."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.arrangements.closure import actions
from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Closure, HoursNotice, HurriedChoice
from hometime.arrangements.queries import days_between
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

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


def test_everybody_it_touches_is_told_at_once(flood, dara, safia):
    told = set(Notice.objects.values_list("person__name", "kind"))
    declared, noted = "arrangements.closure_declared", "arrangements.closure_noted"
    assert told == {("Tess Okafor", declared), ("Leo Marsh", declared), (safia.name, noted), (dara.name, noted)}
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
    with pytest.raises(Refused, match="declared already"):
        actions.declare_closure(**FLOOD, people=[hana], hours=None, by=viewer(hana), at=now)
    Closure.objects.all().update(state="closed")
    with pytest.raises(Refused, match="Nobody is named"):
        actions.declare_closure(**FLOOD, people=[stella], hours=None, by=viewer(hana), at=now)


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
