"""What is on record about the cast: facts of the catalogue, with values that the catalogue knows."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import hometime
from hometime.demo.cast import members, places
from hometime.demo.records import Record, records_for
from hometime.policy.files import read_yaml

PACKS = Path(hometime.__file__).parent / "packs"
TODAY = date(2026, 11, 2)
NAMES = [member.slug for member in members()]


def known_facts():
    pages = [read_yaml(page) for page in (PACKS / "catalogue" / "facts").glob("*.yaml")]
    return {name: fact for page in pages for name, fact in page.items()}


def is_known(record, fact):
    if fact["kind"] == "bool":
        return isinstance(record.value, bool)
    if fact["kind"] == "int":
        return isinstance(record.value, int) and not isinstance(record.value, bool)
    if fact["kind"] == "date":
        return isinstance(record.value, date) or record.value == "never"
    words = {str(word) for word in fact["values"]}
    return record.value in words if fact["kind"] == "enum" else record.value <= words


def said(person):
    return {record.fact: record.value for record in records_for(person, TODAY)}


@pytest.mark.parametrize("person", NAMES)
def test_every_record_is_a_fact_of_the_catalogue(person):
    facts = known_facts()
    wrong = [record for record in records_for(person, TODAY) if not is_known(record, facts[record.fact])]
    assert wrong == []


@pytest.mark.parametrize("person", NAMES)
def test_no_record_holds_what_only_the_moment_can_tell(person):
    facts = known_facts()
    assert {facts[record.fact]["source"] for record in records_for(person, TODAY)} <= {"records", "either"}


@pytest.mark.parametrize("person", NAMES)
def test_nothing_was_written_down_after_today_and_everything_names_its_register(person):
    assert all(record.recorded_on <= TODAY and record.source for record in records_for(person, TODAY))


def test_days_are_counted_back_from_the_day_it_is_asked():
    later = TODAY + timedelta(days=365)
    (course,) = [record for record in records_for("leo", later) if record.fact == "learning.data_course_on"]
    assert course == Record(
        "learning.data_course_on", later - timedelta(days=800), later - timedelta(days=795), course.source
    )


def test_each_of_the_cast_has_a_story():
    assert said("idris")["device.encryption"] == "whole"
    assert said("safia")["device.encryption"] == "none"
    assert said("victor")["learning.signed_current"] is False
    assert said("bilal")["device.due_back_on"] < TODAY
    assert "home.router_checked" not in said("tess")
    assert "learning.signed_current" not in said("noor")


def test_the_school_has_records_of_its_own():
    assert said("noor")["policy.state"] == "in_force"
    assert "platform.checks" not in said("stella")


def test_nobody_else_is_on_record():
    assert records_for("nobody", TODAY) == []


def test_every_pack_in_force_is_one_we_ship():
    shipped = {folder.name for folder in (PACKS / "schools").iterdir()}
    assert {place.pack for place in places()} <= shipped
