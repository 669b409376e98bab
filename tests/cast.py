"""The cast as fixtures: every test of every part may ask for `tess`, `hana` or `stella` by name.

    def test_tess_sees_her_own_school_only(tess, viewer):
        assert [school.slug for school in organisations_for(viewer(tess))] == ["great-wickering"]

A person of the cast is a `Person`; `viewer(person)` is that person looking, as pages see them; `page.sign_in(tess)`
signs in. `now` and `today` are the moment of every test.
"""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from hometime.demo.cast import code_of, members
from hometime.demo.loading import load_demo
from hometime.demo.starting import put_on_record, put_policies_in_force
from hometime.people.models import Organisation, Person
from hometime.people.viewer import viewer_for
from tests.made_once import make_once

NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
NAMES = tuple(member.slug for member in members())


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today(now):
    return now.date()


@pytest.fixture
def at_that_moment(monkeypatch, now):
    """Pages take their time at the door: here the door says `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def cast(db, now):
    """Everybody in the pretend trust, by slug."""
    make_once("cast", now, lambda: load_demo(at=now))
    people = Person.objects.select_related("account").in_bulk([code_of(slug) for slug in NAMES], field_name="code")
    return {slug: people[code_of(slug)] for slug in NAMES}


@pytest.fixture
def in_force(cast, now):
    """The cast, with the policies of their schools in force and what is on record about them."""
    make_once("in force", now, lambda: (put_policies_in_force(now), put_on_record(now)), after="cast")
    return cast


@pytest.fixture
def great_wickering(cast):
    return Organisation.objects.get(slug="great-wickering")


@pytest.fixture
def tamsin_hollow(cast):
    return Organisation.objects.get(slug="tamsin-hollow")


@pytest.fixture
def wickering_trust(cast):
    return Organisation.objects.get(slug="wickering-trust")


@pytest.fixture
def viewer(today):
    """`viewer(tess)`; `viewer(dara, showing=tamsin_hollow)`; `viewer(tess, on=another_day)`."""

    def look(person, *, showing=None, on=None):
        return viewer_for(person, on=on or today, showing=str(showing.code) if showing else None)

    return look


def member(slug):
    @pytest.fixture(name=slug)
    def somebody(cast):
        return cast[slug]

    return somebody


hana, leo, tess, noor, idris, dara = map(member, ("hana", "leo", "tess", "noor", "idris", "dara"))
safia, grace, victor, bilal, petra, stella = map(member, ("safia", "grace", "victor", "bilal", "petra", "stella"))
