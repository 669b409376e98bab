"""Two people at the same moment: an invitation opened twice, a role, a stand-in, the last who keeps the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hometime.ledger.models import Entry
from hometime.people.actions import accept_invitation, invite_person
from hometime.people.models import Delegation, Invitation, Post, Role, fingerprint_of
from hometime.people.posts.actions import end_post, end_role, give_role
from hometime.people.standing_in.actions import delegate, end_delegation
from tests.racing import refused

pytestmark = pytest.mark.django_db(transaction=True)


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_a_link_lets_one_person_in_once(race, hana, tess, viewer, now):
    secret = invite_person(tess, by=viewer(hana), at=now)
    invitation = Invitation.objects.select_related("person__account").get(fingerprint=fingerprint_of(secret))
    outcomes = race(*[lambda: accept_invitation(invitation, password=None, at=now)] * 3)
    assert (refused(outcomes), acts("people.invitation_accepted")) == (2, 1)


def test_two_who_invite_leave_one_link_that_works(race, hana, bilal, tess, viewer, now):
    race(*[lambda by=by: invite_person(tess, by=viewer(by), at=now) for by in (hana, bilal)])
    still_open = Invitation.objects.filter(person=tess, expires_at__gt=now)
    assert (still_open.count(), acts("people.person_invited")) == (1, 2)


def test_a_role_is_given_once(race, hana, bilal, tess, viewer, now):
    outcomes = race(*[lambda by=by: give_role(tess, "it", by=viewer(by), at=now) for by in (hana, bilal)])
    assert (refused(outcomes), Role.objects.filter(person=tess, kind="it").count()) == (1, 1)
    assert acts("people.role_given") == 1


def test_two_cannot_end_the_last_two_who_keep_the_list(race, hana, bilal, viewer, now, today):
    kept = [Role.objects.get(person=hana, kind="head"), Role.objects.get(person=bilal, kind="policy-owner")]
    Role.objects.filter(person=bilal, kind="business-manager").delete()
    outcomes = race(
        lambda: end_role(kept[1], by=viewer(hana), at=now), lambda: end_role(kept[0], by=viewer(bilal), at=now)
    )
    left = Role.objects.filter(pk__in=[role.pk for role in kept]).on(today + timedelta(days=1))
    assert (refused(outcomes), left.count(), acts("people.role_ended")) == (1, 1, 1)


def test_a_role_is_lent_to_one_of_two(race, hana, bilal, leo, safia, viewer, now, today):
    role = Role.objects.get(person=hana, kind="head")
    days = {"starts_on": today, "ends_on": today + timedelta(days=4), "at": now}
    outcomes = race(
        lambda: delegate(role, deputy=leo, by=viewer(hana), **days),
        lambda: delegate(role, deputy=safia, by=viewer(bilal), **days),
    )
    assert (refused(outcomes), Delegation.objects.count(), acts("people.role_delegated")) == (1, 1, 1)


def test_a_stand_in_is_ended_once(race, hana, leo, viewer, now):
    role, today = Role.objects.get(person=hana, kind="head"), timezone.localdate(now)
    lent = delegate(role, deputy=leo, starts_on=today, ends_on=today, by=viewer(hana), at=now)
    outcomes = race(*[lambda by=by: end_delegation(lent, by=viewer(by), at=now) for by in (hana, leo)])
    assert (refused(outcomes), acts("people.delegation_ended")) == (1, 1)


def test_two_cannot_end_the_posts_of_the_last_two_who_keep_the_list(race, hana, bilal, viewer, now, today):
    posts = {by: Post.objects.get(person=by) for by in (hana, bilal)}
    last_day = {"ends_on": today, "at": now}
    outcomes = race(
        lambda: end_post(posts[bilal], by=viewer(hana), **last_day),
        lambda: end_post(posts[hana], by=viewer(bilal), **last_day),
    )
    assert (refused(outcomes), acts("people.post_ended")) == (1, 1)
