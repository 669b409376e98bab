"""A policy is put in force on a page, by those whose it is to do, from today or a day to come."""

import datetime as dt

import pytest
from django.utils import timezone

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.policy.actions import put_in_force
from hometime.policy.models import PolicyVersion
from hometime.policy.packs import shipped
from hometime.policy.queries import version_in_force

HERE = "/policy/put-in-force/"


@pytest.fixture
def put(hana, viewer, now, today):
    def act(slug="starter", starts_on=today, by=hana):
        return put_in_force(shipped(slug), starts_on=starts_on, by=viewer(by), at=now)

    return act


def typed(day, **more):
    said = {"pack": "starter", "starts_on_0": day.day, "starts_on_1": day.month, "starts_on_2": day.year}
    return said | {"approved": "on"} | more


def test_it_binds_from_its_day_and_the_ledger_says_who(put, great_wickering, hana, today):
    soon = today + dt.timedelta(days=3)
    made = put(starts_on=soon)
    assert version_in_force(great_wickering, today) is None
    assert version_in_force(great_wickering, soon) == made
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.actor) == ("policy.version_published", hana.code)


def test_another_takes_its_place_and_the_days_before_stay_as_they_were(put, great_wickering, today):
    first, soon = put(), today + dt.timedelta(days=3)
    second = put("dudley", starts_on=soon)
    assert version_in_force(great_wickering, today) == first
    assert version_in_force(great_wickering, soon) == second


def test_nothing_counts_backwards(put, today):
    with pytest.raises(Refused, match="has passed"):
        put(starts_on=today - dt.timedelta(days=1))


def test_the_same_again_is_refused(put):
    put()
    with pytest.raises(Refused, match="word for word"):
        put()


def test_others_are_told_who_does_it(put, page, tess, leo):
    for other in (tess, leo):
        with pytest.raises(Refused, match="headteacher or the policy owner"):
            put(by=other)
        assert page.sign_in(other).get(HERE).status_code == 403


def test_the_head_of_a_new_school_chooses_one_and_reads_it(page, hana):
    page.sign_in(hana)
    assert page.get("/policy/").page.links()["Put a policy in force"] == HERE
    assert page.get(HERE).page.h1 == "Put a policy in force"
    seen = page.post(HERE, typed(timezone.localdate()), follow=True).page
    assert "is in force from" in seen.text
    assert PolicyVersion.objects.count() == 1


def test_an_empty_form_says_what_is_missing(page, hana):
    found = page.sign_in(hana).post(HERE, {})
    assert found.status_code == 422
    assert "Choose a policy." in found.page.text
    assert not PolicyVersion.objects.exists()


def test_a_policy_nobody_agreed_to_is_not_put_in_force(page, hana):
    told = typed(timezone.localdate())
    del told["approved"]
    found = page.sign_in(hana).post(HERE, told)
    assert found.status_code == 422
    assert not PolicyVersion.objects.exists()
