"""Inviting somebody: who may, what is sent, and that nothing of the link is kept."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people.access import INVITING
from hometime.people.models import Invitation, Post
from tests.post import sent

pytestmark = pytest.mark.usefixtures("real_door")


LETTERS = ("notices.Notice", "notices.Message")  # of the part above, which tells people things


class NobodyThere(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError


def table(name):
    return apps.get_model(name).objects


def kept_letter():
    return table(LETTERS[0]).filter(kind="notices.letter").values().get()


def invite(page, person):
    return page.post(f"/people/{person.code}/invite/")


def test_a_headteacher_sends_an_invitation(page, hana, noor):
    page.sign_in(hana)
    assert "Send Noor" in page.get(f"/people/{noor.code}/").page.text
    assert invite(page, noor).headers["Location"] == f"/people/{noor.code}/"
    assert (
        "The invitation is on its way to noor@great-wickering.example." in page.get(f"/people/{noor.code}/").page.text
    )
    said = told(Entry.objects.get(act="people.person_invited"))
    assert (said.actor, said.subject, said.details) == (hana.name, noor.name, {"how": "e-mail"})


def test_the_mail_holds_the_link_and_the_database_does_not(page, hana, noor):
    invite(page.sign_in(hana), noor)
    (mailed,) = sent()
    assert (mailed.to, mailed.subject) == ([noor.email], "Great Wickering Academy invites you to Hometime")
    secret = re.search(r"http://testserver/account/invitation/(\S+)/", mailed.body)[1]
    kept = Invitation.objects.get()
    assert secret not in (kept.fingerprint, kept.email)
    assert secret not in str(list(Entry.objects.values()))


def test_each_role_may_or_may_not(cast, page, great_wickering, noor, now):
    allowed = set()
    for slug, person in cast.items():
        if person != noor and invite(page.sign_in(person), noor).status_code == 302 and sent():
            allowed.add(slug)
        mail.outbox.clear()
    assert allowed == {"hana", "idris", "bilal"}
    assert {str(kind) for kind in INVITING} == {"head", "it", "business-manager", "policy-owner"}


def test_somebody_of_another_school_is_not_there_to_be_invited(page, stella, petra, noor):
    assert invite(page.sign_in(petra), noor).status_code == 404


def test_a_stranger_is_sent_to_the_door(page, noor):
    assert invite(page, noor).headers["Location"] == "/sign-in/"


def test_nobody_invites_themselves(page, hana):
    page.sign_in(hana)
    invite(page, hana)
    assert "You are here already." in page.get("/people/").page.text
    assert sent() == []


def test_nor_does_the_database_let_them(hana, now):
    with pytest.raises(IntegrityError, match="nobody_invites"), transaction.atomic():
        Invitation.objects.create(person=hana, invited_by=hana, fingerprint="x", created_at=now, expires_at=now)


def test_somebody_without_an_address_is_not_sent_one(page, hana, noor):
    type(noor).objects.filter(pk=noor.pk).update(email="")
    page.sign_in(hana)
    invite(page, noor)
    assert "has no email address here." in page.get("/people/").page.text


def test_a_leaver_is_not_invited_back(page, hana, noor):
    Post.objects.filter(person=noor).delete()
    assert invite(page.sign_in(hana), noor).status_code == 404


def test_when_the_mail_server_is_away_the_link_waits_locked_and_is_forgotten_once_sent(page, hana, noor, settings):
    settings.EMAIL_BACKEND = "hometime.people.tests.test_invite_person.NobodyThere"
    invite(page.sign_in(hana), noor)
    assert "The invitation is on its way to noor@" in page.get("/people/").page.text
    assert not sent()
    waiting = kept_letter()
    assert waiting["locked"] and "/account/invitation/" not in str(waiting)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    table(LETTERS[1]).update(next_at=timezone.now())
    assert "/account/invitation/" in sent()[0].body
    assert not kept_letter()["locked"], "nothing of it is kept"
    assert "/account/invitation/" not in page.sign_in(noor).get("/notices/", follow=True).page.text


def test_a_site_without_mail_says_so_and_makes_no_link(page, hana, noor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page.sign_in(hana)
    assert "Send Noor" not in page.get(f"/people/{noor.code}/").page.text
    invite(page, noor)
    assert "This site does not send email." in page.get("/people/").page.text
    assert not Invitation.objects.exists()
