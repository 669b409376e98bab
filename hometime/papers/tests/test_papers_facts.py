"""What the log tells the engine, in two queries however many people, and nothing of those it knows nothing of."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hometime.decisions.gathering import fit_to_decide
from hometime.decisions.journeys import Draft, asking
from hometime.papers.actions import decide_papers, log_print, request_papers, sign_in, sign_out
from hometime.papers.facts import facts_about
from hometime.people.models import Organisation, Person
from hometime.policy.packs import catalogue, shipped

from .conftest import BOOKS, FRIDAY
from .test_leave import NO, use


def known(person, on):
    school = Organisation.objects.get(slug="great-wickering")
    return {name: each.value for name, each in facts_about([person], school, on)[person.pk].items()}


def test_it_is_silent_about_whoever_has_signed_nothing_out(out, leo, stella, tess, today):
    assert known(leo, today) == known(stella, today) == {}
    assert known(tess, today - timedelta(days=1)) == {}


def test_leave_is_told_while_it_is_live(asked, tess, hana, viewer, now, today):
    assert known(tess, today) == {"paper.permission": "asked"}
    decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=now)
    assert known(tess, today) == {"paper.permission": "given", "paper.signed_out": False}
    assert known(tess, FRIDAY + timedelta(days=1)) == {}
    made = use(asked, viewer(tess), now)
    assert known(tess, today) == {"paper.permission": "given", "paper.signed_out": True}
    sign_in(made, [1, 2, 3], by=viewer(tess), at=now)
    assert known(tess, today) == {"paper.all_back": True}


def test_the_source_names_the_papers_as_an_answer_may_be_about_others(out, great_wickering, tess, today):
    told = facts_about([tess], great_wickering, today)[tess.pk]
    assert told["paper.signed_out"].source == "log of papers: History books"


def test_a_no_and_an_exception_are_told_as_such(forbidding, tess, leo, hana, viewer, now, today):
    refused = request_papers(BOOKS, once=uuid4(), by=viewer(tess), at=now)
    decide_papers(refused, **NO, by=viewer(hana), at=now)
    allowed = request_papers(BOOKS, once=uuid4(), by=viewer(leo), at=now)
    decide_papers(allowed, is_yes=True, reason="The exam board asks.", by=viewer(hana), at=now)
    assert known(tess, today)["paper.permission"] == "refused"
    assert known(leo, today)["paper.permission"] == "exception"


def test_what_is_late_is_not_back(out, tess, viewer, today):
    assert "paper.all_back" not in known(tess, FRIDAY)
    assert known(tess, FRIDAY + timedelta(days=1))["paper.all_back"] is False


def test_a_print_says_nothing_of_leave(logging, tess, viewer, now, today):
    log_print(BOOKS, once=uuid4(), by=viewer(tess), at=now)
    assert known(tess, today) == {}


def test_papers_that_left_without_leave_have_none(asking, tess, viewer, now, today):
    sign_out(BOOKS, once=uuid4(), by=viewer(tess), at=now, already_left=True)
    assert known(tess, today) == {"paper.signed_out": True, "paper.permission": "none"}


def test_every_fact_is_one_of_the_catalogue_that_records_may_tell(given, tess, today, great_wickering):
    told = facts_about([tess], great_wickering, today)[tess.pk]
    assert fit_to_decide(told, shipped("wolsey-house").vocabulary, today).facts.keys() == told.keys()
    assert all(catalogue().facts[name]["source"] in ("records", "either") for name in told)


@pytest.mark.parametrize("count", [10, 1000])
def test_it_costs_one_query_however_many_people(out, now, today, great_wickering, django_assert_num_queries, count):
    Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(count))
    people = list(Person.objects.all())
    with django_assert_num_queries(1):
        assert len(facts_about(people, great_wickering, today)) == len(people)


def test_a_yes_to_one_folder_is_none_to_the_next(asked, tess, hana, viewer, now, today):
    decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=now)

    def told(activity):
        return asking(viewer(tess), shipped("wolsey-house"), Draft(activity), today).record.facts

    assert told("travel-with-papers")["paper.permission"] == "given"
    assert not {"paper.permission", "paper.signed_out"} & set(told("take-papers"))
