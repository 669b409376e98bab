"""What a device manager’s file says: read, or refused with a reason; never an exception, whatever is in it."""

import datetime as dt
import io
import json
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.equipment.posture.reading import cells, sheets
from hometime.equipment.posture.reading.found import CONTACT, as_plain, from_plain
from hometime.equipment.posture.reading.opening import LARGEST, open_file
from hometime.lib.sheets import Line, Sheet, Unreadable

from . import lists

LONDON = cells.LONDON


def read(text, encoding="utf-8"):
    return open_file(text.encode(encoding))


def said(text):
    """Device → fact → value, without the contacts; a device by its name or serial."""
    found = read(text).devices
    return {
        d.name or d.serial: {s.fact[7:]: s.value for s in d.facts if s.fact != CONTACT} for d in found if not d.problem
    }


def by_name(text, name):
    return next(device for device in read(text).devices if device.name == name)


@pytest.mark.parametrize(
    ("name", "source", "count"),
    [
        ("intune", "intune", 8), ("defender", "intune", 3), ("gam", "google", 3), ("console", "google", 1), ("graph", "intune", 1),
        ("google", "google", 1), ("fleet", "fleet", 2), ("webhook", "fleet", 1), ("jamf", "jamf", 1), ("osquery", "osquery", 3),
        ("german", "intune", 2), ("french", "intune", 1), ("welsh", "intune", 1),
    ],
)  # fmt: skip
def test_each_program_is_known_by_its_file(name, source, count):
    found = read(lists.ALL[name])
    assert (found.source, len(found.devices)) == (source, count)


def test_encryption_of_intune():
    found = said(lists.INTUNE)
    assert found["GWA-LT-0042"] == {"encryption": "whole"}
    assert found["GWA-LT-0043"] == {"encryption": "none"}


def test_the_time_is_the_one_the_source_saw():
    device = by_name(lists.INTUNE, "GWA-LT-0042")
    assert {seen.seen_at for seen in device.facts} == {dt.datetime(2026, 10, 30, 8, 14, 2, tzinfo=dt.UTC)}
    host = by_name(lists.FLEET, "GWA-LT-0043")
    assert {seen.fact: seen.seen_at.hour for seen in host.facts} == {
        CONTACT: 17,
        "device.encryption": 17,
        "device.antivirus": 16,
    }


def test_a_worthless_serial_is_none():
    device = by_name(lists.INTUNE, "DESKTOP-9QK1RT")
    assert device.serial == "" and "many devices" in device.notes[0]
    assert [cells.serial_of(text) for text in ("0", "n/a", "To be filled by O.E.M.", "00000000", "abc 123 def")] == [
        "",
        "",
        "",
        "",
        "ABC123DEF",
    ]


def test_a_name_that_begins_like_a_formula_loses_the_sign():
    device = next(d for d in read(lists.INTUNE).devices if d.serial == "ZZ8LM20Q11")
    assert device.name == "1+1" and "taken out of the device manager" in device.notes[0]


def test_year_one_is_no_time_at_all():
    assert by_name(lists.INTUNE, "GWA-LT-0044").problem == "It does not say when the device was last seen."


def test_antivirus_of_defender_is_good_only_when_everything_says_so():
    assert {name: facts["antivirus"] for name, facts in said(lists.DEFENDER).items()} == {
        "GWA-LT-0042": "up_to_date", "GWA-LT-0043": "none", "DESKTOP-9QK1RT": "out_of_date",
    }  # fmt: skip
    unknown = lists.DEFENDER.replace("True,True,False", "True,,False")
    assert said(unknown)["GWA-LT-0042"] == {"antivirus": None}


def test_chromebooks_past_their_updates_and_in_developer_mode():
    found = read(lists.GAM).devices
    assert [{s.fact: s.value for s in d.facts}.get("device.system_current", "-") for d in found] == [
        "-",
        False,
        "-",
    ]
    assert "developer mode" in found[1].notes[0] and "turned off" in found[2].notes[0]
    assert said(lists.GOOGLE)["ZZ5CD1120K"] == {"system_current": True}


def test_what_fleet_cannot_say_is_kept_as_unknown():
    assert said(lists.FLEET) == {
        "GWA-LT-0043": {"encryption": "none", "antivirus": "up_to_date"}, "GWA-LT-0099": {"encryption": None},
    }  # fmt: skip
    assert said(lists.WEBHOOK) == {"GWA-LT-0043": {"encryption": "none"}}


