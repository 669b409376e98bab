"""Signatures made on paper: entered by a manager, for their own people, all or none."""

import datetime as dt

import pytest

from hometime.learning.actions.signing import enter_sheet
from hometime.learning.models import Acknowledgement, SigningSheet
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused


@pytest.fixture
def enter(version, viewer, now, today):
    def put(by, *people, **other):
        told = {"version": version, "people": people, "signed_on": today, "scan": None, "by": viewer(by), "at": now}
        return enter_sheet(**told | other)

    return put


def test_it_enters_each_signature_with_who_entered_it(leo, tess, noor, enter, today):
    sheet = enter(leo, tess, noor)
    rows = Acknowledgement.objects.filter(sheet=sheet)
    assert {(row.person, row.how, row.created_by) for row in rows} == {(tess, "sheet", leo), (noor, "sheet", leo)}
    assert Entry.objects.filter(act="learning.policy_signed").count() == 2


def test_it_refuses_ones_own_signature_and_then_enters_nobody(hana, tess, enter):
    with pytest.raises(Refused, match="You cannot enter your own signature from paper"):
        enter(hana, tess, hana)
    assert not Acknowledgement.objects.exists()
    assert not SigningSheet.objects.exists()


def test_a_line_manager_enters_only_for_the_people_they_manage(leo, tess, safia, enter):
    with pytest.raises(Refused, match="You cannot enter signatures for Safia Malik"):
        enter(leo, tess, safia)
    assert not Acknowledgement.objects.exists()


def test_somebody_who_manages_nobody_is_refused(tess, noor, enter):
    with pytest.raises(Refused, match="Only a manager enters signatures"):
        enter(tess, noor)


@pytest.mark.parametrize("days", [1, -400])
def test_it_refuses_a_day_that_cannot_be(leo, tess, enter, today, days):
    with pytest.raises(Refused, match="cannot have been signed on that day"):
        enter(leo, tess, signed_on=today + dt.timedelta(days=days))


def test_it_refuses_an_empty_sheet(leo, enter):
    with pytest.raises(Refused, match="Nobody was chosen"):
        enter(leo)


def test_it_refuses_a_person_of_another_school(hana, stella, enter):
    with pytest.raises(Refused, match="You cannot enter signatures for Stella Rowe"):
        enter(hana, stella)
