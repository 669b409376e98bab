"""Who is signed in, as each page finds out."""

import datetime as dt

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.utils import timezone

from hometime.people.sessions import Backend, SessionStore


@pytest.fixture
def kept(db):
    store = SessionStore()
    store["colour"] = "green"
    store.save()
    return store


def test_what_was_kept_is_found_again(kept):
    assert SessionStore(kept.session_key)["colour"] == "green"


def test_a_session_past_its_day_is_nobody_s(kept):
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    found = SessionStore(kept.session_key)
    assert "colour" not in found
    assert found.session_key is None


def test_a_made_up_key_finds_nothing(kept):
    assert "colour" not in SessionStore("made up")


def test_the_account_comes_with_its_person_in_one_query(tess, django_assert_num_queries):
    key = tess.account.pk
    with django_assert_num_queries(1):
        assert Backend().get_user(key).person == tess


def test_the_person_does_not_carry_the_secrets_of_the_account(tess):
    person = Backend().get_user(tess.account.pk).person
    assert not {"password", "account_id", "username"} & set(vars(person))


def test_an_account_that_was_closed_is_nobody_s(tess):
    tess.account.is_active = False
    tess.account.save()
    assert Backend().get_user(tess.account.pk) is None
    assert Backend().get_user(0) is None


def test_a_new_password_ends_other_sessions(page, tess):
    page.sign_in(tess)
    assert page.get("/people/").status_code == 200
    tess.account.set_password("quite another long one")
    tess.account.save()
    assert get_user(page.get("/people/").wsgi_request).is_anonymous
