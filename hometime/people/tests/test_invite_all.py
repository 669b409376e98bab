"""Everybody who has not come in yet is invited in one go, once."""

import pytest
from django.utils import timezone

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.people.actions import add_person
from hometime.people.inviting.actions import invite_newcomer
from hometime.people.inviting.queries import to_invite
from hometime.people.models import Invitation
from tests.post import sent

pytestmark = pytest.mark.usefixtures("real_door")
HERE = "/people/invitations/"


@pytest.fixture
def newcomers(cast, great_wickering, now):
    """Una and Uri, new with an address; Jo, who has none. Everybody else has come in before."""
    for person in cast.values():
        person.account.last_login = timezone.now()
        person.account.save(update_fields=["last_login"])
    told = {"job_title": "Cook", "roles": ["staff"], "by": None, "at": now}
    return [
        add_person(great_wickering, name=name, email=email, **told)
        for name, email in (("Una Field", "una@great-wickering.example"), ("Uri Oak", "uri@great-wickering.example"))
    ] + [add_person(great_wickering, name="Jo Barker", email="", **told)]


def test_all_of_them_are_invited_by_one_press(page, hana, newcomers):
    page.sign_in(hana)
    assert "Send 2 invitations" in page.get(HERE).page.text
    assert page.post(HERE).headers["Location"] == HERE
    assert sorted(mail.to[0][:3] for mail in sent()) == ["una", "uri"]
    assert Entry.objects.filter(act="people.person_invited").count() == 2
    seen = page.get(HERE).page.text
    assert "2 invitations are on the way" in seen
    assert "No email address" in seen
    assert "Send 2" not in seen


def test_nobody_is_invited_twice_by_a_second_press(page, hana, newcomers):
    page.sign_in(hana)
    page.post(HERE)
    page.post(HERE)
    assert len(sent()) == 2
    assert "Nobody is left to invite." in page.get(HERE).page.text


def test_whoever_has_come_in_or_has_a_link_by_now_gets_none(hana, tess, viewer, newcomers, now):
    assert invite_newcomer(newcomers[0], by=viewer(hana), at=now)
    assert invite_newcomer(newcomers[0], by=viewer(hana), at=now) is None
    assert invite_newcomer(tess, by=viewer(hana), at=now) is None
    assert Invitation.objects.count() == 1


def test_a_link_that_has_run_out_does_not_count(hana, viewer, newcomers, now):
    invite_newcomer(newcomers[0], by=viewer(hana), at=now)
    Invitation.objects.update(expires_at=now)
    assert newcomers[0] in to_invite(viewer(hana), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "dara", "safia", "grace", "victor"])
def test_others_may_not(slug, cast, page, viewer, newcomers, now):
    page.sign_in(cast[slug])
    assert page.get(HERE).status_code == 403
    assert page.post(HERE).status_code == 403
    assert sent() == []
    with pytest.raises(Refused, match="You may not invite people"):
        invite_newcomer(newcomers[0], by=viewer(cast[slug]), at=now)


def test_another_school_invites_its_own_alone(page, petra, newcomers):
    page.sign_in(petra)
    assert "Una" not in page.get(HERE).page.text
    page.post(HERE)
    assert sent() == []


def test_where_everybody_has_come_in_it_says_so(page, petra, newcomers):
    page.sign_in(petra)
    assert "Everybody has signed in" in page.get(HERE).page.text


def test_a_site_without_mail_says_so(page, hana, newcomers, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page.sign_in(hana)
    assert "This site does not send email" in page.get(HERE).page.text
    page.post(HERE)
    assert Invitation.objects.count() == 0
