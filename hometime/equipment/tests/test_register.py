"""Acts of the register: add, change, lost, found, retired, kits."""

import datetime as dt

import pytest

from hometime.equipment.models import Device, Loan
from hometime.equipment.queries import is_lost
from hometime.equipment.register import actions, kits
from hometime.equipment.register.actions import Details, add_device, change_device, retire_device
from hometime.equipment.register.serials import normal_serial
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused

DAY = dt.timedelta(days=1)


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


@pytest.fixture
def it_lead(idris, viewer):
    return viewer(idris)


def test_a_device_is_given_the_next_code_of_its_school(it_lead, now):
    first = add_device(Details("laptop", make=" Dell ", serial="5cg 1234"), by=it_lead, at=now)
    second = add_device(Details("laptop"), by=it_lead, at=now)
    assert (first.asset_code, second.asset_code) == ("GWA-0001", "GWA-0002")
    assert (first.make, first.serial) == ("Dell", "5CG1234")
    assert acts().count("equipment.device_added") == 2


def test_a_typed_code_is_kept_as_the_label_reads(it_lead, now):
    assert add_device(Details("router", asset_code="lap 17"), by=it_lead, at=now).asset_code == "LAP-17"


def test_the_number_after_a_typed_one_is_given_next(it_lead, now):
    add_device(Details("laptop", asset_code="GWA-0412"), by=it_lead, at=now)
    assert add_device(Details("laptop"), by=it_lead, at=now).asset_code == "GWA-0413"


@pytest.mark.parametrize("typed", ["a/b!", "<b>", "é", "-" * 40 + "x" * 31])
def test_a_code_that_no_label_could_hold_is_refused(it_lead, now, typed):
    with pytest.raises(Refused, match="letters, digits and hyphens"):
        add_device(Details("laptop", asset_code=typed), by=it_lead, at=now)


@pytest.mark.parametrize(
    "typed",
    [
        "To be filled by O.E.M.",
        "0",
        "None",
        "Default string",
        "System Serial Number",
        "N/A",
        "0000000",
        "xxxxxx",
        " - ",
    ],
)
def test_worthless_serial_numbers_are_kept_as_none(it_lead, now, typed):
    assert normal_serial(typed) == ""
    for _ in range(2):  # so that they never clash
        assert add_device(Details("laptop", serial=typed), by=it_lead, at=now).serial == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [("S/N: 5cd-123 ", "5CD-123"), ("“C02XX1”", "C02XX1"), ("pf 0a1b", "PF0A1B")]
)
def test_a_serial_number_is_written_in_one_way(typed, kept):
    assert normal_serial(typed) == kept


def test_a_serial_number_in_use_is_refused_and_shows_which_device_has_it(it_lead, now):
    add_device(Details("laptop", make="Dell", serial="ABC123"), by=it_lead, at=now)
    with pytest.raises(Refused, match="GWA-0001, Dell, has the serial number ABC123") as no:
        add_device(Details("tablet", serial="abc 123"), by=it_lead, at=now)
    assert "Look at GWA-0001" in no.value.next_step


def test_the_number_of_a_retired_device_can_be_entered_again(it_lead, now):
    first = add_device(Details("laptop", serial="ABC123"), by=it_lead, at=now)
    retire_device(first, how="sold", by=it_lead, at=now)
    assert add_device(Details("laptop", serial="ABC123"), by=it_lead, at=now).serial == "ABC123"


def test_an_asset_code_is_used_once(it_lead, now):
    add_device(Details("laptop", asset_code="X1"), by=it_lead, at=now)
    with pytest.raises(Refused, match="has the asset code X1"):
        add_device(Details("laptop", asset_code="x1"), by=it_lead, at=now)


def test_somebody_quicker_with_the_same_next_code_costs_nothing(it_lead, now, monkeypatch):
    add_device(Details("laptop"), by=it_lead, at=now)
    given = iter(["GWA-0001", "GWA-0002"])
    monkeypatch.setattr(actions, "next_code", lambda organisation: next(given))
    assert add_device(Details("laptop"), by=it_lead, at=now).asset_code == "GWA-0002"


def test_a_teacher_keeps_no_register(tess, viewer, now):
    with pytest.raises(Refused, match="look after devices"):
        add_device(Details("laptop"), by=viewer(tess), at=now)
    assert not Device.objects.exists()


def test_a_change_keeps_how_it_stood_before(it_lead, now):
    device = add_device(Details("laptop", make="Del"), by=it_lead, at=now - DAY)
    told = Details("laptop", asset_code="GWA-0001", make="Dell")
    change = change_device(device, told, seen=0, why="A slip", by=it_lead, at=now)
    assert change.before["make"] == "Del" and change.differences == [("make", "Del", "Dell")]
    device.refresh_from_db()
    assert device.make == "Dell"
    assert acts()[-1] == "equipment.device_changed"


