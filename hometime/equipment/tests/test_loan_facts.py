"""What the register of loans tells the engine."""

import datetime as dt
from functools import partial

import pytest

from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.loans import facts as loans_facts
from hometime.equipment.loans.returning import say, set_due
from hometime.equipment.models import Loan
from hometime.equipment.queries import held_by
from hometime.people.models import Person

facts_about = partial(equipment_facts, folders=[loans_facts])

DAY = dt.timedelta(days=1)


def values(facts):
    return {name: known.value for name, known in facts.items()}


def test_a_school_that_keeps_no_register_says_nothing(tess, great_wickering, today):
    assert facts_about([tess], great_wickering, today) == {tess.pk: {}}


def test_it_knows_who_was_given_nothing(device, lend, tess, noor, great_wickering, today):
    lend(device("A1"), tess)
    facts = facts_about([tess, noor], great_wickering, today)
    assert values(facts[noor.pk]) == {"device.school_one_issued": False}
    assert values(facts[tess.pk]) == {"device.school_one_issued": True, "device.listed": True}


def test_a_memory_stick_is_no_school_computer(device, lend, tess, great_wickering, today):
    lend(device("A1", kind="memory_stick"), tess)
    assert values(facts_about([tess], great_wickering, today)[tess.pk]) == {"device.school_one_issued": False}


def test_signature_and_day_are_those_of_what_was_handed_last(
    device, lend, give, put_in_force, tess, great_wickering, today, now
):
    lend(device("A1"), tess, due_on=dt.date(2026, 12, 1))
    put_in_force("wolsey-house")
    give(device("A2"), due_on=dt.date(2027, 1, 8), signature=None)
    facts = values(facts_about([tess], great_wickering, today)[tess.pk])
    assert facts["device.due_back_on"] == "2027-01-08" and facts["device.loan_signed"] is False


def test_a_signature_counts_from_its_own_moment(device, give, tess, great_wickering, now, today):
    give(device("A1"), at=now - 3 * DAY)
    facts = facts_about([tess], great_wickering, today)[tess.pk]
    assert facts["device.loan_signed"].value is True
    assert facts["device.loan_signed"].seen_on == today - 3 * DAY


def test_it_was_seen_when_its_borrower_last_said_so(device, lend, tess, viewer, great_wickering, now, today):
    loan = lend(device("A1"), tess, at=now - 500 * DAY)
    assert facts_about([tess], great_wickering, today)[tess.pk]["device.listed"].seen_on == today - 500 * DAY
    say(loan, says="data_off", by=viewer(tess), at=now)
    say(loan, says="still_have", by=viewer(tess), at=now - 90 * DAY)
    assert facts_about([tess], great_wickering, today)[tess.pk]["device.listed"].seen_on == today - 90 * DAY


def test_a_past_day_has_the_day_to_be_back_and_the_word_of_then(
    device, lend, tess, idris, viewer, great_wickering, now, today
):
    loan = lend(device("A1"), tess, due_on=dt.date(2026, 12, 1))
    set_due(loan, due_on=dt.date(2027, 2, 1), seen=loan.due_on, by=viewer(idris), at=now - 2 * DAY)
    say(loan, says="still_have", by=viewer(tess), at=now - 2 * DAY)

    def told(on):
        return facts_about([tess], great_wickering, on)[tess.pk]

    assert told(today)["device.due_back_on"].value == "2027-02-01"
    assert told(today - 3 * DAY)["device.due_back_on"].value == "2026-12-01"
    assert held_by(tess, now - 3 * DAY)[0].due_back_on == dt.date(2026, 12, 1)
    assert told(today - 3 * DAY)["device.listed"].seen_on == today - 30 * DAY


def test_what_is_back_is_told_of_no_more(device, lend, tess, great_wickering, now, today):
    lend(device("A1"), tess, ended=now - DAY)
    assert values(facts_about([tess], great_wickering, today)[tess.pk]) == {"device.school_one_issued": False}
    long_ago = facts_about([tess], great_wickering, today - 5 * DAY)[tess.pk]
    assert values(long_ago)["device.listed"] is True


def test_another_school_learns_nothing(device, lend, tess, tamsin_hollow, today):
    lend(device("A1"), tess)
    assert facts_about([tess], tamsin_hollow, today) == {tess.pk: {}}


@pytest.mark.parametrize("many", [10, 1000])
def test_a_thousand_people_take_as_many_queries_as_ten(
    device, great_wickering, now, today, idris, many, django_assert_num_queries
):
    people = Person.objects.bulk_create([Person(name=f"P {n}", created_at=now) for n in range(many)])
    things = [device(f"M-{n}") for n in range(10)]
    for thing, person in zip(things, people, strict=False):
        Loan.objects.create(
            organisation=great_wickering, device=thing, person=person, lent_at=now - DAY, created_at=now
        )
    with django_assert_num_queries(2):
        assert len(facts_about(people, great_wickering, today)) == many
