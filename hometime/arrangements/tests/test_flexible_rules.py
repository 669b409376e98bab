"""The arithmetic of the law, by worked examples; rules with dates, and Northern Ireland."""

from dataclasses import replace
from datetime import date

import pytest

from hometime.arrangements.flexible.rules import rules_for, served_enough
from hometime.policy.packs import catalogue

TODAY = date(2026, 11, 2)
ENGLAND = rules_for("EN", TODAY)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 9, 1), date(2026, 10, 31)),
        (date(2026, 11, 22), date(2027, 1, 21)),
        (date(2026, 12, 1), date(2027, 1, 31)),
        (date(2026, 12, 28), date(2027, 2, 27)),
        (date(2026, 12, 29), date(2027, 2, 28)),
        (date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2027, 2, 28)),
        (date(2027, 4, 30), date(2027, 6, 29)),
        (date(2027, 6, 30), date(2027, 8, 29)),
        (date(2027, 7, 31), date(2027, 9, 30)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_two_months_begin_with_the_day_it_is_received(received, last_day):
    assert ENGLAND.last_day(received) == last_day


@pytest.mark.parametrize(
    ("made", "again"),
    [
        ([], None),
        ([date(2026, 5, 1)], None),
        ([date(2026, 1, 10), date(2026, 5, 1)], date(2027, 1, 10)),
        ([date(2026, 5, 1), date(2026, 11, 2)], date(2027, 5, 1)),
        ([date(2024, 5, 1), date(2026, 1, 10), date(2026, 5, 1)], date(2027, 1, 10)),
    ],
)
def test_two_in_any_twelve_months(made, again):
    assert ENGLAND.next_allowed_on(made) == again


def test_there_are_eight_grounds_and_only_eight():
    assert len(ENGLAND.grounds) == 8


def test_the_test_of_reason_begins_on_the_day_the_law_file_gives_it():
    assert not ENGLAND.asks_why_reasonable
    law = [replace(f, starts=date(2027, 4, 6)) if f.id == "FW-15" else f for f in catalogue().law]
    assert not rules_for("EN", date(2027, 4, 5), law).asks_why_reasonable
    assert rules_for("EN", date(2027, 4, 6), law).asks_why_reasonable


def test_northern_ireland_has_its_own_rules():
    rules = rules_for("NI", TODAY)
    assert (rules.most, rules.service_weeks, rules.meeting_days) == (1, 26, 28)
    assert rules.last_day(date(2026, 9, 1)) is None
    assert rules.meeting_by(date(2026, 9, 1)) == date(2026, 9, 28)
    assert rules.next_allowed_on([date(2026, 1, 10)]) == date(2027, 1, 10)
    assert not served_enough(date(2026, 10, 1), TODAY, rules)
    assert served_enough(date(2026, 10, 1), TODAY, ENGLAND)


def test_more_time_may_be_agreed_up_to_three_months_late():
    assert ENGLAND.may_extend_until(date(2026, 10, 31)) == date(2027, 1, 31)
