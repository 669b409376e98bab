"""Several tables read in one query give what each gives by itself."""

import datetime as dt

import pytest
from django.db.models import Count, F, Model, Window
from django.db.models.functions import RowNumber

from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.together import FEW, keys_of, read_in_groups, read_together

MANY = 3 * FEW


@pytest.fixture
def crowd(great_wickering, hana, now):
    """People, the first made of whom begins last."""
    people = Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(MANY))
    begins = {person: dt.date(2026, 9, 1) - dt.timedelta(days=number) for number, person in enumerate(people)}
    post = {"organisation": great_wickering, "job_title": "Teacher", "line_manager": hana}
    Post.objects.bulk_create(Post(person=person, starts_on=day, **post) for person, day in begins.items())
    Role.objects.bulk_create(
        Role(person=person, organisation=great_wickering, kind="staff", starts_on=day) for person, day in begins.items()
    )
    return people


def kept(row):
    """All that a row holds, and what came with it."""
    if not isinstance(row, Model):
        return row
    related = {name: kept(each) for name, each in row._state.fields_cache.items()}
    return {**{name: value for name, value in vars(row).items() if name != "_state"}, "related": related}


def questions(crowd):
    posts = Post.objects.filter(person__in=keys_of(crowd))
    place = Window(RowNumber(), partition_by=[F("person")], order_by=[F("starts_on").desc()])
    return [
        posts.select_related("person", "line_manager").order_by("starts_on"),
        Person.objects.filter(pk__in=keys_of(crowd)).annotate(times=Count("posts")).order_by("-created_at", "-pk"),
        Role.objects.filter(person__in=keys_of(crowd)).annotate(place=place).filter(place=1).order_by("-pk"),
        Organisation.objects.defer("name").order_by("slug"),
        Person.objects.filter(pk__in=[]),
        posts.order_by("-starts_on").values_list("person", "starts_on", "person__code")[:7],
        posts.values("job_title", "person__created_at").order_by("pk"),
        Post.objects.filter(pk__in=[0]),
    ]


def test_each_gives_what_it_gives_by_itself_in_its_own_order(crowd):
    asked = questions(crowd)
    for rows, alone in zip(read_together(*asked), questions(crowd), strict=True):
        assert [kept(row) for row in rows] == [kept(row) for row in alone]


def test_it_is_one_query(crowd, django_assert_num_queries):
    asked = questions(crowd)
    with django_assert_num_queries(1):
        read_together(*asked)


def test_a_question_can_be_asked_again(crowd, great_wickering, hana, now, today):
    posts = Post.objects.filter(person__in=keys_of(crowd))
    assert len(read_together(posts)[0]) == MANY
    Post.objects.create(person=crowd[0], organisation=great_wickering, starts_on=today, job_title="Head of year")
    assert len(read_together(posts)[0]) == len(posts) == MANY + 1


def test_about_nobody_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_together(Person.objects.none(), Post.objects.filter(pk__in=[])) == [[], []]


def test_what_came_with_a_row_is_there_without_another_query(crowd, django_assert_num_queries):
    [posts] = read_together(Post.objects.filter(person__in=keys_of(crowd)).select_related("person"))
    with django_assert_num_queries(0):
        assert {post.person.name for post in posts} == {person.name for person in crowd}


def test_groups_get_each_their_own(crowd):
    one, two = Post.objects.filter(person=crowd[0]), Role.objects.filter(person=crowd[1])
    assert read_in_groups([[one], [], [two, one]]) == [[list(one)], [], [list(two), list(one)]]


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, MANY])
def test_the_keys_of_few_and_of_many_find_the_same(crowd, count):
    assert {post.person_id for post in Post.objects.filter(person__in=keys_of(crowd[:count]))} == {
        person.pk for person in crowd[:count]
    }


def test_many_keys_are_one_parameter(crowd):
    _, parameters = Post.objects.filter(person__in=keys_of(crowd)).order_by().query.sql_with_params()
    assert len(parameters) == 1