def test_a_stale_page_changes_nothing(it_lead, now):
    device = add_device(Details("laptop"), by=it_lead, at=now)
    change_device(device, Details("tablet", asset_code="GWA-0001"), seen=0, by=it_lead, at=now)
    with pytest.raises(Refused, match="Somebody else changed"):
        change_device(device, Details("phone", asset_code="GWA-0001"), seen=0, by=it_lead, at=now)


def test_a_change_of_nothing_is_refused(it_lead, now):
    device = add_device(Details("laptop"), by=it_lead, at=now)
    with pytest.raises(Refused, match="Nothing was changed"):
        change_device(device, Details("laptop", asset_code="GWA-0001"), seen=0, by=it_lead, at=now)


def test_whoever_notices_says_that_it_is_lost_and_twice_is_once(device, lend, tess, viewer, now):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    loss = actions.mark_lost(laptop, by=viewer(tess), at=now, why="Left on a bus", since=now - DAY)
    assert actions.mark_lost(laptop, by=viewer(tess), at=now) == loss
    assert is_lost(laptop, now) and not is_lost(laptop, now - 2 * DAY)
    assert acts().count("equipment.device_lost") == 1


def test_another_school_cannot_mark_it_lost(device, stella, viewer, now):
    with pytest.raises(Refused, match="another school"):
        actions.mark_lost(device("GWA-0001"), by=viewer(stella), at=now)


def test_a_found_device_is_seen_by_somebody_else_first(device, lend, tess, idris, viewer, now):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    actions.mark_lost(laptop, by=viewer(tess), at=now)
    with pytest.raises(Refused, match="must see it first"):
        actions.mark_found(laptop, by=viewer(tess), at=now)
    actions.mark_found(laptop, by=viewer(idris), at=now + DAY)
    assert not is_lost(laptop, now + DAY) and is_lost(laptop, now)


def test_what_is_out_comes_back_before_it_is_retired(device, lend, tess, it_lead, now):
    laptop = device("GWA-0001")
    lend(laptop, tess)
    with pytest.raises(Refused, match=r"Tess .* has it"):
        retire_device(laptop, how="destroyed", by=it_lead, at=now)


def test_a_lost_device_is_written_off_and_its_loan_ends(device, lend, tess, it_lead, now):
    laptop = device("GWA-0001")
    loan = lend(laptop, tess)
    with pytest.raises(Refused, match="Nobody has said that it is lost"):
        retire_device(laptop, how="lost", by=it_lead, at=now)
    actions.mark_lost(laptop, by=it_lead, at=now)
    retire_device(laptop, how="lost", by=it_lead, at=now)
    loan.refresh_from_db()
    assert loan.ended_how == Loan.Ended.LOST and loan.returned_at is None


def test_a_retired_device_is_retired_once(device, it_lead, now):
    laptop = device("GWA-0001")
    retired = retire_device(laptop, how="destroyed", with_whom="Shreds Ltd, 88", by=it_lead, at=now)
    assert retired.retired_with == "Shreds Ltd, 88"
    with pytest.raises(Refused, match="retired before"):
        retire_device(laptop, how="sold", by=it_lead, at=now)


def test_an_owner_may_stop_using_their_own_phone_and_nobody_elses(device, tess, leo, viewer, now):
    phone = device("OWN-1", kind="phone", owner="mine", owner_person=tess)
    with pytest.raises(Refused):
        retire_device(phone, how="owner_stopped", by=viewer(leo), at=now)
    assert retire_device(phone, how="owner_stopped", by=viewer(tess), at=now).is_retired


def test_a_thing_is_in_one_kit_at_a_time(device, it_lead, now):
    laptop = device("GWA-0001")
    bag, trolley = (kits.make_kit(name=name, by=it_lead, at=now) for name in ("Bag", "Trolley"))
    kits.put_in_kit(bag, laptop, by=it_lead, at=now)
    with pytest.raises(Refused, match="is in Bag"):
        kits.put_in_kit(trolley, laptop, by=it_lead, at=now)
    kits.take_out_of_kit(bag, laptop, by=it_lead, at=now)
    kits.put_in_kit(trolley, laptop, by=it_lead, at=now)
    assert kits.devices_in(trolley) == [laptop]
    kits.end_kit(trolley, by=it_lead, at=now)
    assert kits.devices_in(trolley) == []


def test_two_kits_have_two_names(it_lead, now):
    kits.make_kit(name="Bag", by=it_lead, at=now)
    with pytest.raises(Refused, match="already a kit with that name"):
        kits.make_kit(name="Bag", by=it_lead, at=now)
