"""What the very first person of a school sees: one step leads to the next, until all are done."""

import pytest
from django.apps import apps
from django.utils import timezone

from hometime.home.first_steps import first_steps
from hometime.people.actions import add_person, invite_person, open_organisation
from hometime.people.models import Role
from hometime.people.viewer import viewer_for

SHOWN = "Set up your school"


@pytest.fixture
def school(db, settings):
    settings.DEMO = False
    return open_organisation(name="Hill View School", kind="school", by=None, at=timezone.now())


@pytest.fixture
def add(school):
    def somebody(name, *roles):
        email = f"{name.split()[0].lower()}@hill-view.example"
        return add_person(school, name=name, email=email, job_title="Teacher", roles=roles, by=None, at=timezone.now())

    return somebody


@pytest.fixture
def ann(add):
    return add("Ann Lee", "head", "policy-owner", "staff")


def left(person, policy=None):
    now = timezone.now()
    rows = first_steps(viewer_for(person, on=timezone.localdate(now)), policy, now)
    return [row["words"] for row in rows if row["tag"] == "To do"]


def test_a_head_alone_has_everything_before_her(ann):
    assert left(ann) == [
        "Put a policy in force",
        "Add the people who work here",
        "Give people their roles",
        "Invite them",
        "Ask them to sign the policy",
    ]


def test_each_step_is_ticked_off(ann, add, school, django_assert_num_queries):
    bea = add("Bea Day", "staff")
    assert left(ann, policy="one")[0] == "Give people their roles"
    now = timezone.now()
    Role.objects.create(organisation=school, person=bea, kind="it", starts_on=timezone.localdate(now))
    invite_person(bea, by=None, at=now)
    by = viewer_for(ann, on=timezone.localdate(now))
    with django_assert_num_queries(1):
        rows = first_steps(by, "one", now)
    assert [row["tag"] for row in rows] == ["Done"] * 4 + ["To do"]


def test_others_are_not_shown_them(ann, add):
    assert left(add("Bea Day", "staff")) == []


def test_they_are_on_the_front_page_and_each_leads_somewhere(ann, page):
    page.sign_in(ann)
    front = page.get("/")
    assert SHOWN in front.page.text
    for row in first_steps(viewer_for(ann, on=timezone.localdate()), None, timezone.now()):
        assert row["href"] in front.page.addresses()
        assert page.get(row["href"]).status_code in (200, 302), row["href"]
    assert apps.get_model("policy.PolicyVersion").objects.count() == 0
