"""A shared device: set up by the head, names on it for a while, a PIN to sign with and few tries at it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hometime.learning.actions.kiosk import end_kiosk, give_pin, open_kiosk, sign_at_kiosk
from hometime.learning.models import Acknowledgement, Kiosk, Pin
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.people.models import Person

from .conftest import DECLARES

QUARTER = dt.timedelta(minutes=15)


@pytest.fixture
def kiosk(version, hana, viewer, now):
    opened, _ = open_kiosk(name="Staff room tablet", hours=2, by=viewer(hana), at=now)
    return opened


@pytest.fixture
def pin(leo, tess, viewer, now):
    return give_pin(tess, by=viewer(leo), at=now)


@pytest.fixture
def sign(kiosk, version, tess, pin, now, today):
    def put(typed=None, *, person=tess, at=now):
        told = {"version": version, "typed_name": person.name, "declared": DECLARES, "at": at, "on": today}
        return sign_at_kiosk(kiosk, person, pin=typed or pin, **told)

    return put


def wrong(pin):
    return str((int(pin) + 1) % 1_000_000).zfill(6)


def test_the_right_pin_signs_for_its_owner(sign, tess):
    signed = sign()
    assert (signed.person, signed.how, signed.created_by) == (tess, "kiosk", tess)
    assert Entry.objects.filter(act="learning.policy_signed").count() == 1


def test_a_pin_is_kept_as_a_password_is(pin):
    assert pin not in Pin.objects.get().secret
    assert Entry.objects.filter(act="learning.pin_given").count() == 1


def test_five_wrong_tries_close_it_for_a_quarter_of_an_hour(sign, pin, now):
    for _ in range(5):
        with pytest.raises(Refused, match="That PIN is not right"):
            sign(wrong(pin))
    with pytest.raises(Refused, match="too many wrong tries"):
        sign(pin)
    assert Entry.objects.filter(act="learning.pin_closed").count() == 1
    assert sign(pin, at=now + QUARTER).pk


def test_the_pin_of_one_does_not_sign_for_another(sign, noor):
    with pytest.raises(Refused, match="That PIN is not right"):
        sign(person=noor)
    assert not Acknowledgement.objects.exists()


def test_nobody_gives_themselves_a_pin(hana, leo, safia, viewer, now, pin):
    with pytest.raises(Refused, match="You cannot give yourself a PIN"):
        give_pin(hana, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="You are not the line manager of Safia Malik"):
        give_pin(safia, by=viewer(leo), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.update(created_by_id=Pin.objects.get().person_id)


def test_a_device_closes_by_itself_and_by_hand(kiosk, sign, hana, viewer, now):
    with pytest.raises(Refused, match="This device is closed for signing"):
        sign(at=now + dt.timedelta(hours=2))
    end_kiosk(kiosk, by=viewer(hana), at=now)
    assert Kiosk.objects.get().ends_at == now
    assert Entry.objects.filter(act="learning.kiosk_ended").count() == 1


@pytest.mark.parametrize("slug", ["tess", "leo", "grace", "idris"])
def test_only_those_who_look_after_the_policy_set_one_up(version, cast, viewer, now, slug):
    with pytest.raises(Refused, match="Only those who look after the policy"):
        open_kiosk(name="Mine", hours=1, by=viewer(cast[slug]), at=now)


def test_from_setting_up_to_signing(page, at_that_moment, version, hana, leo, tess, viewer, now, monkeypatch):
    digits = give_pin(tess, by=viewer(leo), at=now)
    page.sign_in(hana)
    assert page.get("/signing/kiosk/").page.h1 == "Sign on a shared device"
    seen = page.post("/signing/kiosk/", {"name": "Tablet", "hours": "1"}, follow=True).page
    assert seen.h1 == "Sign the policy here"
    assert "Tess Okafor" in seen.text and "Noor" not in seen.text
    assert page.get("/signing/").status_code == 302  # whoever set it up is signed out
    where = f"/kiosk/{tess.code}/"
    filled = {"declared": DECLARES, "typed_name": "Tess Okafor"}
    assert page.get(where).page.h1 == "Tess Okafor"
    assert page.post(where, filled | {"pin": wrong(digits)}).status_code == 422
    assert "Everybody has signed" in page.post(where, filled | {"pin": digits}, follow=True).page.text
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(hours=1))
    assert page.get("/kiosk/").status_code == 404


def test_without_the_device_nothing_is_there(page, version, tess, pin):
    for address in ("/kiosk/", f"/kiosk/{tess.code}/"):
        assert page.get(address).status_code == 404


def test_a_new_pin_is_shown_once(page, at_that_moment, version, leo, tess, safia):
    page.sign_in(leo)
    assert "No PIN" in page.get("/signing/pins/").page.text
    seen = page.post("/signing/pins/", {"person": tess.code}).page
    assert "The PIN of Tess Okafor is" in seen.text
    assert "The PIN of" not in page.get("/signing/pins/").page.text
    assert page.post("/signing/pins/", {"person": safia.code}).status_code == 404


def test_whoever_gets_a_pin_is_told_who_made_it_and_never_which(pin, tess, leo):
    """Whoever has the PIN can sign in their name."""
    [told] = Notice.objects.filter(person=tess, kind="learning.pin_given")
    assert leo.name in told.text
    assert pin not in told.text


def test_those_without_an_address_come_first(page, leo, tess, noor):
    Person.objects.filter(pk=tess.pk).update(email="")
    page.sign_in(leo)
    shown = page.get("/signing/pins/").page.text
    assert shown.index(tess.name) < shown.index(noor.name)
    assert page.post("/signing/pins/", {"person": "nobody"}).status_code == 404
