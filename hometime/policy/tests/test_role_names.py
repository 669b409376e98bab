"""What a role is called comes from the policy in force; our own word stands where it has none."""

from datetime import date, timedelta

import pytest

from hometime.ledger.models import Entry
from hometime.notices.models import Notice
from hometime.people.models import Role
from hometime.people.posts.actions import give_role
from hometime.people.role_names import role_name, role_names
from hometime.people.standing_in.actions import delegate
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


@pytest.fixture
def put(great_wickering, now):
    def in_force(slug):
        publish_version(shipped(slug), organisation=great_wickering, in_force_from=date(2026, 9, 1), by=None, at=now)

    return in_force


@pytest.mark.parametrize(
    ("slug", "kind", "name"),
    [
        ("wolsey-house", "it", "IT Technician"),
        ("ravensbury", "it", "IT Lead"),
        ("academy-trust", "dpo", "Academy Data Protection Officer"),
        ("yourig", "dsl", "Designated Safeguarding Lead"),
        ("dudley", "business-manager", "Business manager"),  # it has no word of its own for this one
    ],
)
def test_a_role_has_the_name_its_policy_gives_it(slug, kind, name, put, great_wickering, today):
    put(slug)
    assert role_name(kind, great_wickering, today) == name


def test_without_a_policy_our_own_words_stand(great_wickering, today):
    assert role_names(great_wickering, today) == dict(Role.Kind.choices)


def test_pages_of_people_call_roles_so(put, page, hana, idris, leo, viewer, now, today):
    put("wolsey-house")
    page.sign_in(hana)
    assert "IT Technician" in page.get("/people/").page.text
    here = f"/people/{idris.code}/"
    assert "IT Technician" in page.get(here).page.text
    roles = page.get(f"{here}roles/").page.text
    assert "IT Technician, since" in roles and "IT lead" not in roles
    role = Role.objects.get(person=idris, kind="it")
    days = {"starts_on": today, "ends_on": today + timedelta(days=1)}
    delegate(role, deputy=leo, reason="", by=viewer(idris), at=now, **days)
    assert "IT Technician, Great Wickering Academy" in page.get("/people/standing-in/").page.text
    assert "(IT Technician)" in page.sign_in(leo).get("/inbox/").page.text
    offered = page.sign_in(idris).get("/people/standing-in/new/").page.text
    assert "IT Technician: Idris Bell" in offered


def test_whoever_is_given_a_role_is_told_by_that_name(put, hana, noor, viewer, now):
    put("wolsey-house")
    give_role(noor, kind="it", ends_on=None, by=viewer(hana), at=now)
    assert "IT Technician" in Notice.objects.get(person=noor, kind="people.role_given").subject
    assert Entry.objects.filter(act="people.role_given").exists()
