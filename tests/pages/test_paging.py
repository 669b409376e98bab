"""A page of a list counts no further than anybody reads."""

import pytest

from hometime.pages.paging import MOST, one_page
from hometime.people.models import Person


def test_a_short_list_is_counted_to_the_end():
    found = one_page(range(45), "3")
    assert (found.number, list(found), found.paginator.num_pages) == (3, [40, 41, 42, 43, 44], 3)
    assert (found.paginator.how_many, found.paginator.is_longer) == ("45", False)


@pytest.mark.parametrize("asked", [None, "", "0", "-1", "first", "1.5", "9" * 40])
def test_what_is_no_page_is_the_first(asked):
    assert one_page(range(45), asked).number == 1


def test_beyond_the_end_is_the_last():
    assert one_page(range(45), "9").number == 3


def test_a_long_list_is_known_to_be_longer():
    found = one_page(range(MOST + 5), 1)
    assert (found.paginator.how_many, found.paginator.num_pages) == ("more than 1,000", MOST // 20)


def test_whoever_goes_on_finds_every_row():
    assert list(one_page(range(MOST + 5), MOST // 20 + 1)) == [MOST, MOST + 1, MOST + 2, MOST + 3, MOST + 4]


def test_the_database_counts_no_further(db, now, django_assert_num_queries):
    Person.objects.bulk_create([Person(name=f"Person {n:04}", created_at=now) for n in range(MOST + 1)])
    with django_assert_num_queries(2) as asked:
        assert len(one_page(Person.objects.order_by("name"))) == 20
    assert f"LIMIT {MOST + 1}" in asked.captured_queries[0]["sql"]
