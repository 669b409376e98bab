"""Inviting somebody: who may, what is sent, and that nothing of the link is kept."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.people.access import INVITING
from hometime.people.adapters import AccountAdapter
from hometime.people.models import Invitation, Post

pytestmark = pytest.mark.usefixtures("real_door")


def invite(page, person):
    return page.post(f"/people/{person.code}/invite/")


def test_a_headteacher_sends_an_invitation(page, hana, noor):
    page.sign_in(hana)
    assert "Send Noor" in page.get(f"/people/{noor.code}/").page.text
    assert invite(page, noor).headers["Location"] == f"/people/{noor.code}/"
    assert "Invitation sent to noor@great-wickering.example." in page.get(f"/people/{noor.code}/").page.text
    said = told(Entry.objects.get(act="people.person_invited"))
    assert (said.actor, said.subject, said.details) == (hana.name, noor.name, {"how": "e-mail"})


def test_the_mail_holds_the_link_and_the_database_does_not(page, hana, noor):
    invite(page.sign_in(hana), noor)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([noor.email], "Great Wickering Academy invites you to Hometime")
    secret = re.search(r"http://testserver/account/invitation/(\S+)/", sent.body)[1]
    kept = Invitation.objects.get()
    assert secret not in (kept.fingerprint, kept.email)
    assert secret not in str(list(Entry.objects.values()))


def test_each_role_may_or_may_not(cast, page, great_wickering, noor, now):
    allowed = set()
    for slug, person in cast.items():
        if person != noor and invite(page.sign_in(person), noor).status_code == 302 and mail.outbox:
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
    assert mail.outbox == []


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


def test_when_the_mail_server_says_no_there_is_no_invitation(page, hana, noor, monkeypatch):
    def down(*args):
        raise SMTPServerDisconnected

    monkeypatch.setattr(AccountAdapter, "send_mail", down)
    page.sign_in(hana)
    invite(page, noor)
    assert "The invitation could not be sent." in page.get("/people/").page.text
    assert not Invitation.objects.exists()
    assert not Entry.objects.filter(act="people.person_invited").exists()


def test_a_site_without_mail_says_so_and_makes_no_link(page, hana, noor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page.sign_in(hana)
    assert "Send Noor" not in page.get(f"/people/{noor.code}/").page.text
    invite(page, noor)
    assert "This site sends no mail." in page.get("/people/").page.text
    assert not Invitation.objects.exists()
