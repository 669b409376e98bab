"""What the engine hears of how devices stand; and what is wrong with one, by the policy in force."""

import datetime as dt
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.gathering import Known
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import Device, Loan, Observation
from hometime.equipment.posture import facts as posture_facts
from hometime.equipment.posture.showing import things_among, things_of
from hometime.equipment.posture.wrong import how_to, steps_for, wrong_with
from hometime.people.models import Person
from hometime.policy.packs import catalogue, shipped

facts_about = partial(equipment_facts, folders=[posture_facts])

PLATFORMS = ("windows", "macos", "chromeos", "ios", "android", "linux", "other", "")


@pytest.fixture
def seen(now):
    def put(device, days=1, source="intune", **facts):
        at = now - dt.timedelta(days=days)
        for name, value in facts.items():
            given = {"organisation": device.organisation, "device": device, "fact": f"device.{name}", "source": source}
            Observation.objects.create(**given, value=value, seen_at=at, received_at=at)

    return put


@pytest.fixture
def laptop(device, lend, tess):
    made = device("GWA-0042", platform="windows")
    lend(made, tess)
    return made


def values(known):
    return {fact[7:]: each.value for fact, each in known.items()}


def test_the_engine_hears_what_was_seen_and_when(laptop, seen, tess, great_wickering, today):
    seen(laptop, encryption="whole", lock_minutes=10, days=3)
    seen(laptop, antivirus=None)
    known = facts_about([tess], great_wickering, today)[tess.pk]
    assert values(known) == {"encryption": "whole", "lock_minutes": 10}
    assert known["device.encryption"] == Known("whole", "Intune", today - dt.timedelta(days=3))


def test_where_sources_differ_the_engine_hears_the_worst_and_that_they_differ(
    laptop, seen, tess, great_wickering, today
):
    seen(laptop, encryption="whole")
    seen(laptop, encryption="none", source="own")
    known = facts_about([tess], great_wickering, today)[tess.pk]["device.encryption"]
    assert (known.value, known.source) == ("none", "the person who has it; other sources say otherwise")


def test_it_is_silent_about_people_with_nothing_and_about_devices_nobody_saw(laptop, tess, leo, great_wickering, today):
    assert facts_about([tess, leo], great_wickering, today) == {tess.pk: {}, leo.pk: {}}


def test_the_computer_handed_over_last_is_the_one(laptop, device, lend, seen, tess, great_wickering, today, now):
    newer = device("GWA-0043", platform="macos")
    lend(newer, tess, at=now - dt.timedelta(days=1))
    seen(laptop, encryption="none")
    seen(newer, encryption="whole")
    assert values(facts_about([tess], great_wickering, today)[tess.pk]) == {"encryption": "whole"}


def test_a_device_of_ones_own_says_nothing_of_the_schools(device, seen, tess, great_wickering, today):
    phone = device("GWA-0900", kind="phone", owner="mine", owner_person=tess)
    seen(phone, encryption="none")
    assert facts_about([tess], great_wickering, today) == {tess.pk: {}}


@pytest.mark.parametrize("count", [10, 1000])
def test_as_many_queries_for_a_thousand_as_for_ten(
    count, cast, device, lend, seen, great_wickering, today, now, django_assert_num_queries, idris
):
    people = Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(count))
    given = {"organisation": great_wickering, "created_at": now - dt.timedelta(days=9)}
    devices = Device.objects.bulk_create(
        Device(asset_code=f"X-{number}", kind="laptop", registered_on=today, **given) for number in range(count)
    )
    pairs = zip(devices, people, strict=True)
    Loan.objects.bulk_create(Loan(device=d, person=p, lent_at=given["created_at"], **given) for d, p in pairs)
    seen_at = {"seen_at": now, "received_at": now - dt.timedelta(hours=1), "organisation": great_wickering}
    Observation.objects.bulk_create(
        Observation(device=each, fact="device.encryption", value="whole", source="intune", **seen_at)
        for each in devices
    )
    with django_assert_num_queries(2):
        known = facts_about(people, great_wickering, today)
    assert len(known) == count and all(facts for facts in known.values())


def known(**facts):
    return {f"device.{name}": Known(value, "Intune", dt.date(2026, 11, 1)) for name, value in facts.items()}


