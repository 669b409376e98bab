import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hometime.equipment.asking.queries import in_hands
from hometime.equipment.models import DeviceLoss, Loan
from hometime.equipment.queries import (
    devices_for,
    devices_held,
    held_by,
    holder_of,
    loan_of,
    loans_for,
    main_computer,
)

DAY = dt.timedelta(days=1)


def test_a_loan_is_in_its_borrowers_hands_until_it_is_back(device, lend, tess, now):
    laptop = device("GWA-0001")
    lend(laptop, tess, at=now - 10 * DAY, ended=now - 5 * DAY)
    assert held_by(tess, now - 6 * DAY) == [laptop]
    assert holder_of(laptop, now - 6 * DAY) == tess
    assert held_by(tess, now) == held_by(tess, now - 11 * DAY) == []
    assert holder_of(laptop, now) is None


def test_what_was_handed_last_is_the_main_computer(device, lend, tess, now):
    old, new, stick = device("GWA-0001"), device("GWA-0002"), device("GWA-0003", kind="memory_stick")
    lend(old, tess, at=now - 20 * DAY)
    lend(new, tess, at=now - 10 * DAY)
    lend(stick, tess, at=now - DAY)
    assert held_by(tess, now) == [stick, new, old]
    assert main_computer(held_by(tess, now)) == new


def test_a_personal_phone_is_held_by_its_owner_and_gives_way_to_a_school_computer(device, lend, tess, now):
    phone = device("OWN-0001", kind="phone", owner="mine", owner_person=tess)
    assert main_computer(held_by(tess, now)) == phone
    laptop = device("GWA-0001")
    lend(laptop, tess)
    assert main_computer(held_by(tess, now)) == laptop
    assert holder_of(phone, now) == tess


def test_a_lost_device_is_in_nobodys_hands_and_its_loan_still_says_who_had_it(device, lend, tess, now, great_wickering):
    laptop = device("GWA-0001")
    loan = lend(laptop, tess)
    lost = {"begun_at": now - 2 * DAY, "created_at": now - DAY}
    DeviceLoss.objects.create(organisation=great_wickering, device=laptop, **lost)
    assert held_by(tess, now) == []
    assert held_by(tess, now - 3 * DAY) == [laptop]
    assert loan_of(laptop, now) == loan


def test_a_form_offers_what_is_in_somebodys_hands_and_nothing_else(
    device, lend, viewer, tess, noor, now, great_wickering, tamsin_hollow
):
    names = ("GWA-0001", "GWA-0002", "GWA-0003", "GWA-0004", "GWA-0005")
    old, back, lost, gone, other = (device(name) for name in names)
    for thing in (old, lost):
        lend(thing, tess)
    lend(back, tess, at=now - 9 * DAY, ended=now - DAY)
    lend(other, noor)
    mine = {"kind": "phone", "owner": "mine", "owner_person": tess}
    phone = device("OWN-0001", **mine)
    device("OWN-0002", **mine, retired_at=now - DAY, retired_how="owner_stopped")
    elsewhere = device("TH-0001", school=tamsin_hollow)
    lend(elsewhere, tess)
    Loan.objects.create(organisation=great_wickering, device=gone, person=tess, created_at=now)  # put aside only
    DeviceLoss.objects.create(organisation=great_wickering, device=lost, begun_at=now - DAY, created_at=now - DAY)
    assert list(in_hands(viewer(tess))) == held_by(tess, now, organisation=great_wickering) == [old, phone]
    assert [str(each) for each in in_hands(viewer(tess))] == [str(old), str(phone)]


def test_many_people_take_one_query(device, lend, tess, noor, leo, great_wickering, now, django_assert_num_queries):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    with django_assert_num_queries(1):
        held = devices_held([tess, noor, leo], great_wickering, now)
    assert held == {tess.pk: [laptop], noor.pk: [], leo.pk: []}


def test_a_device_is_out_on_one_loan_at_a_time(device, lend, tess, noor):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        lend(laptop, noor)


def test_people_see_what_is_theirs_and_keepers_see_all(device, lend, viewer, tess, noor, leo, idris, stella):
    mine, other = device("GWA-0001"), device("GWA-0002")
    lend(mine, tess)
    assert list(devices_for(viewer(idris))) == [mine, other]
    assert list(devices_for(viewer(tess))) == [mine]
    assert not devices_for(viewer(noor)).exists()
    assert not devices_for(viewer(stella)).exists()
    assert not devices_for(None).exists()
    assert [loan.person for loan in loans_for(viewer(leo))] == [tess]  # he manages her
    assert not loans_for(viewer(stella)).exists()
