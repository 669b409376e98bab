"""Coming in by an invitation: once, in time, and only the person it is for."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.actions import accept_invitation, invite_person
from hometime.people.models import Account, Invitation, Post
from hometime.people.viewer import viewer_for

pytestmark = pytest.mark.usefixtures("real_door")
GOOD = "nine patient otters"


@pytest.fixture
def moment():
    return timezone.now()


@pytest.fixture
def link(hana, noor, moment):
    by = viewer_for(hana, on=timezone.localdate(moment))
    return f"/account/invitation/{invite_person(noor, by=by, at=moment)}/"


def said(page, link):
    answer = page.get(link)
    return answer.status_code, answer.page.text


def test_opening_the_link_changes_nothing(page, link, noor):
    """Mail filters open links to look at them."""
    for _ in range(2):
        assert page.get(link).page.h1 == f"Welcome, {noor.name}"
    assert Invitation.objects.get().accepted_at is None


def test_a_person_comes_in_with_a_password_of_their_own(page, link, noor):
    assert page.post(link, {"password": GOOD}).headers["Location"] == "/"
    assert page.get("/people/").status_code == 200
    noor.account.refresh_from_db()
    assert noor.account.check_password(GOOD)
    acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))[-3:]
    assert acts == ["people.invitation_accepted", "people.password_set", "people.signed_in"]
    assert EmailAddress.objects.get(user=noor.account).verified


def test_or_without_one_and_is_sent_codes(page, link, noor):
    assert page.post(link, {"how": "code"}).headers["Location"] == "/"
    noor.account.refresh_from_db()
    assert not noor.account.has_usable_password()
    assert EmailAddress.objects.get(user=noor.account).email == noor.email


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "Enter a password"),
        ("short", "too short"),
        ("qwerty123456", "too common"),
        ("noor@great-wickering", "too similar"),
        ("8329476518273645", "entirely numeric"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(page, link, password, says):
    answer = page.post(link, {"password": password})
    assert answer.status_code == 422
    assert says in answer.page.text
    assert Invitation.objects.get().accepted_at is None


def test_a_link_works_once(page, link, client):
    page.post(link, {"password": GOOD})
    page.post("/sign-out/")
    assert said(page, link)[0] == 410
    assert "This link has been used." in said(page, link)[1]
    assert client.post(link, {"password": "another good one"}).status_code == 410


def test_a_link_is_too_old_after_a_week(page, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert said(page, link)[0] == 410
    assert "This link is too old." in said(page, link)[1]
    assert page.post(link, {"password": GOOD}).status_code == 410


def test_a_new_link_ends_the_one_before(page, link, hana, noor, moment):
    by = viewer_for(hana, on=timezone.localdate(moment))
    invite_person(noor, by=by, at=moment)
    assert page.get(link).status_code == 410


def test_a_link_nobody_made_says_nothing_of_anybody(page, cast):
    assert said(page, "/account/invitation/made-up/")[0] == 404
    assert "This link does not work." in said(page, "/account/invitation/made-up/")[1]


def test_somebody_else_who_is_signed_in_cannot_use_it(page, link, tess):
    page.sign_in(tess)
    for method in (page.get, page.post):
        answer = method(link, {"password": GOOD})
        assert (answer.status_code, answer.page.h1) == (403, "This invitation is for somebody else")
    assert Invitation.objects.get().accepted_at is None


def test_a_person_who_left_meanwhile_cannot_use_it(page, link, noor):
    Post.objects.filter(person=noor).delete()
    assert said(page, link)[0] == 410
    assert "You do not have a post" in said(page, link)[1]


def test_a_closed_account_cannot_be_opened_by_it(page, link, noor):
    Account.objects.filter(person=noor).update(is_active=False)
    assert page.post(link, {"password": GOOD}).status_code == 410


def test_the_second_of_two_at_once_is_refused(link, moment):
    first, second = Invitation.objects.get(), Invitation.objects.get()
    accept_invitation(first, password=None, at=moment)
    with pytest.raises(Refused, match="used"):
        accept_invitation(second, password=None, at=moment)


def test_it_does_not_step_over_a_second_step_already_set_up(page, link, noor, add_app):
    add_app(noor)
    assert page.post(link, {"password": GOOD}).headers["Location"] == "/account/sign-in/second-step/"
    assert "_auth_user_id" not in page.session


def test_a_headteacher_goes_straight_on_to_the_second_step(page, hana, moment):
    """She has just chosen her password: she is not asked for it again."""
    secret = invite_person(hana, by=None, at=moment)
    page.post(f"/account/invitation/{secret}/", {"password": GOOD})
    assert page.get("/account/app/").page.h1 == "Add an authenticator app"
