"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hometime.people.models import Account, Organisation, Person, Post, Role


@pytest.fixture
def refused(db):
    def check(name, write):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()

    return check


def test_a_trust_belongs_to_nothing(refused, wickering_trust, great_wickering):
    wickering_trust.parent = great_wickering
    refused("people_only_schools_have_a_parent", wickering_trust.save)


def test_an_organisation_is_of_a_known_kind(refused, now):
    refused(
        "people_organisation_kind",
        lambda: Organisation.objects.create(slug="x", name="X", kind="shop", created_at=now),
    )


def test_a_role_is_of_a_known_kind(refused, tess, great_wickering, today):
    refused(
        "people_role_kind",
        lambda: Role.objects.create(person=tess, organisation=great_wickering, kind="king", starts_on=today),
    )


def test_every_kind_of_role_is_known_to_the_database(tess, great_wickering, today):
    for kind in Role.Kind.values:
        Role.objects.create(person=tess, organisation=great_wickering, kind=kind, starts_on=today)


@pytest.mark.parametrize(("model", "name"), [(Post, "people_post_dates"), (Role, "people_role_dates")])
def test_nothing_ends_before_it_starts(refused, tess, model, name):
    held = model.objects.filter(person=tess).first()
    refused(name, lambda: model.objects.filter(pk=held.pk).update(ends_on=held.starts_on - timedelta(days=1)))


def test_nobody_manages_themselves(refused, tess):
    refused("people_nobody_manages", lambda: Post.objects.filter(person=tess).update(line_manager=tess))


def test_an_address_belongs_to_one_person(refused, tess, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Other", email=tess.email.upper(), created_at=now)


def test_many_people_may_have_no_address(db, now):
    for name in ("One", "Two"):
        Person.objects.create(name=name, created_at=now)


def test_a_username_is_in_small_letters(refused, tess):
    refused("people_username_in_small", lambda: Account.objects.filter(person=tess).update(username="Tess"))


def test_an_account_brings_its_person_in_one_query(tess, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Account.objects.get(person=tess).person.name == "Tess Okafor"
