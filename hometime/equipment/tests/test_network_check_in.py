"""On the school network: proof by address or by a scan, the clock that the policy sets, and who is told in time."""

import datetime as dt

import pytest

from hometime.arrangements.models import Absence, SchoolDates
from hometime.equipment.models import Device, Observation
from hometime.equipment.posture import clock as clocks
from hometime.equipment.posture.actions import add_network, check_in, end_network, scan_at_school
from hometime.equipment.posture.networks import is_another, network_of, platform_of_browser
from hometime.equipment.posture.queries import posture_of
from hometime.equipment.posture.reminders import due
from hometime.lib.refusal import Refused
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

from .ledgered import details_of

ONLINE = "device.online_at_school_on"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)"


@pytest.fixture
def laptop(device, lend, tess):
    made = device("GWA-0042", platform="windows", serial="ZZ7XK2Q54")
    lend(made, tess)
    return made


@pytest.fixture
def main_site(viewer, idris, now):
    return add_network(network="203.0.113.0/29", words="Main site", by=viewer(idris), at=now - dt.timedelta(days=60))


@pytest.fixture
def ravensbury(great_wickering, now):
    """The only policy of the five that asks for a check-in: every fourteen days."""
    return publish_version(
        shipped("ravensbury"), organisation=great_wickering, in_force_from=dt.date(2026, 9, 1), by=None, at=now
    )


def join(laptop, viewer, person, now, address="203.0.113.3", browser=WINDOWS):
    return check_in(laptop, address=address, browser=browser, by=viewer(person), at=now)


def test_the_address_it_is_seen_under_is_proof(laptop, main_site, viewer, tess, now):
    row = join(laptop, viewer, tess, now)
    assert (row.value, row.source, row.words) == ("2026-11-02", "network", "Seen at 203.0.113.3")
    assert posture_of(laptop, now)[ONLINE].value == "2026-11-02"
    assert details_of("device_checked_in") == {}


@pytest.mark.parametrize(
    ("otherwise", "reason"),
    [({"address": "198.51.100.9"}, "not on the school’s network"), ({"address": "nonsense"}, "not on the school’s network"),
     ({"browser": PHONE}, "open on another device")],
)  # fmt: skip
def test_no_other_address_and_no_other_device_will_do(laptop, main_site, viewer, tess, now, otherwise, reason):
    with pytest.raises(Refused, match=reason):
        join(laptop, viewer, tess, now, **otherwise)
    assert not Observation.objects.exists()


def test_without_any_addresses_only_a_scan_will_do(laptop, viewer, tess, idris, now):
    with pytest.raises(Refused, match="Nobody has said which addresses"):
        join(laptop, viewer, tess, now)
    row = scan_at_school(laptop, by=viewer(idris), at=now)
    assert (row.source, row.holder) == ("scan", tess)


def test_nobody_checks_in_what_somebody_else_has(laptop, main_site, viewer, leo, tess, now):
    with pytest.raises(Refused, match="You do not have this device"):
        join(laptop, viewer, leo, now)
    with pytest.raises(Refused, match="Only those who look after devices"):
        scan_at_school(laptop, by=viewer(tess), at=now)


def test_a_network_that_was_taken_off_proves_nothing_more(laptop, main_site, viewer, tess, hana, now):
    end_network(main_site, by=viewer(hana), at=now)
    with pytest.raises(Refused, match="Nobody has said"):
        join(laptop, viewer, tess, now + dt.timedelta(minutes=1))
    with pytest.raises(Refused, match="not on the list"):
        end_network(main_site, by=viewer(hana), at=now)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("0.0.0.0/0", "far more than one school"), ("::/0", "far more"), ("203.0.113", "not an address"), ("", "not an address"),
     ("127.0.0.1", "nobody’s network"), ("100.64.3.0/24", "shared by all customers"), ("=1+1", "not an address")],
)  # fmt: skip
def test_addresses_that_are_no_schools(typed, reason):
    with pytest.raises(Refused, match=reason):
        network_of(typed)


def test_a_network_is_written_in_one_way(main_site, viewer, idris, now):
    assert network_of(" 203.0.113.9 / 29 ") == "203.0.113.8/29"
    assert network_of("2001:DB8::1/48") == "2001:db8::/48"
    with pytest.raises(Refused, match="on the list already"):
        add_network(network="203.0.113.1/29", words="", by=viewer(idris), at=now)


@pytest.mark.parametrize("who", ["tess", "bilal", "leo"])
def test_only_it_and_the_head_say_which_addresses(cast, viewer, now, who):
    with pytest.raises(Refused, match="Only the IT lead or the headteacher"):
        add_network(network="203.0.113.1", words="", by=viewer(cast[who]), at=now)


