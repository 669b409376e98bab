"""Two who press at the same moment: a list is taken over once, and taken back once."""

import pytest

from hometime.imports.actions import apply_staff, plan_of, undo_staff
from hometime.ledger.models import Entry
from hometime.people.models import Person
from tests.racing import refused

pytestmark = pytest.mark.django_db(transaction=True)


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_a_list_is_taken_over_once(race, hana, bilal, hand_in, viewer, now):
    made = hand_in()
    digest = plan_of(made, viewer(hana)).digest
    outcomes = race(*[lambda by=by: apply_staff(made, digest=digest, by=viewer(by), at=now) for by in (hana, bilal)])
    assert (refused(outcomes), acts("imports.staff_imported")) == (1, 1)
    assert Person.objects.filter(name="Una Field").count() == 1


def test_a_list_is_taken_back_once(race, hana, bilal, hand_in, take_over, viewer, now):
    made = take_over(hand_in())
    outcomes = race(*[lambda by=by: undo_staff(made, by=viewer(by), at=now) for by in (hana, bilal)])
    assert (refused(outcomes), acts("imports.import_undone")) == (1, 1)


def test_two_lists_with_the_same_new_person_add_them_once(race, hana, petra, hand_in, take_over, viewer, now):
    """One at each school of the trust, with the same address."""
    line = "Name,Email,Job title,Start date\nUna Field,una@great-wickering.example,Librarian,01/10/2026\n"
    lists = [(hand_in(line, by=by), by) for by in (hana, petra)]
    race(*[lambda made=made, by=by: take_over(made, by=by) for made, by in lists])
    assert Person.objects.filter(email="una@great-wickering.example").count() == 1
