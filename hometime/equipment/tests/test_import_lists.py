"""Lists of device managers: what they would add, line by line; taken over whole or not at all; taken back, and still on record."""

import datetime as dt
import json

import pytest

from hometime.equipment.models import Device, KnownAs, Observation, SeenList
from hometime.equipment.posture.actions import (
    add_network,
    apply_list,
    choose_columns,
    plan_of,
    read_list,
    withdraw_list,
)
from hometime.equipment.posture.planning import ADD, LEFT_OUT, NEW, REFUSED, SAME
from hometime.equipment.posture.queries import posture_of
from hometime.lib.refusal import Refused

from . import lists
from .ledgered import details_of

ENCRYPTION = "device.encryption"


@pytest.fixture
def laptop(device):
    return device("GWA-0042", serial="ZZ7XK2Q54", platform="windows", name="GWA-LT-0042")


@pytest.fixture
def hand_in(idris, viewer, now):
    def read(text=lists.INTUNE, by=None, at=now):
        content = text if isinstance(text, bytes) else text.encode()
        return read_list(content, name="devices.csv", by=viewer(by or idris), at=at)

    return read


@pytest.fixture
def take_over(hand_in, idris, viewer, now):
    def apply(text=lists.INTUNE, new=(), at=now, by=None):
        made = hand_in(text, at=at)
        return apply_list(made, digest=plan_of(made, at).digest, new=new, by=viewer(by or idris), at=at)

    return apply


def kinds(plan):
    return {step.number: step.kind for step in plan.steps}


def test_each_line_says_what_becomes_of_it(hand_in, laptop, now):
    plan = plan_of(hand_in(), now)
    assert kinds(plan) == {2: ADD, 3: NEW, 4: NEW, 5: LEFT_OUT, 6: LEFT_OUT, 7: LEFT_OUT, 8: NEW, 9: REFUSED}
    told = {step.number: step.says for step in plan.steps}
    assert ("Encrypted: yes, all of it" in told[2] and "2 days ago" in told[2]) or "3 days ago" in told[2]
    assert "somebody’s own device" in told[5]
    assert "many devices have it" in told[6]
    assert not Observation.objects.exists()


def test_readings_keep_the_time_of_the_source(take_over, laptop, now):
    done = take_over()
    row = Observation.objects.get(fact=ENCRYPTION)
    assert row.seen_at == dt.datetime(2026, 10, 30, 8, 14, 2, tzinfo=dt.UTC)
    assert (row.received_at, row.source, row.seen_list) == (now, "intune", done)
    details = details_of("list_taken_over")
    assert details["add"] == 1 and details["source"] == "intune"
    done.refresh_from_db()
    assert done.devices == [] and done.sheet == {}  # what we do not need we do not keep


def test_devices_are_made_only_where_they_are_ticked(take_over, laptop):
    done = take_over(new=[3, 5])
    assert set(Device.objects.values_list("serial", flat=True)) == {"ZZ7XK2Q54", "ZZCG3190XK"}
    assert done.counts["made"] == 1
    made = Device.objects.get(serial="ZZCG3190XK")
    assert (made.platform, made.make, made.name) == ("windows", "HP", "GWA-LT-0043")
    assert made.observations.filter(fact=ENCRYPTION, value="none").exists()


def test_the_same_list_twice_adds_nothing(take_over, hand_in, laptop, now):
    take_over()
    plan = plan_of(hand_in(), now)
    assert kinds(plan)[2] == SAME
    with pytest.raises(Refused, match="nothing to bring in"):
        take_over()


def test_two_lines_with_one_serial_number(hand_in, laptop, now):
    older = "9948e6bf-old,OLD-NAME,2026-09-30 08:14:02,10.0,ZZ7XK2Q54,,,,,Corporate,Managed,False,Windows\n"
    plan = plan_of(hand_in(lists.INTUNE + older), now)
    assert kinds(plan)[10] == LEFT_OUT
    assert "Line 2 has the same serial number" in plan.steps[-1].says and "seen later" in plan.steps[-1].says
    twice = plan_of(hand_in(lists.INTUNE + lists.INTUNE.splitlines()[1] + "\n"), now)
    assert "Line 2 has the same serial number" in twice.steps[-1].says and "at the same time" in twice.steps[-1].says


def test_a_day_that_has_not_come_is_refused(hand_in, laptop, now):
    plan = plan_of(hand_in(lists.INTUNE.replace("2026-10-30 08:14:02", "2026-12-10 08:14:02")), now)
    assert kinds(plan)[2] == REFUSED and "Are the day and the month the right way round?" in plan.steps[0].says
    plan = plan_of(hand_in(lists.INTUNE.replace("2026-10-30 08:14:02", "2026-11-02 18:14:02")), now)
    assert "today at 18:14, which has not come yet. Is its clock right?" in plan.steps[0].says


def test_a_list_without_serials_is_known_by_the_numbers_of_an_earlier_one(take_over, hand_in, laptop, now):
    take_over()
    assert KnownAs.objects.get().device == laptop
    plan = plan_of(hand_in(lists.DEFENDER), now)
    assert kinds(plan) == {2: ADD, 3: LEFT_OUT, 4: LEFT_OUT}
    assert "Known by its number in the device manager." in plan.steps[0].says
    take_over(lists.DEFENDER)
    assert posture_of(laptop, now)["device.antivirus"].value == "up_to_date"


def test_a_name_that_only_one_device_has_will_do(hand_in, device, laptop, now):
    device("GWA-0043", name="GWA-LT-0043", serial="ZZCG3190XK")
    plan = plan_of(hand_in(lists.WEBHOOK), now)
    assert kinds(plan) == {1: ADD} and "make sure it is this one" in plan.steps[0].says


