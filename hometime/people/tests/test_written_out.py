"""A question with its values written into it gives what the same rows give when they are asked for."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q, Value

from hometime.people.models import Person, Role
from hometime.people.written_out import answers, written_out

HARD = ("O’Brien", "O'Brien", '"Quoted"', "100% Ann", "%s", "back\\slash", "Zoë", "'; DROP TABLE people_person; --")


@pytest.fixture
def hard_names(db, now):
    return [Person.objects.create(name=name, created_at=now) for name in HARD]


def asked(rows):
    return answers(written_out(rows))


@pytest.mark.parametrize("name", HARD)
def test_a_name_of_any_kind_is_found_and_no_other(hard_names, name):
    rows = Person.objects.filter(name=name).values_list("name")
    assert asked(rows) == list(rows) == [(name,)]


@pytest.mark.parametrize("part", ["%", "\\", "'", "Ann"])
def test_a_part_of_a_name_is_looked_for_as_it_is(hard_names, part):
    rows = Person.objects.filter(name__contains=part).order_by("name").values_list("name")
    assert asked(rows) == list(rows)
    assert asked(rows)


def test_days_choices_lists_and_nothing_are_written_as_the_database_reads_them(great_wickering, hana):
    on = Q(ends_on=None) | Q(ends_on__gte=dt.date(2026, 11, 22))
    rows = Role.objects.filter(on, kind__in=[Role.Kind.HEAD, Role.Kind.DPO], organisation=great_wickering)
    rows = rows.annotate(nothing=Value("")).order_by("pk").values_list("person", "kind", "nothing")
    assert asked(rows) == list(rows)
    assert asked(rows)


def test_a_moment_is_the_same_moment(hard_names, now):
    assert len(asked(Person.objects.filter(created_at=now, name__in=HARD).values_list("pk"))) == len(HARD)
    later = Person.objects.filter(created_at__gt=now, name__in=HARD).values_list("pk")
    assert not asked(later)


def test_where_there_can_be_nothing_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert asked(Person.objects.none().values_list("pk")) == []


def test_nothing_is_left_to_be_filled_in(hard_names, django_assert_num_queries):
    text = written_out(Person.objects.filter(name="O'Brien").values_list("pk"))
    with django_assert_num_queries(1), connection.cursor() as cursor:
        cursor.execute(text)
        assert len(cursor.fetchall()) == 1