def test_browsers_say_what_they_run_on():
    assert platform_of_browser(WINDOWS) == "windows" and platform_of_browser(PHONE) == "ios"
    assert not is_another("ios", "macos") and not is_another("", "windows") and not is_another("chromeos", "chromeos")
    assert is_another("windows", "android")


def test_a_policy_that_asks_for_nothing_has_no_clock(in_force, great_wickering, tess, today):
    assert clocks.clock_of(great_wickering, [tess], today).limit is None


def test_the_figure_is_the_policys(cast, ravensbury, great_wickering, tess, today):
    clock = clocks.clock_of(great_wickering, [tess], today)
    assert (clock.limit, clock.severity) == (14, "STOP")
    assert clock.due_on(today, tess.pk) == today + dt.timedelta(days=14)
    assert clock.as_if_on(today - dt.timedelta(days=20), today, tess.pk) == today - dt.timedelta(days=20)


@pytest.fixture
def rests(monkeypatch):
    """`rests(IN_HOLIDAYS)`: the policy in force has these switches on."""

    def turn_on(*names):
        monkeypatch.setattr(clocks, "has_switch", lambda _, name: name in names)

    return turn_on


@pytest.fixture
def terms(great_wickering, now):
    for first, last in ((dt.date(2026, 9, 1), dt.date(2026, 10, 23)), (dt.date(2026, 11, 2), dt.date(2026, 12, 18))):
        SchoolDates.objects.create(
            organisation=great_wickering, kind="term", starts_on=first, ends_on=last, created_at=now
        )


def test_holidays_do_not_count_where_the_policy_says_so(cast, ravensbury, rests, terms, great_wickering, tess, today):
    rests(clocks.IN_HOLIDAYS)
    clock = clocks.clock_of(great_wickering, [tess], today)
    last = dt.date(2026, 10, 20)
    assert clock.counted(last, today, tess.pk) == 4  # 21 to 23 October and 2 November
    assert clock.as_if_on(last, today, tess.pk) == today - dt.timedelta(days=4)
    assert clock.due_on(last, tess.pk) == dt.date(2026, 11, 12)


def test_leave_does_not_count_where_the_policy_says_so(cast, ravensbury, rests, great_wickering, tess, leo, today, now):
    given = {"organisation": great_wickering, "person": tess, "created_by": tess, "created_at": now, "reason": "ill"}
    Absence.objects.create(**given, on=dt.date(2026, 10, 26), returned_on=dt.date(2026, 10, 31))
    rests(clocks.IN_LEAVE)
    clock = clocks.clock_of(great_wickering, [tess, leo], today)
    last = dt.date(2026, 10, 20)
    assert clock.counted(last, today, tess.pk) == 13 - 5
    assert clock.counted(last, today, leo.pk) == 13


def test_every_day_counts_where_the_policy_says_nothing(cast, ravensbury, terms, great_wickering, tess, today):
    assert clocks.clock_of(great_wickering, [tess], today).counted(dt.date(2026, 10, 20), today, tess.pk) == 13


@pytest.fixture
def last_there(laptop, now):
    def put(days):
        at = now - dt.timedelta(days=days)
        given = {"organisation": laptop.organisation, "device": laptop, "fact": ONLINE, "source": "network"}
        return Observation.objects.create(**given, value=at.date().isoformat(), seen_at=at, received_at=at)

    return put


def reminded(on, organisation):
    return [(each.kind, each.to.name) for each in due(on) if each.organisation == organisation]


@pytest.mark.parametrize(
    ("days", "told"),
    [(5, []), (11, ["equipment.network_soon"]), (14, ["equipment.network_soon"]), (15, ["equipment.network_late"] * 2)],
)
def test_people_are_told_before_the_limit_and_when_it_has_passed(
    cast, ravensbury, last_there, great_wickering, today, days, told
):
    last_there(days)
    found = reminded(today, great_wickering)
    assert [kind for kind, _ in found] == told
    assert {name for _, name in found} <= {"Tess Okafor", "Idris Bell"}


def test_nobody_is_told_of_a_device_nobody_ever_saw(cast, ravensbury, laptop, great_wickering, today):
    assert reminded(today, great_wickering) == []


def test_a_personal_phone_has_no_clock(cast, ravensbury, device, tess, great_wickering, today, now):
    phone = device("GWA-0900", kind="phone", owner="mine", owner_person=tess)
    given = {"organisation": great_wickering, "device": phone, "fact": ONLINE, "source": "scan"}
    Observation.objects.create(**given, value="2026-01-01", seen_at=now, received_at=now)
    assert reminded(today, great_wickering) == []
    assert Device.objects.get().owner == "mine"
