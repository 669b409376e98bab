"""The door: the demonstration's list of people. Everywhere else it leads to the real one."""

import pytest

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people.models import Account, Person, Post


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_the_demo_lists_everybody_by_school(demo, cast, page):
    seen = page.get("/sign-in/").page
    assert seen.h1 == "Who would you like to be?"
    for person in cast.values():
        assert person.name in seen.text


def test_the_demo_signs_in_as_anyone_and_says_so_in_the_ledger(demo, hana, page):
    answer = page.post("/sign-in/", {"code": hana.code})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    said = told(Entry.objects.get(act="people.signed_in"))
    assert (said.actor, said.details) == ("Hana Whitlock", {"how": "demonstration"})
    assert "Hana Whitlock" in page.get("/people/").page.text, "and nobody asks for a second step there"


@pytest.mark.parametrize("code", ["", "tess", "00000000-0000-4000-8000-000000000000"])
def test_the_demo_knows_nobody_else(demo, cast, page, code):
    assert page.post("/sign-in/", {"code": code}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_the_demo_the_door_leads_to_the_real_one(hana, page, settings, method):
    settings.DEMO = False
    answer = getattr(page, method)("/sign-in/?next=/people/", {"code": hana.code, "next": "/people/"})
    assert answer.headers["Location"] == "/account/sign-in/?next=%2Fpeople%2F"
    assert page.get("/people/").status_code == 302


def test_the_real_door_lists_nobody(cast, page, settings):
    settings.DEMO = False
    seen = page.get("/account/sign-in/").page
    assert seen.h1 == "Sign in"
    assert "Tess" not in seen.text


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/people/", "/people/"),
        ("/people/?q=a", "/people/?q=a"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_person_goes_on_to_where_they_were_going_if_it_is_here(demo, tess, page, wanted, goes):
    assert page.post("/sign-in/", {"code": tess.code, "next": wanted}).headers["Location"] == goes


def test_the_page_one_was_going_to_is_remembered_in_the_form(demo, tess, page):
    assert 'name="next" value="/people/?q=a"' in page.get("/sign-in/?next=/people/%3Fq%3Da").content.decode()


def test_signing_out_takes_a_post_and_is_in_the_ledger(tess, page):
    page.sign_in(tess)
    assert page.get("/sign-out/").status_code == 405
    assert page.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert page.get("/people/").status_code == 302
    assert told(Entry.objects.get(act="people.signed_out")).actor == "Tess Okafor"


def test_somebody_whose_post_has_ended_is_signed_out_everywhere_at_the_next_page(tess, page):
    page.sign_in(tess)
    Post.objects.filter(person=tess).delete()
    assert page.get("/people/").headers["Location"] == "/sign-in/?next=%2Fpeople%2F"
    assert "_auth_user_id" not in page.session
    assert page.get("/account/").status_code == 302


def test_somebody_nobody_knows_is_not_listed_in_the_demo(demo, cast, page, now):
    stranger = Person.objects.create(name="Sam Nowhere", created_at=now)
    Account.objects.create(person=stranger, username="sam")
    assert "Sam" not in page.get("/sign-in/").page.text
