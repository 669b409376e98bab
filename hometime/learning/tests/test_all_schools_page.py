"""A trust sees how many have signed at each of its schools, and nobody by name."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.learning.actions.everywhere import ask_everywhere
from hometime.learning.actions.signing import decline_policy, sign_policy
from hometime.learning.overview import standing_of_each
from hometime.learning.signing import declarations, policy_of
from hometime.people.actions import add_person
from hometime.people.models import Organisation, Role
from hometime.policy.packs import shipped

pytestmark = pytest.mark.usefixtures("at_that_moment")
HERE = "/signing/schools/"


@pytest.fixture
def asked(odette, trusts, viewer, now, today):
    by_day = {"declared": {}, "sign_by": today + dt.timedelta(days=14)}
    return ask_everywhere(version=trusts, **by_day, by=viewer(odette), at=now)


@pytest.fixture
def sign(trusts, viewer, now, today):
    def put(person):
        declares = declarations(policy_of(trusts.hash), today)
        return sign_policy(version=trusts, typed_name=person.name, declared=declares, by=viewer(person), at=now)

    return put


@pytest.fixture
def standing(today):
    def of(*places, on=None, ahead=None):
        return standing_of_each(places, on or today, ahead)

    return of


def test_each_school_is_counted_apart(
    asked, sign, tess, leo, stella, noor, trusts, viewer, now, standing, great_wickering, tamsin_hollow
):
    sign(tess), sign(leo), sign(stella)
    decline_policy(version=trusts, reason="No.", by=viewer(noor), at=now)
    great, tamsin = standing(great_wickering, tamsin_hollow)
    assert (great.signed, great.declined, great.waiting) == (2, 1, great.asked - 3)
    assert (tamsin.signed, tamsin.declined, tamsin.waiting) == (1, 0, tamsin.asked - 1)
    assert great.round.organisation == great_wickering and not great.is_overdue


def test_a_day_that_has_passed_shows(asked, standing, great_wickering, today):
    assert standing(great_wickering, on=today + dt.timedelta(days=15))[0].words == "Overdue"


def test_it_counts_as_the_list_of_the_school_does(asked, sign, tess, page, hana, standing, great_wickering):
    sign(tess)
    text = page.sign_in(hana).get("/signing/who-has-signed.csv").content.decode()
    great = standing(great_wickering)[0]
    assert (text.count("Has not signed"), text.count(",Signed,")) == (great.waiting, great.signed)


def test_a_school_with_a_policy_of_its_own_is_counted_for_that(asked, publish, standing, tamsin_hollow, trusts):
    own = publish(shipped("dudley"), tamsin_hollow)
    assert standing(tamsin_hollow)[0].version == own
    assert standing(tamsin_hollow)[0].round is None


def test_one_to_come_is_seen_where_it_will_bind(
    asked, publish, wickering_trust, tamsin_hollow, great_wickering, today, standing, page, odette
):
    ahead = publish(shipped("starter"), wickering_trust, today + dt.timedelta(days=30))
    publish(shipped("dudley"), tamsin_hollow)
    great, tamsin = standing(great_wickering, tamsin_hollow, ahead=ahead)
    assert (great.version, great.asked, tamsin.version) == (ahead, 0, None)
    text = page.sign_in(odette).get(f"{HERE}?version={ahead.code}").page.text
    assert "Nobody has been asked here yet" in text and "Not for this school: it has its own policy" in text


def test_the_page_names_schools_and_nobody(asked, page, odette, tess, sign):
    sign(tess)
    seen = page.sign_in(odette).get(HERE).page
    assert seen.h1 == "Signatures at each school"
    assert "Great Wickering Academy" in seen.text and "Tamsin Hollow Primary" in seen.text
    assert "Asked on 2 November 2026, to sign by 16 November 2026" in seen.text
    assert "Tess Okafor" not in seen.text
    assert "See how many have signed at each school" in page.get("/signing/").page.text


def test_a_name_leads_to_the_list_of_that_school(asked, page, odette, great_wickering):
    page.sign_in(odette)
    answer = page.post("/school/", {"code": great_wickering.code, "next": "/signing/"}, follow=True)
    assert "Tess Okafor" in answer.page.text


def test_a_trust_without_policy_or_schools_is_told_so(page, odette, wickering_trust):
    assert "No policy is in force here yet" in page.sign_in(odette).get(HERE).page.text
    Organisation.objects.filter(parent=wickering_trust).update(parent=None)
    assert "This trust has no schools here yet" in page.get(HERE).page.text


@pytest.mark.parametrize("slug", ["hana", "bilal", "leo", "tess", "grace", "victor", "petra", "stella"])
def test_a_role_at_a_school_does_not_open_it(page, cast, asked, slug):
    answer = page.sign_in(cast[slug]).get(HERE)
    assert answer.status_code == 403
    assert "Only the trust can see its schools side by side" in answer.page.text


def test_somebody_at_the_trust_who_does_not_look_after_the_policy(page, asked, wickering_trust, now):
    post = {"job_title": "IT", "roles": [Role.Kind.IT], "starts_on": dt.date(2020, 9, 1)}
    ivor = add_person(wickering_trust, name="Ivor Lane", email="ivor@trust.example", **post, by=None, at=now)
    answer = page.sign_in(ivor).get(HERE)
    assert answer.status_code == 403
    assert "Only those who look after the trust’s policy" in answer.page.text


def test_the_data_protection_officer_of_the_trust_sees_it(page, dara, asked, wickering_trust):
    page.sign_in(dara).post("/school/", {"code": wickering_trust.code})
    assert page.get(HERE).status_code == 200


def test_a_stranger_signs_in_first(page, db):
    assert page.get(HERE).status_code == 302


def test_many_schools_cost_as_many_queries_as_two(page, odette, asked, wickering_trust, publish, now):
    def cost():
        with CaptureQueriesContext(connection) as made:
            assert page.get(HERE).status_code == 200
        return len(made)

    page.sign_in(odette).get(HERE)
    few = cost()
    for number in range(15):
        place = Organisation.objects.create(
            slug=f"school-{number}", name=f"School {number:02}", kind="school", parent=wickering_trust, created_at=now
        )
        post = {"job_title": "Teacher", "roles": [Role.Kind.STAFF], "starts_on": dt.date(2020, 9, 1)}
        add_person(place, name=f"Person {number}", email="", **post, by=None, at=now)
    assert cost() == few
    assert few <= 16
