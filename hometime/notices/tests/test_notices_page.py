"""Notices: each sees their own, twenty at a time; in the demonstration everybody's at the school in view."""

import pytest

from hometime.notices.models import Notice

from .conftest import at

EVERYBODY = ["hana", "leo", "noor", "idris", "dara", "safia", "grace", "victor", "bilal", "petra", "stella"]


def test_a_person_sees_what_they_were_told(tell, tess, page):
    tell(about="A fire")
    seen = page.sign_in(tess).get("/notices/").page
    assert seen.h1 == "Notices"
    assert "A fire" in seen.text and "At once" in seen.text


@pytest.mark.parametrize("slug", EVERYBODY)
def test_nobody_else_sees_it(slug, cast, tell, page):
    notice = tell(about="A fire")
    page.sign_in(cast[slug])
    assert "A fire" not in page.get("/notices/").page.text
    assert page.get(f"/notices/{notice.code}/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(tell, page):
    notice = tell()
    for address in ("/notices/", f"/notices/{notice.code}/", "/notices/trouble/"):
        assert page.get(address).headers["Location"].startswith("/sign-in/")


def test_a_notice_has_a_page_with_its_words(tell, tess, page):
    notice = tell(about="A fire", text="Leave.\n\nBy <the> door.", context={"href": "/receipts/"})
    seen = page.sign_in(tess).get(f"/notices/{notice.code}/").page
    assert seen.h1 == "A fire"
    assert "By <the> door." in seen.text
    assert "/receipts/" in [link.attrs["href"] for link in seen.all("a")]


def test_it_says_when_a_notice_goes_out(tell, tess, page):
    notice = tell("tests.news", when=at(6, 12))
    assert "Monday 9 November 2026, 07:30" in page.sign_in(tess).get(f"/notices/{notice.code}/").page.text


def test_there_are_twenty_to_a_page_at_the_same_cost(tell, tess, page, django_assert_max_num_queries):
    for number in range(45):
        tell(about=f"Notice {number}")
    page.sign_in(tess)
    with django_assert_max_num_queries(8):
        seen = page.get("/notices/?page=3").page
    assert seen.text.count("Notice ") == 5


@pytest.mark.parametrize("number", ["0", "abc", "99999999999999999999"])
def test_a_page_number_that_cannot_be_shows_a_page(number, tess, page):
    assert page.sign_in(tess).get("/notices/", {"page": number}).status_code == 200


def test_nothing_told_yet_is_said_so(tess, page):
    assert "No notices yet" in page.sign_in(tess).get("/notices/").page.text


def test_the_demonstration_shows_what_people_at_the_school_would_have_been_sent(tell, hana, stella, page, settings):
    settings.DEMO = True
    notice = tell(about="A fire")
    seen = page.sign_in(hana).get("/notices/").page
    assert "A fire" in seen.text and "Tess Okafor" in seen.text and "no email leaves it" in seen.text
    assert page.get(f"/notices/{notice.code}/").status_code == 200
    assert "A fire" not in page.sign_in(stella).get("/notices/").page.text
    assert Notice.objects.count() == 1
