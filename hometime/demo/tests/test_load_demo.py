"""The demonstration: the same trust every time, and never a real one's data lost."""

import pytest
from django.db import connection, transaction

from hometime.demo.cast import code_of, members, packs_in_force, places, slug_of
from hometime.demo.loading import NotADemo, load_demo
from hometime.ledger import triggers
from hometime.ledger.actions import record
from hometime.ledger.models import Entry
from hometime.ledger.verifying import Whole, organisations_with_acts, verify
from hometime.people.models import Organisation, Person, Post, Role


@pytest.fixture
def guarded(db):
    triggers.install(connection)
    yield
    triggers.remove(connection)


def counts():
    return [model.objects.count() for model in (Organisation, Person, Post, Role, Entry)]


def test_the_whole_cast_is_there(db, now):
    assert load_demo(at=now)
    assert Organisation.objects.count() == 3
    assert set(Person.objects.values_list("code", flat=True)) == {code_of(member.slug) for member in members()}
    assert Person.objects.filter(account__isnull=True).count() == 0


def test_loading_again_changes_nothing(db, now):
    load_demo(at=now)
    before = counts()
    assert not load_demo(at=now)
    assert counts() == before


def test_loading_takes_few_queries(db, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        load_demo(at=now)


def test_starting_afresh_forgets_what_was_done(guarded, now, settings):
    settings.DEMO = True
    load_demo(at=now)
    Post.objects.filter(person__code=code_of("tess")).delete()
    with transaction.atomic():
        school = Organisation.objects.get(slug="great-wickering")
        record("people.signed_in", organisation=school, by=None, at=now)
    assert load_demo(at=now, reset=True)
    assert Post.objects.filter(person__code=code_of("tess")).exists()
    assert not Entry.objects.filter(act="people.signed_in").exists()
    assert triggers.missing(connection) == []
    assert all(isinstance(verify(code), Whole) for code in organisations_with_acts())


def test_it_refuses_to_empty_anything_but_the_demo(guarded, now, settings):
    settings.DEMO = False
    load_demo(at=now)
    before = counts()
    with pytest.raises(NotADemo, match="Only the demonstration"):
        load_demo(at=now, reset=True)
    assert counts() == before


def test_every_place_says_which_pack_it_starts_with():
    assert packs_in_force() == {
        "wickering-trust": "academy-trust",
        "great-wickering": "wolsey-house",
        "tamsin-hollow": "dudley",
    }


def test_a_code_leads_back_to_its_slug(now):
    assert slug_of(code_of("tess")) == "tess"
    assert slug_of(code_of("nobody-at-all")) is None
    assert len({code_of(each.slug) for each in (*members(), *places())}) == len(members()) + len(places())