def test_a_host_whose_two_checks_differ_is_not_encrypted():
    told = lists.HOST | {"disk_encryption_enabled": True}
    assert said(json.dumps({"hosts": [told]}))["GWA-LT-0043"]["encryption"] == "none"


def test_jamf_with_a_mac_that_opens_by_itself():
    assert said(lists.JAMF)["GWA-MB-0007"] == {"encryption": "whole", "password": "none"}


def test_osquery_by_the_columns_of_its_tables():
    found = said(lists.OSQUERY)
    assert found["GWA-LT-0042"] == {"encryption": "whole", "antivirus": "up_to_date", "lock_minutes": 15}
    assert found["GWA-LT-0043"] == {"encryption": "none", "antivirus": "out_of_date", "lock_minutes": None}
    assert found["GWA-MB-0007"] == {"lock_asks_sign_in": True}
    notes = by_name(lists.OSQUERY, "GWA-LT-0043").notes
    assert notes == tuple(f"Line {number}: This line says what changed, not how things stand." for number in (8, 9))


def test_addresses_are_kept_with_the_contact():
    contact = by_name(lists.FLEET, "GWA-LT-0043").facts[0]
    assert (contact.fact, contact.value) == (CONTACT, {"address": "203.0.113.7"})
    assert read(lists.GOOGLE).devices[0].facts[0].value == {"address": "203.0.113.7"}  # not the one of the home network


@pytest.mark.parametrize("name", ["german", "french", "welsh"])
def test_lists_in_other_languages(name):
    assert said(lists.ALL[name])["GWA-LT-0042"] == {"encryption": "whole"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_says_the_same(encoding):
    assert len(read(lists.GERMAN, encoding).devices) == 2
    if encoding != "cp1252":
        assert read(lists.GRAPH, encoding).devices == read(lists.GRAPH).devices


def test_columns_in_any_order_say_the_same():
    rows = [line.split(",") for line in lists.DEFENDER.strip().split("\n")]
    order = list(range(len(rows[0])))
    random.Random(4).shuffle(order)
    moved = "\n".join(",".join(row[place] for place in order) for row in rows)
    assert read(moved).devices == read(lists.DEFENDER).devices


def test_heads_nobody_knows_leave_it_to_a_person():
    found = read(lists.UNKNOWN)
    assert found.devices == () and found.sheet is not None
    assert "serial number" in sheets.missing(found.columns) and "last seen" in sheets.missing(found.columns)
    said_by_hand = {"name": 0, "serial": 1, "seen_at": 2, "encrypted": 3}
    devices = sheets.found_in(found.sheet, said_by_hand, "intune").devices
    assert devices[0].facts[1].value == "whole"


def test_a_word_that_is_neither_yes_nor_no_is_refused():
    device = read(lists.GERMAN.replace("Wahr", "Vielleicht")).devices[0]
    assert device.problem == "“vielleicht” is neither yes nor no."


@pytest.mark.parametrize(
    ("text", "month_first", "moment"),
    [
        ("2026-11-20 08:14:02.0000000", False, "2026-11-20T08:14:02+00:00"),
        ("2026-07-20 08:14:02", False, "2026-07-20T08:14:02+01:00"),
        ("2026-11-20T15:42:10.311Z", False, "2026-11-20T15:42:10+00:00"),
        ("2026-11-20T15:42:10+02:00", False, "2026-11-20T15:42:10+02:00"),
        ("8/9/2025 8:07:31 AM", True, "2025-08-09T08:07:31+01:00"),
        ("8/9/2025 12:07:31 AM", True, "2025-08-09T00:07:31+01:00"),
        ("2026/11/10 07:50:20", False, "2026-11-10T07:50:20+00:00"),
        ("31/08/2026", False, "2026-08-31T00:00:00+01:00"),
        ("31.08.2026 17:05", True, "2026-08-31T17:05:00+01:00"),
        ("1795162442", False, "2026-11-20T08:14:02+00:00"),
        ("1906502400000", False, "2030-06-01T00:00:00+00:00"),
        ("46346.5", False, "2026-11-20T12:00:00+00:00"),
    ],
)  # fmt: skip
def test_moments_as_programs_write_them(text, month_first, moment):
    assert cells.moment_of(text, zone=LONDON, month_first=month_first) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text", ["", "never", "0", "0001-01-01 00:00:00.0000000", "9999-12-31 23:59:59.0000000", "1970-01-01T00:00:00Z",
     "1601-01-01", "000000000"],
)  # fmt: skip
def test_what_programs_write_for_never(text):
    assert cells.moment_of(text, zone=LONDON) is None


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "31/31/2026", "8/9/2025 13:07 PM", "2026", "20261118"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError, match="not a time we can be sure of"):
        cells.moment_of(text, zone=LONDON)


