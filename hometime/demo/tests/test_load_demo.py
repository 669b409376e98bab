"""The demonstration: the same trust every time."""

from hometime.demo.cast import code_of, members, places, slug_of
from hometime.demo.loading import load_demo
from hometime.ledger.models import Entry
from hometime.people.models import Organisation, Person, Post, Role


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


def test_a_code_leads_back_to_its_slug(now):
    assert slug_of(code_of("tess")) == "tess"
    assert slug_of(code_of("nobody-at-all")) is None
    assert len({code_of(each.slug) for each in (*members(), *places())}) == len(members()) + len(places())
