"""Who is who: each sees their own school, and an address from another is simply not there."""

import pytest
from django.urls import reverse

from hometime.people import urls

OPEN = {"sign-in", "sign-out", "invitation"}
CODE = "00000000-0000-4000-8000-000000000000"
PARTS = {"code": CODE, "number": 1}


def parts_of(pattern):
    return {name: value for name, value in PARTS.items() if f":{name}>" in str(pattern.pattern)}


CLOSED = [(pattern.name, parts_of(pattern)) for pattern in urls.urlpatterns]


@pytest.mark.parametrize(("name", "where"), [each for each in CLOSED if each[0] not in OPEN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, page, name, where, method):
    answer = getattr(page, method)(reverse(f"people:{name}", kwargs=where))
    assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


def test_the_list_shows_what_everybody_does(tess, page):
    seen = page.sign_in(tess).get("/people/").page
    assert seen.h1 == "Who is who at Great Wickering Academy"
    assert "Idris Bell" in seen.text and "IT lead" in seen.text
    assert "Stella" not in seen.text


def test_the_list_can_be_searched(tess, page):
    seen = page.sign_in(tess).get("/people/?q=oka").page
    assert "Tess Okafor" in seen.text
    assert "Idris Bell" not in seen.text


def test_nobody_found_is_said_so(tess, page):
    assert "Nobody here has “zzz” in their name." in page.sign_in(tess).get("/people/?q=zzz").page.text


@pytest.mark.parametrize("page_number", ["0", "abc", "99999999999999999999"])
def test_a_page_number_that_cannot_be_shows_the_first_page(tess, page, page_number):
    assert page.sign_in(tess).get("/people/", {"page": page_number}).status_code == 200


def test_a_person_has_a_page(tess, leo, page):
    seen = page.sign_in(tess).get(f"/people/{leo.code}/").page
    assert seen.h1 == "Leo Marsh"
    assert "Hana Whitlock" in seen.text


def test_a_person_of_another_school_is_not_there(stella, tess, page):
    page.sign_in(stella)
    assert page.get(f"/people/{tess.code}/").status_code == 404
    assert page.get(f"/people/{CODE}/").status_code == 404


def test_an_officer_for_several_schools_chooses_which_to_look_at(dara, tamsin_hollow, page):
    page.sign_in(dara)
    assert "Stella" not in page.get("/people/").page.text
    assert page.post("/school/", {"code": tamsin_hollow.code, "next": "/people/"}).headers["Location"] == "/people/"
    assert page.get("/people/").page.h1 == "Who is who at Tamsin Hollow Primary"


@pytest.mark.parametrize("slug", ["tess", "hana", "grace"])
def test_a_school_one_does_not_work_with_cannot_be_looked_at(slug, cast, tamsin_hollow, page):
    page.sign_in(cast[slug])
    assert page.post("/school/", {"code": tamsin_hollow.code}).status_code == 404
    assert page.post("/school/", {"code": "nonsense"}).status_code == 404


def test_a_private_page_is_not_kept_by_the_browser(tess, page):
    assert "no-store" in page.sign_in(tess).get("/people/").headers["Cache-Control"]


def test_the_list_costs_the_same_for_few_and_many(tess, page, django_assert_max_num_queries):
    page.sign_in(tess)
    with django_assert_max_num_queries(8):
        page.get("/people/")


def test_whoever_invites_reads_who_has_not_come_in_and_who_has_no_address(hana, tess, noor, page, great_wickering):
    page.sign_in(hana)
    assert "Noor Rahman has not signed in yet." in page.get(f"/people/{noor.code}/").page.text
    tess.email = ""
    tess.save(update_fields=["email"])
    seen = page.get(f"/people/{tess.code}/").page
    assert "There is no email address to send an invitation to." in seen.text
    assert "Give them an email address" in seen.links()
    assert "no email address" not in page.sign_in(tess).get(f"/people/{tess.code}/").page.text
