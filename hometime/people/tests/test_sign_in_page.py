"""Signing in and out: the demonstration's list of people, and e-mail with a password everywhere else."""

import pytest

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people.models import Account, Person, Post

PASSWORD = "seven quiet herons"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def with_password(tess, settings):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    tess.account.set_password(PASSWORD)
    tess.account.save(update_fields=["password"])
    return tess


def sign_in(page, email, password, **more):
    return page.post("/sign-in/", {"email": email, "password": password} | more)


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
    assert "Hana Whitlock" in page.get("/people/").page.text


@pytest.mark.parametrize("code", ["", "tess", "00000000-0000-4000-8000-000000000000"])
def test_the_demo_knows_nobody_else(demo, cast, page, code):
    assert page.post("/sign-in/", {"code": code}).status_code == 404


def test_outside_the_demo_nobody_is_listed(cast, page, settings):
    settings.DEMO = False
    seen = page.get("/sign-in/").page
    assert seen.h1 == "Sign in"
    assert "Tess" not in seen.text


def test_outside_the_demo_a_code_lets_nobody_in(with_password, page):
    assert page.post("/sign-in/", {"code": with_password.code}).status_code == 422
    assert not Entry.objects.filter(act="people.signed_in").exists()


def test_an_address_and_its_password_let_a_person_in(with_password, page):
    assert sign_in(page, f" {with_password.email.upper()}", PASSWORD).status_code == 302
    assert told(Entry.objects.get(act="people.signed_in")).details == {"how": "password"}


@pytest.mark.parametrize(("email", "password"), [("tess@great-wickering.example", "wrong"), ("x@y.example", PASSWORD)])
def test_a_wrong_password_and_a_wrong_address_get_the_same_words(with_password, page, email, password):
    answer = sign_in(page, email, password)
    assert answer.status_code == 422
    assert "That email address and password do not go together." in answer.page.text


def test_both_boxes_must_be_filled(with_password, page):
    seen = sign_in(page, "", "").page
    assert "Enter your email address." in seen.text
    assert "Enter your password." in seen.text


def test_somebody_without_a_post_is_told_why_they_cannot_come_in(with_password, page):
    Post.objects.filter(person=with_password).delete()
    answer = sign_in(page, with_password.email, PASSWORD)
    assert answer.status_code == 422
    assert "You do not have a post at a school here now." in answer.page.text


def test_a_closed_account_does_not_open(with_password, page):
    Account.objects.filter(person=with_password).update(is_active=False)
    assert sign_in(page, with_password.email, PASSWORD).status_code == 422


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


def test_signing_out_takes_a_post(tess, page):
    page.sign_in(tess)
    assert page.get("/sign-out/").status_code == 405
    assert page.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert page.get("/people/").status_code == 302


def test_somebody_whose_post_has_ended_is_a_stranger_though_still_signed_in(tess, page):
    page.sign_in(tess)
    Post.objects.filter(person=tess).delete()
    assert page.get("/people/").headers["Location"] == "/sign-in/?next=%2Fpeople%2F"


def test_somebody_nobody_knows_is_not_listed_in_the_demo(demo, cast, page, now):
    stranger = Person.objects.create(name="Sam Nowhere", created_at=now)
    Account.objects.create(person=stranger, username="sam")
    assert "Sam" not in page.get("/sign-in/").page.text
