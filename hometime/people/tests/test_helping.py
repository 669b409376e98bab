"""change_email and reset_second_step: helping somebody else to come in."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.urls import reverse

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.helping.actions import change_email, reset_second_step
from hometime.people.models import Account
from tests.post import sent

NEW = "tess.okafor@great-wickering.example"
pytestmark = pytest.mark.usefixtures("real_door")


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_the_new_address_lets_her_in_and_the_old_does_not(hana, tess, with_password, come_in, viewer, now, page):
    old = with_password(tess).email
    change_email(tess, NEW.upper(), by=viewer(hana), at=now)
    assert come_in(tess).status_code == 200, "the old one"
    tess.refresh_from_db()
    assert (tess.email, Account.objects.get(person=tess).username) == (NEW, NEW)
    assert come_in(tess).status_code == 302
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [NEW]
    assert old not in str(list(Entry.objects.filter(act="people.email_changed").values()))


def test_she_is_told_at_both_addresses(hana, tess, viewer, now):
    old = tess.email
    change_email(tess, NEW, by=viewer(hana), at=now)
    assert [mail.to for mail in sent()] == [[old], [NEW]]
    assert all(old in mail.body and NEW in mail.body for mail in sent())
    assert acts("people.email_changed") == 1


@pytest.mark.parametrize(
    ("slug", "email", "says"),
    [
        ("tess", NEW, "your own address"),
        ("leo", NEW, "may not change the list of people"),
        ("hana", "not an address", "not an email address"),
        ("hana", "noor@great-wickering.example", "belongs to somebody else"),
        ("hana", "tess@great-wickering.example", "the address they have"),
    ],
)
def test_an_address_is_not_changed(cast, tess, viewer, now, slug, email, says):
    with pytest.raises(Refused, match=says):
        change_email(tess, email, by=viewer(cast[slug]), at=now)
    assert acts("people.email_changed") == 0


def test_it_changes_an_address_on_the_page(page, idris, tess):
    page.sign_in(idris)
    address = reverse("people:email-change", args=[tess.code])
    assert page.post(address).status_code == 422
    assert "told at both addresses" in page.post(address, {"email": NEW, "is_known": "on"}, follow=True).page.text


def test_a_lost_second_step_is_taken_away_and_she_is_told(idris, tess, add_app, viewer, now, page):
    add_app(tess)
    reset_second_step(tess, by=viewer(idris), at=now)
    assert not Authenticator.objects.exists()
    assert acts("people.second_step_reset") == 1
    told = apps.get_model("notices.Notice").objects.get(kind="people.second_step_reset")
    assert (told.person, told.pace) == (tess, "at-once")
    with pytest.raises(Refused, match="has no second step"):
        reset_second_step(tess, by=viewer(idris), at=now)


@pytest.mark.parametrize(
    ("by", "of", "may"),
    [("idris", "idris", False), ("hana", "idris", True), ("hana", "tess", False), ("leo", "tess", False)],
)
def test_nobody_takes_away_their_own_and_few_that_of_others(cast, add_app, viewer, now, by, of, may):
    add_app(cast[of])
    if may:
        reset_second_step(cast[of], by=viewer(cast[by]), at=now)
    else:
        with pytest.raises(Refused):
            reset_second_step(cast[of], by=viewer(cast[by]), at=now)
    assert Authenticator.objects.exists() is not may


def test_it_is_taken_away_on_the_page_once_the_person_is_known(page, idris, tess, add_app):
    add_app(tess)
    page.sign_in(idris)
    assert "Remove their second step" in page.get(reverse("people:person", args=[tess.code])).page.text
    address = reverse("people:second-step-reset", args=[tess.code])
    assert page.post(address).status_code == 422
    assert "They have been told." in page.post(address, {"is_known": "on"}, follow=True).page.text


@pytest.mark.parametrize("name", ["people:email-change", "people:second-step-reset"])
@pytest.mark.parametrize(("slug", "status"), [("leo", 403), ("stella", 404), ("petra", 404)])
def test_others_do_not_get_to_these_pages(page, cast, tess, name, slug, status):
    assert page.sign_in(cast[slug]).get(reverse(name, args=[tess.code])).status_code == status


def test_no_one_person_takes_a_whole_account(idris, bilal, hana, add_app, viewer, now):
    """An address of one’s own and no second step would let the IT lead in as the headteacher."""
    add_app(hana)
    change_email(hana, "idris.too@great-wickering.example", by=viewer(idris), at=now)
    with pytest.raises(Refused, match="somebody else must do this"):
        reset_second_step(hana, by=viewer(idris), at=now)
    assert Authenticator.objects.exists()
    reset_second_step(hana, by=viewer(idris), at=now + timedelta(days=8))


def test_nor_the_other_way_round(idris, bilal, hana, add_app, viewer, now):
    add_app(hana)
    reset_second_step(hana, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="somebody else must do this"):
        change_email(hana, "idris.too@great-wickering.example", by=viewer(idris), at=now)
    change_email(hana, "hana.new@great-wickering.example", by=viewer(bilal), at=now)