def test_a_column_says_whether_the_month_comes_first():
    assert cells.is_month_first(["8/9/2025 8:07 AM", "8/25/2025 8:07 AM"])
    assert cells.is_month_first(["8/9/2025 8:07 AM"])
    assert not cells.is_month_first(["8/9/2025 8:07 AM", "25/8/2025 8:07 AM"])
    assert not cells.is_month_first(["8/9/2025 08:07"])


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name.replace("_", "."), content)
    return out.getvalue()


def test_the_list_inside_a_zip():
    assert open_file(zipped(list_csv=lists.INTUNE)).devices == read(lists.INTUNE).devices


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "signs in it that are not letters"),
        (b"PK\x03\x04broken", "The zip is broken"),
        (zipped(a_csv="x", b_csv="y"), "exactly one list"),
        (zipped(a_csv="0" * (LARGEST + 10)), "larger than 10 MB"),
        (b"x" * (LARGEST + 1), "larger than 10 MB"),
        (b"[" * 900_000, "folded into itself too deeply"),
        (b"[" * 1_100_000, "far more than a list"),
        (b'{"value": [' + b"9" * 5000 + b"]}", "number in the file that is far too long"),
        (b'{"value": [', "Line 1: the JSON breaks off"),
        (b'{"hello": 1}', "not a list of devices that we know"),
        (b'{"value": []}', "There is no device"),
        (b"%PDF-1.7", "PDF"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_whole(content, says):
    with pytest.raises(Unreadable, match=says):
        open_file(content)


def test_what_was_found_can_be_put_away_and_taken_out():
    for text in lists.ALL.values():
        for device in read(text).devices:
            assert from_plain(json.loads(json.dumps(as_plain(device)))) == device


def never_breaks(content):
    try:
        found = open_file(content)
    except Unreadable as refusal:
        assert refusal.reason and refusal.next_step
        return
    fit_to_keep(found.devices)


def fit_to_keep(devices):
    for device in devices:
        assert device.problem or all(seen.seen_at.tzinfo for seen in device.facts)
        json.dumps(as_plain(device)).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    never_breaks(content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(lists.ALL)), st.integers(0, 2000), st.integers(0, 300), st.binary(max_size=30))
def test_a_file_with_a_piece_torn_out_is_read_or_refused(name, start, length, instead):
    content = lists.ALL[name].encode()
    never_breaks(content[:start] + instead + content[start + length :])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 60), st.binary(max_size=30))
def test_a_zip_with_a_piece_torn_out_is_read_or_refused(start, length, instead):
    content = zipped(list_csv=lists.INTUNE)
    never_breaks(content[:start] + instead + content[start + length :])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_cells_under_any_columns_somebody_means_are_read_or_refused(data):
    """Whatever a person says of a sheet whose heads said nothing."""
    cell = st.text(max_size=12) | st.sampled_from(["Yes", "30/10/2026", "2026-10-30 08:14:02", "0001-01-01", "=1+1"])
    lines = data.draw(st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=4))
    sheet = Sheet(("a", "b", "c", "d"), tuple(Line(number, cells, "") for number, cells in enumerate(lines, start=2)))
    columns = data.draw(st.dictionaries(st.sampled_from(sorted(sheets.FIELDS)), st.integers(0, 3)))
    fit_to_keep(sheets.found_in(sheet, columns, data.draw(st.sampled_from(["intune", "google", "other"]))).devices)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["value", "hosts", "results", "chromeosdevices"]),
    st.sampled_from([lists.GRAPH_DEVICE, lists.HOST, lists.CHROMEBOOK, json.loads(lists.JAMF)["results"][0]]),
    st.data(),
)
def test_a_device_with_anything_in_any_place_is_read_or_refused(key, device, data):
    place = data.draw(st.sampled_from(sorted(device)))
    never_breaks(json.dumps({key: [device | {place: data.draw(JSON)}]}).encode())


@settings(max_examples=80, deadline=None)
@given(JSON, JSON, JSON)
def test_a_log_with_anything_in_it_is_read_or_refused(snapshot, decorations, moment):
    told = {
        "hostIdentifier": "x",
        "snapshot": snapshot,
        "decorations": decorations,
        "unixTime": moment,
        "name": "bitlocker",
    }
    never_breaks(json.dumps(told).encode())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_is_not(text):
    try:
        found = cells.moment_of(text, zone=LONDON, month_first=True)
    except ValueError:
        return
    assert found is None or found.tzinfo
