"""The real door: a password or a code by e-mail, and everybody who must not come in."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import call_command

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people.models import Account, Post
from tests.post import sent

from .conftest import PASSWORD

WRONG = "That address and password do not go together."


@pytest.fixture(autouse=True)
def tess_can_sign_in(with_password, tess):
    return with_password(tess)


def last_act():
    return told(Entry.objects.order_by("sequence").last())


def test_an_address_and_its_password_let_a_person_in(page, come_in, tess):
    answer = come_in(tess)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert (last_act().act, last_act().actor, last_act().details) == (
        "people.signed_in",
        "Tess Okafor",
        {"how": "password"},
    )
    assert page.get("/people/").status_code == 200


@pytest.mark.parametrize("written", ["TESS@great-wickering.example", " tess@great-wickering.example "])
def test_how_the_address_is_written_does_not_matter(page, tess, written):
    assert page.post("/account/sign-in/", {"login": written, "password": PASSWORD}).status_code == 302


def test_somebody_without_an_address_uses_a_username(page, with_password, victor):
    Account.objects.filter(person=victor).update(username="victor.vane")
    victor.account.refresh_from_db()
    victor.account.set_password(PASSWORD)
    victor.account.save(update_fields=["password"])
    assert page.post("/account/sign-in/", {"login": "Victor.Vane", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("login", "password"), [("tess@great-wickering.example", "wrong"), ("nobody@great-wickering.example", PASSWORD)]
)
def test_a_wrong_password_and_a_wrong_address_get_the_same_words(page, login, password):
    answer = page.post("/account/sign-in/", {"login": login, "password": password})
    assert WRONG in answer.page.text
    assert not Entry.objects.filter(act="people.signed_in").exists()


def test_both_boxes_must_be_filled(page):
    seen = page.post("/account/sign-in/", {}).page
    assert "Enter your email address." in seen.text
    assert "Enter your password." in seen.text


def test_the_sixth_wrong_password_locks_and_says_what_to_do(page, come_in, tess):
    for _ in range(5):
        assert WRONG in come_in(tess, "wrong").page.text
    locked = come_in(tess).page.text
    assert "Too many wrong tries. Wait five minutes" in locked
    assert "I have forgotten my password" in locked


def test_wrong_tries_are_counted_in_the_database(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    call_command("createcachetable", verbosity=0)  # as every start of a site does; twice is once


def test_too_many_visits_to_the_door_get_a_page_that_says_so(page, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        page.post("/account/sign-in/", {})
    answer = page.post("/account/sign-in/", {})
    assert (answer.status_code, answer.page.h1) == (429, "Too many tries")


def test_a_leaver_cannot_come_in_even_with_the_right_password(page, come_in, tess):
    Post.objects.filter(person=tess).delete()
    answer = come_in(tess)
    assert answer.status_code == 403
    assert "You do not have a post at a school here now." in answer.page.text
    assert "_auth_user_id" not in page.session


def test_a_closed_account_does_not_open(page, come_in, tess):
    Account.objects.filter(person=tess).update(is_active=False)
    answer = come_in(tess)
    assert answer.status_code in (200, 403)
    assert "_auth_user_id" not in page.session


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/people/?q=a", "/people/?q=a"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("https:elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_a_person_goes_on_to_where_they_were_going_if_it_is_here(come_in, tess, wanted, goes):
    assert come_in(tess, next=wanted).headers["Location"] == goes


def test_a_session_made_before_signing_in_is_not_the_one_after(page, come_in, tess):
    page.get("/account/sign-in/")
    session = page.session
    session["planted"] = True
    session.save()
    before = session.session_key
    come_in(tess)
    assert page.session.session_key != before


# A code by e-mail ---------------------------------------------------------------------------------------------


def ask_for_a_code(page, email):
    return page.post("/account/sign-in/code/", {"email": email})


def test_a_code_by_mail_lets_a_person_in(page, tess):
    assert ask_for_a_code(page, tess.email).headers["Location"] == "/account/sign-in/code/check/"
    assert page.get("/account/sign-in/code/check/").page.h1 == "Enter the code"
    code = re.search(r"^\S{4,12}$", sent()[0].body, re.M)[0]
    assert page.post("/account/sign-in/code/check/", {"code": code}).headers["Location"] == "/"
    assert last_act().details == {"how": "e-mail code"}


def test_an_unknown_address_gets_the_same_pages_and_no_mail(page):
    asked = ask_for_a_code(page, "nobody@great-wickering.example")
    assert asked.headers["Location"] == "/account/sign-in/code/check/"
    assert "If nobody@great-wickering.example is an address we know" in page.get(asked.headers["Location"]).page.text
    assert sent() == []


def test_an_address_the_school_has_given_up_lets_nobody_in(page, tess):
    type(tess).objects.filter(pk=tess.pk).update(email="tess.new@great-wickering.example")
    ask_for_a_code(page, tess.email)
    code = re.search(r"^\S{4,12}$", sent()[0].body, re.M)[0]
    refused = page.post("/account/sign-in/code/check/", {"code": code})
    assert "Your school has a different address for you now." in refused.page.text
    page.post("/account/password/forgotten/", {"email": tess.email})
    assert len(sent()) == 1, "and no link for a new password goes there"


def test_a_wrong_code_lets_nobody_in_and_three_are_the_end(page, tess):
    ask_for_a_code(page, tess.email)
    for _ in range(2):
        assert "That code is not right." in page.post("/account/sign-in/code/check/", {"code": "WRONG1"}).page.text
    assert page.post("/account/sign-in/code/check/", {"code": "WRONG1"}).headers["Location"] == "/account/sign-in/code/"
    assert "_auth_user_id" not in page.session


def test_a_site_without_mail_offers_no_codes(page, settings):
    assert "Send me a code" in page.get("/account/sign-in/").page.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "Send me a code" not in page.get("/account/sign-in/").page.text


# A forgotten password -----------------------------------------------------------------------------------------


def test_a_forgotten_password_is_chosen_anew_by_a_link(page, come_in, tess):
    page.post("/account/password/forgotten/", {"email": tess.email})
    link = re.search(r"http://testserver(/account/password/new/\S+)", sent()[0].body)[1]
    form = page.get(link).headers["Location"]
    assert page.get(form).page.h1 == "Choose a new password"
    chosen = {"password1": "nine patient otters", "password2": "nine patient otters"}
    assert page.post(form, chosen).status_code == 302
    assert last_act().act == "people.password_set"
    assert come_in(tess, "nine patient otters").status_code == 302
    assert page.get(link).page.h1 == "This link does not work"


def test_nobody_learns_from_a_forgotten_password_who_works_here(page, tess):
    known = page.post("/account/password/forgotten/", {"email": tess.email})
    unknown = page.post("/account/password/forgotten/", {"email": "nobody@great-wickering.example"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [message.to for message in sent()] == [[tess.email]]


# Sessions -----------------------------------------------------------------------------------------------------

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile Safari/604.1"
CHROMEBOOK = (
    "Mozilla/5.0 (X11; CrOS x86_64 16433.54.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (EDGE, "Edge on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (CHROMEBOOK, "Chrome on a Chromebook"),
        ("curl/8", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_machines_are_listed_in_words(page, tess, said, words):
    page.post("/account/sign-in/", {"login": tess.email, "password": PASSWORD}, headers={"user-agent": said})
    seen = page.get("/account/sessions/", headers={"user-agent": said}).page.text
    assert words in seen and "Mozilla" not in seen


def test_a_person_signs_out_everywhere_else(page, come_in, tess, client):
    client.post("/account/sign-in/", {"login": tess.email, "password": PASSWORD})
    come_in(tess)
    assert page.get("/account/sessions/").page.h1 == "Where you are signed in"
    assert page.post("/account/sessions/").status_code == 302
    assert UserSession.objects.count() == 1
    assert client.get("/people/").status_code == 302, "the other machine is out"
    assert page.get("/people/").status_code == 200
    assert (last_act().act, last_act().details) == ("people.sessions_ended", {"sessions": 1})


def test_a_changed_password_signs_out_other_machines_and_tells_the_person(page, come_in, now_again, tess, client):
    client.post("/account/sign-in/", {"login": tess.email, "password": PASSWORD})
    come_in(tess)
    new = "nine patient otters"
    page.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/people/").status_code == 302
    assert sent()[0].subject == "Your Hometime password was changed"
