from datetime import date, timedelta

import pytest

from hometime.lib import text
from hometime.lib.csv import safe_cell, table

TODAY = date(2026, 11, 22)


def test_a_date_is_said_as_people_say_it():
    assert text.day_for_people(date(2026, 10, 31), TODAY) == "3 weeks ago, 31 October 2026"
    assert text.day_for_people(None, TODAY) == "never"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (5, "5 days ago"),
        (-13, "in 13 days"),
        (14, "2 weeks ago"),
        (70, "2 months ago"),
        (-365, "in 12 months"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago_keeps_to_one_unit(days, said):
    assert text.since(TODAY - timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_a_sentence(items, said):
    assert text.in_words(items) == said


def test_counting_knows_one_from_many():
    assert text.counted(1, "device") == "1 device"
    assert text.counted(1000, "reply", "replies") == "1,000 replies"


def test_a_slip_of_the_fingers_is_met_with_the_nearest_name():
    assert (
        text.did_you_mean("device.encrypt", ["device.encrypted", "place.kind"]) == " Did you mean “device.encrypted”?"
    )
    assert text.did_you_mean("zzz", ["device.encrypted"]) == ""


@pytest.mark.parametrize(("value", "cell"), [("=1+1", "'=1+1"), ("@a", "'@a"), (-3, "-3"), (None, ""), ("a", "a")])
def test_no_cell_is_taken_for_a_formula(value, cell):
    assert safe_cell(value) == cell


def test_a_table_has_heads_first():
    assert table(["name"], [["=x"], ["Tess"]]) == "\ufeffname\r\n'=x\r\nTess\r\n"