GOOD = {
    "encryption": "whole", "antivirus": "up_to_date", "antispyware": True, "system_current": True, "lock_minutes": 5,
    "lock_asks_sign_in": True, "password": "password", "password_fits_rule": True, "meets_list": True, "backed_up": True,
    "joins_unknown_wifi": False, "used_by": "only_me", "school_data_left": False, "online_at_school_on": "2026-11-01",
}  # fmt: skip


@pytest.mark.parametrize("pack", ["wolsey-house", "ravensbury", "academy-trust", "yourig", "dudley", "starter"])
@pytest.mark.parametrize("owner", ["school", "mine"])
def test_nothing_is_wrong_with_a_good_device_under_any_policy(device, tess, today, pack, owner):
    it = device("GWA-1", owner=owner, owner_person=tess if owner == "mine" else None, platform="windows")
    assert wrong_with(it, known(**GOOD), shipped(pack), today) == []


@pytest.mark.parametrize("pack", ["wolsey-house", "ravensbury", "dudley", "starter"])
def test_what_nobody_knows_is_never_green(device, today, pack):
    found = wrong_with(device("GWA-1"), {}, shipped(pack), today)
    assert found and all(each.is_unknown and each.level == "not-sure" for each in found)


@pytest.mark.parametrize(
    ("pack", "facts", "fact", "level"),
    [
        ("dudley", {"encryption": "none"}, "device.encryption", "stop"),
        ("wolsey-house", {"encryption": "none"}, "device.encryption", "stop"),
        ("wolsey-house", {"antivirus": "out_of_date"}, "device.antivirus", "stop"),
        ("wolsey-house", {"lock_minutes": 0}, "device.lock_minutes", "caution"),
        ("starter", {"lock_minutes": 30}, "device.lock_minutes", "stop"),
        ("academy-trust", {"password": "none"}, "device.password", "caution"),
        ("ravensbury", {"online_at_school_on": "2026-10-10"}, "device.online_at_school_on", "stop"),
    ],
)  # fmt: skip
def test_each_policy_says_what_is_wrong(device, today, pack, facts, fact, level):
    found = [
        each for each in wrong_with(device("GWA-1"), known(**GOOD | facts), shipped(pack), today) if not each.is_unknown
    ]
    assert [(each.fact, each.level) for each in found] == [(fact, level)]


def test_what_matters_for_private_work_alone_says_so(device, today):
    found = wrong_with(device("GWA-1"), known(**GOOD | {"encryption": "cannot_be"}), shipped("wolsey-house"), today)
    assert [(each.fact, each.only_private) for each in found] == [("device.encryption", True)]


def test_there_are_steps_for_every_fact_on_every_kind_of_device():
    for fact, about in how_to().items():
        assert fact in catalogue().facts and about["wrong"].endswith(".") and about["who"] in ("you", "it")
        for platform in PLATFORMS:
            assert steps_for(fact, platform), f"{fact} on {platform or 'a device of no known kind'}"


def test_my_things_show_what_is_wrong_and_how_to_put_it_right_here(in_force, laptop, seen, tess, great_wickering, now):
    seen(laptop, **GOOD | {"antivirus": "out_of_date"})
    thing = things_of(tess, great_wickering, now)[0]
    assert (thing.level, thing.says) == ("stop", "Something is to be put right.")
    assert thing.to_do[0].steps[0] == "Open Windows Security."


def test_a_dispute_is_not_green(in_force, laptop, seen, tess, great_wickering, now):
    seen(laptop, **GOOD)
    assert things_of(tess, great_wickering, now)[0].level == "ok"
    seen(laptop, source="own", encryption="private_files")
    assert things_of(tess, great_wickering, now)[0].level == "not-sure"


def test_twenty_devices_are_judged_in_as_many_queries_as_two(in_force, device, seen, tess, leo, great_wickering, now):
    devices = [device(f"GWA-2{number:03}", platform="windows") for number in range(20)]
    for each in devices:
        seen(each, encryption="whole", antivirus="none")
        seen(each, encryption="none", source="it")
    held = [(each, tess if number % 2 else leo) for number, each in enumerate(devices)]
    things_among(held[:2], great_wickering, now)  # the policy is read once a process
    counts = []
    for part in (held[:2], held):
        with CaptureQueriesContext(connection) as asked:
            assert len(things_among(part, great_wickering, now)) == len(part)
        counts.append(len(asked))
    assert counts[0] == counts[1]
