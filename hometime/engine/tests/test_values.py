"""What a fact takes, and what it refuses, in words."""

import datetime as dt

import pytest

from hometime.engine.vocabulary import NEVER

from .small import VOCABULARY


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("device.listed", "yes", True),
        ("device.listed", " FALSE ", False),
        ("device.lock_minutes", "0", 0),
        ("device.lock_minutes", "120", 120),
        ("place.kind", "home", "home"),
        ("device.findings", "tag, plug", frozenset({"tag", "plug"})),
        ("device.findings", "tag|plug", frozenset({"tag", "plug"})),
        ("device.findings", "none", frozenset()),
        ("course.done_on", "2026-10-31", dt.date(2026, 10, 31).toordinal()),
        ("course.done_on", "never", NEVER),
    ],
)
def test_it_reads_what_a_person_types(name, text, wanted):
    assert VOCABULARY[name].read(text) == wanted


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("device.listed", "perhaps", "Say true or false"),
        ("device.listed", "1", "Say true or false"),
        ("device.lock_minutes", "121", "from 0 to 120"),
        ("device.lock_minutes", "-1", "from 0 to 120"),
        ("device.lock_minutes", "9" * 5000, "from 0 to 120"),
        ("device.lock_minutes", "1e3", "whole number"),
        ("device.lock_minutes", "٣", "whole number"),
        ("device.lock_minutes", "", "whole number"),
        ("place.kind", "hoome", "Did you mean “home”?"),
        ("place.kind", "home\x00", "Choose one of"),
        ("place.kind", "caf\u0065\u0301", "Choose one of"),
        ("device.findings", "tag,moon", "Choose any of"),
        ("course.done_on", "2026-02-30", "Give a date"),
        ("course.done_on", "9999-12-31", "Give a date"),
        ("course.done_on", "0001-01-01", "Give a date"),
        ("course.done_on", "31/10/2026", "Give a date"),
        ("course.done_on", "\u202e2026-10-31", "Give a date"),
    ],
)
def test_it_refuses_what_will_not_do(name, text, what):
    with pytest.raises(ValueError, match=name) as refused:
        VOCABULARY[name].read(text)
    assert what in str(refused.value) and len(str(refused.value)) < 300


def test_a_wrong_name_gets_the_nearest_right_one():
    with pytest.raises(KeyError, match=r"device\.listed"):
        VOCABULARY["device.listd"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("device.listed", 1),
        ("device.lock_minutes", True),
        ("device.lock_minutes", 1.5),
        ("device.lock_minutes", 10**12),
        ("place.kind", ["home"]),
        ("course.done_on", 20261031),
        ("device.findings", ["moon"]),
    ],
)
def test_data_of_the_wrong_kind_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        VOCABULARY.hold({name: value})


def test_data_goes_in_and_comes_out_the_same():
    plain = {
        "device.listed": True,
        "device.findings": ["plug", "tag"],
        "course.done_on": "2026-10-31",
        "device.due_on": "never",
    }
    assert VOCABULARY.show(VOCABULARY.hold(plain)) == plain
    assert VOCABULARY.hold({"device.listed": None}) == {}
