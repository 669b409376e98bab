"""The second step: who must have one, how it is set up, and that nobody goes round it."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people import second_step
from hometime.people.models import Role
from hometime.people.signing_in_rules import SignInRules
from tests.post import sent
from tests.totp import code_of

from .conftest import PASSWORD

NEEDS = {"hana", "petra", "idris", "dara", "safia", "bilal"}


@pytest.fixture(autouse=True)
def door(real_door):
    """Everywhere but in the demo."""


@pytest.fixture
def policy_asks(monkeypatch):
    monkeypatch.setattr(
        second_step, "_source", lambda dotted: lambda organisation, on: SignInRules(asks_second_step=True)
    )


@pytest.fixture
def set_up_app(page, monkeypatch):
    """As a person does: reads the key off the page and types what the app shows."""
    monkeypatch.setattr(
        transaction, "on_commit", lambda act, **more: act()
    )  # a test never commits, and it waits for that

    def set_up():
        secret = page.get("/account/app/").page.first("code").text
        return page.post("/account/app/", {"code": code_of(secret)})

    return set_up


def test_those_who_decide_are_walked_to_set_one_up_and_others_are_not(cast, with_password, come_in, page):
    walked = set()
    for slug, person in cast.items():
        come_in(with_password(person))
        if page.get("/people/").headers.get("Location") == "/account/second-step/":
            walked.add(slug)
        page.post("/sign-out/")
    assert walked == NEEDS


def test_every_role_that_needs_one_is_listed_once():
    assert {str(kind) for kind in second_step.ROLES} == {"head", "dpo", "dsl", "it", "business-manager", "policy-owner"}


def test_nothing_else_opens_before_it_is_set_up(with_password, come_in, page, hana, noor):
    come_in(with_password(hana))
    for address in (
        "/",
        "/ask/",
        "/people/",
        "/account/",
        "/account/password/",
        "/account/sessions/",
        f"/people/{noor.code}/",
    ):
        assert page.get(address).headers["Location"] == "/account/second-step/", address
    assert page.post(f"/people/{noor.code}/invite/").headers["Location"] == "/account/second-step/"
    assert page.get("/account/second-step/").page.h1 == "Add a second step first"
    assert page.post("/sign-out/").headers["Location"] == "/sign-in/"


def test_a_headteacher_sets_up_an_app_and_goes_on(with_password, come_in, page, now_again, set_up_app, hana):
    come_in(with_password(hana))
    assert page.get("/account/app/").headers["Location"].startswith("/account/again/")
    now_again()
    assert set_up_app().headers["Location"] == "/account/recovery-codes/"
    assert len(page.get("/account/recovery-codes/").page.all("code")) == 10
    assert page.get("/people/").status_code == 200
    said = told(Entry.objects.get(act="people.second_factor_added"))
    assert (said.actor, said.details) == ("Hana Whitlock", {"kind": "authenticator app"})


def test_the_square_code_is_drawn_into_the_page(with_password, come_in, page, now_again, hana):
    come_in(with_password(hana))
    now_again()
    answer = page.get("/account/app/")
    assert answer.page.first("svg").all("path")
    assert b"data:" not in answer.content


def test_from_then_on_a_password_alone_does_not_let_her_in(with_password, come_in, page, add_app, hana):
    code = add_app(with_password(hana))
    assert come_in(hana).headers["Location"] == "/account/sign-in/second-step/"
    assert page.get("/people/").status_code == 302
    assert "That code is not right." in page.post("/account/sign-in/second-step/", {"code": "000000"}).page.text
    assert page.post("/account/sign-in/second-step/", {"code": code()}).headers["Location"] == "/"
    assert page.get("/people/").status_code == 200
    assert told(Entry.objects.get(act="people.signed_in")).details == {"how": "password and authenticator app"}


def test_a_code_is_good_for_one_go(with_password, come_in, page, add_app, hana):
    code = add_app(with_password(hana))()
    come_in(hana)
    page.post("/account/sign-in/second-step/", {"code": code})
    page.post("/sign-out/")
    come_in(hana)
    assert "That code is not right." in page.post("/account/sign-in/second-step/", {"code": code}).page.text


def test_the_sixth_wrong_code_locks(with_password, come_in, page, add_app, hana):
    code = add_app(with_password(hana))
    come_in(hana)
    for _ in range(5):
        page.post("/account/sign-in/second-step/", {"code": "000000"})
    assert "Too many wrong tries." in page.post("/account/sign-in/second-step/", {"code": code()}).page.text


def test_a_recovery_code_lets_her_in_once(with_password, come_in, page, now_again, set_up_app, hana):
    come_in(with_password(hana))
    now_again()
    set_up_app()
    spare = page.get("/account/recovery-codes/").page.all("code")[0].text
    page.post("/sign-out/")
    come_in(hana)
    assert page.post("/account/sign-in/second-step/", {"code": spare}).headers["Location"] == "/"
    assert told(Entry.objects.filter(act="people.signed_in").last()).details == {"how": "password and recovery code"}
    page.post("/sign-out/")
    come_in(hana)
    assert "not right" in page.post("/account/sign-in/second-step/", {"code": spare}).page.text


def test_a_headteacher_cannot_take_her_last_one_away(with_password, come_in, page, add_app, now_again, hana):
    code = add_app(with_password(hana))
    come_in(hana)
    page.post("/account/sign-in/second-step/", {"code": code()})
    now_again()
    assert "Add another before you remove this one." in page.get("/account/app/remove/").page.text
    page.post("/account/app/remove/")
    assert Authenticator.objects.filter(user=hana.account).exists()


def test_a_teacher_may_and_it_is_in_the_ledger_and_in_her_mail(with_password, come_in, page, add_app, now_again, tess):
    code = add_app(with_password(tess))
    come_in(tess)
    page.post("/account/sign-in/second-step/", {"code": code()})
    now_again()
    assert page.get("/account/app/remove/").page.h1 == "Remove the authenticator app"
    page.post("/account/app/remove/")
    assert not Authenticator.objects.filter(user=tess.account).exists()
    assert told(Entry.objects.get(act="people.second_factor_removed")).actor == tess.name
    assert sent()[-1].subject == "An authenticator app was removed"


def test_the_policy_may_ask_everybody(policy_asks, with_password, come_in, page, tess):
    come_in(with_password(tess))
    assert page.get("/ask/").headers["Location"] == "/account/second-step/"
    assert "Your school’s policy says" in page.get("/account/second-step/").page.text


def test_a_role_given_while_signed_in_counts_at_once(with_password, come_in, page, tess, great_wickering, today):
    come_in(with_password(tess))
    assert page.get("/people/").status_code == 200
    Role.objects.create(person=tess, organisation=great_wickering, kind="dsl", starts_on=today)
    assert page.get("/people/").headers["Location"] == "/account/second-step/"


def test_what_the_database_keeps_of_an_app_is_locked(add_app, hana):
    add_app(hana, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in str(Authenticator.objects.get(user=hana.account, type="totp").data)


@pytest.mark.parametrize("name", sorted(second_step.ON_THE_WAY))
def test_the_way_to_it_is_made_of_pages_that_are_there(name):
    assert reverse(name)


def test_showing_that_it_is_you_takes_the_right_password(with_password, come_in, page, tess):
    come_in(with_password(tess))
    assert page.get("/account/app/").headers["Location"] == "/account/again/?next=%2Faccount%2Fapp%2F"
    wrong = page.post("/account/again/", {"password": "wrong", "next": "/account/app/"})
    assert "That is not your password." in wrong.page.text
    right = page.post("/account/again/", {"password": PASSWORD, "next": "/account/app/"})
    assert right.headers["Location"] == "/account/app/"


def test_and_leads_nowhere_else(with_password, come_in, page, tess):
    come_in(with_password(tess))
    answer = page.post("/account/again/", {"password": PASSWORD, "next": "https://elsewhere.example/"})
    assert not answer.headers["Location"].startswith("http")
