"""The inbox has what waits for this person, and nothing that waits for somebody else or is done."""

from datetime import date, timedelta

import pytest

from hometime.arrangements.models import Arrangement, FlexibleRequest
from hometime.learning.models import Question
from hometime.people.models import Person, Role
from hometime.people.standing_in.actions import delegate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def asked_by(person, organisation, now, **more):
    told = {
        "organisation": organisation,
        "person": person,
        "created_at": now,
        "created_by": person,
        "ground": "health_advice",
        "why": "a private matter",
        "slots": [":4:day"],
        "starts_on": now.date(),
        "place": "home",
        "data": "none",
        "state": "decision",
        "decider_kind": "head",
    }
    return Arrangement(**told | more)


def test_hana_sees_what_waits_for_her_and_not_why(page, hana, tess, great_wickering, now):
    asked_by(tess, great_wickering, now).save()
    page.sign_in(hana)
    seen = page.get("/inbox/").page
    assert "Tess Okafor" in seen.links()
    assert "private matter" not in seen.text
    assert "doctor" not in seen.text and "another reason" not in seen.text.lower()


def test_what_is_decided_is_gone(page, hana, tess, great_wickering, now):
    asked_by(tess, great_wickering, now, state="approved", by_limits=True).save()
    page.sign_in(hana)
    assert "Nothing is waiting for you" in page.get("/inbox/").page.text


def test_nobody_finds_their_own_request(page, hana, great_wickering, now):
    asked_by(hana, great_wickering, now).save()
    page.sign_in(hana)
    assert "Nothing is waiting for you" in page.get("/inbox/").page.text


@pytest.mark.parametrize("slug", ["tess", "noor", "grace", "victor", "stella", "petra"])
def test_others_find_nothing(page, cast, slug, great_wickering, now):
    asked_by(cast["leo"], great_wickering, now).save()
    page.sign_in(cast[slug])
    assert "Nothing is waiting for you" in page.get("/inbox/").page.text


def test_twenty_of_many_at_the_same_cost(page, hana, great_wickering, now, django_assert_max_num_queries):
    people = Person.objects.bulk_create([Person(name=f"Person {n}", created_at=now) for n in range(60)])
    Arrangement.objects.bulk_create(asked_by(person, great_wickering, now) for person in people)
    page.sign_in(hana)
    with django_assert_max_num_queries(14):
        seen = page.get("/inbox/").page
    assert len([words for words in seen.links() if words.startswith("Person ")]) == 20
    assert "60" in seen.text


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/inbox/").status_code == 302


def test_of_very_many_others_the_oldest_twenty_are_shown_and_the_rest_said(page, hana, great_wickering, now):
    people = Person.objects.bulk_create([Person(name=f"Person {n}", created_at=now) for n in range(25)])
    asked = {"organisation": great_wickering, "text": "May I?", "goes_to": "|head|", "created_at": now}
    Question.objects.bulk_create(Question(person=person, **asked) for person in people)
    page.sign_in(hana)
    seen = page.get("/inbox/").page
    assert len([words for words in seen.links() if "asks about the policy" in words]) == 20
    assert "more than 20" in seen.text and "The rest follow" in seen.text
    assert "More than 20 things are waiting for you" in page.get("/").page.text


@pytest.mark.parametrize(
    ("last_day", "says"), [(date(2026, 12, 24), "Answer by 24 December 2026"), (None, "To answer")]
)
def test_a_legal_request_says_by_when_where_the_law_sets_a_day(page, hana, tess, great_wickering, now, last_day, says):
    FlexibleRequest.objects.create(
        organisation=great_wickering,
        employer=great_wickering.parent,
        person=tess,
        nation="E",
        received_on=now.date(),
        change="Fridays off",
        starts_on=now.date(),
        decider_kind="head",
        last_day=last_day,
        created_at=now,
        created_by=tess,
    )
    assert says in page.sign_in(hana).get("/inbox/").page.text


def test_whoever_stands_in_reads_in_whose_place_and_until_when(page, hana, leo, viewer, now, today):
    role = Role.objects.get(person=hana, kind=Role.Kind.HEAD)
    days = {"starts_on": today, "ends_on": today + timedelta(days=3)}
    delegate(role, deputy=leo, reason="the dentist", by=viewer(hana), at=now, **days)
    page.sign_in(leo)
    seen = page.get("/inbox/").page.text
    assert "You stand in for Hana Whitlock (Headteacher) until" in seen
    assert "dentist" not in seen
    page.sign_in(hana)
    assert "You stand in for" not in page.get("/inbox/").page.text


def test_whoever_works_at_several_schools_is_told_whose_inbox_it_is(page, dara, tess):
    page.sign_in(dara)
    assert "Only what is waiting at Great Wickering Academy is shown" in page.get("/inbox/").page.text
    page.sign_in(tess)
    assert "Only what is waiting" not in page.get("/inbox/").page.text