def test_another_schools_devices_are_never_found(hand_in, device, tamsin_hollow, now):
    device("TH-0001", school=tamsin_hollow, serial="ZZ7XK2Q54")
    assert kinds(plan_of(hand_in(), now))[2] == NEW


@pytest.mark.parametrize("name", sorted(lists.ALL))
def test_every_list_goes_in_and_comes_back(name, take_over, device, viewer, idris, now):
    for number, serial in enumerate(["ZZ7XK2Q54", "ZZCG3190XK", "ZZ5CD1120K", "ZZC02JX7Q6"]):
        names = {"ZZ7XK2Q54": "GWA-LT-0042", "ZZCG3190XK": "GWA-LT-0043"}
        device(f"GWA-{number:04}", serial=serial, name=names.get(serial, ""))
    done = take_over(lists.ALL[name])
    assert done.observations.exists()
    withdraw_list(done, why="Only a try.", by=viewer(idris), at=now + dt.timedelta(hours=1))
    assert all(posture_of(each, now + dt.timedelta(hours=2)) == {} for each in Device.objects.all())


def test_a_list_taken_back_still_shows_what_was_known_then(take_over, laptop, viewer, hana, now):
    done = take_over()
    later = now + dt.timedelta(days=1)
    withdraw_list(done, why="It was another school’s.", by=viewer(hana), at=later)
    assert posture_of(laptop, later) == {}
    assert posture_of(laptop, now)[ENCRYPTION].value == "whole"
    assert (done.withdrawn_by, done.observations.count()) == (hana, 2)
    assert details_of("list_taken_back") == {"readings": 2}
    with pytest.raises(Refused, match="nothing to take back"):
        withdraw_list(done, why="Again", by=viewer(hana), at=later)
    take_over(at=later)  # the same list may come again
    assert posture_of(laptop, later)[ENCRYPTION].value == "whole"


def test_it_says_why_it_is_taken_back(take_over, laptop, viewer, idris, now):
    with pytest.raises(Refused, match="Say why"):
        withdraw_list(take_over(), why=" ", by=viewer(idris), at=now)


def test_what_was_shown_is_done_or_nothing(hand_in, laptop, device, viewer, idris, now):
    made = hand_in()
    seen = plan_of(made, now).digest
    device("GWA-0043", serial="ZZCG3190XK")
    with pytest.raises(Refused, match="Something has changed"):
        apply_list(made, digest=seen, by=viewer(idris), at=now)
    assert not Observation.objects.exists()


def test_nothing_is_half_taken_over(hand_in, laptop, device, viewer, idris, now, monkeypatch):
    made = hand_in()
    monkeypatch.setattr(KnownAs.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply_list(made, digest=plan_of(made, now).digest, new=[3], by=viewer(idris), at=now)
    made.refresh_from_db()
    assert made.state == SeenList.State.READ
    assert not Observation.objects.exists() and Device.objects.count() == 1


def test_two_who_press_at_once_take_it_over_once(hand_in, laptop, viewer, idris, hana, now):
    made = hand_in()
    digest = plan_of(made, now).digest
    apply_list(made, digest=digest, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="brought in already"):
        apply_list(made, digest=digest, by=viewer(hana), at=now)


@pytest.mark.parametrize("who", ["tess", "leo", "dara", "grace", "safia"])
def test_only_those_who_look_after_devices(hand_in, cast, who):
    with pytest.raises(Refused, match="look after devices"):
        hand_in(by=cast[who])


def test_an_earlier_list_that_nobody_took_over_is_forgotten(hand_in):
    hand_in()
    hand_in(lists.GAM)
    assert SeenList.objects.get().source == "google"


def test_a_person_says_what_is_what(hand_in, laptop, viewer, idris, now):
    made = hand_in(lists.UNKNOWN)
    assert made.devices == []
    columns = {"name": 0, "serial": 1, "seen_at": 2, "encrypted": 3}
    with pytest.raises(Refused, match="not enough"):
        choose_columns(made, {"name": 0}, "intune", by=viewer(idris))
    choose_columns(made, columns, "intune", by=viewer(idris))
    assert kinds(plan_of(made, now)) == {2: ADD}


def test_an_address_of_the_school_proves_that_it_was_there(take_over, device, viewer, idris, now):
    laptop = device("GWA-0043", serial="ZZCG3190XK")
    add_network(network="203.0.113.0/29", words="Main site", by=viewer(idris), at=now - dt.timedelta(days=9))
    take_over(lists.FLEET)
    assert posture_of(laptop, now)["device.online_at_school_on"].value == "2026-10-29"


def test_a_device_managers_word_from_elsewhere_proves_nothing(take_over, device, viewer, idris, now):
    laptop = device("GWA-0043", serial="ZZCG3190XK")
    add_network(network="198.51.100.0/29", words="", by=viewer(idris), at=now - dt.timedelta(days=9))
    take_over(lists.FLEET)
    assert "device.online_at_school_on" not in posture_of(laptop, now)
    assert posture_of(laptop, now)["contact"].value == {"address": "203.0.113.7"}


def test_a_thousand_lines_take_as_many_queries_as_ten(hand_in, device, now, django_assert_max_num_queries):
    rows = [lists.GRAPH_DEVICE | {"serialNumber": f"ZZSER{number:05}", "id": str(number)} for number in range(1000)]
    for number in range(30):
        device(f"GWA-{number:04}", serial=f"ZZSER{number:05}")
    made = hand_in(json.dumps({"value": rows}))
    with django_assert_max_num_queries(5):
        assert plan_of(made, now).counts == {ADD: 30, NEW: 970, SAME: 0, LEFT_OUT: 0, REFUSED: 0}
