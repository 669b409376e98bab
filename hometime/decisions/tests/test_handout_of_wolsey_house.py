"""The traffic lights of the handout: each of its lines gives its colour. The clauses are those the handout prints."""

import datetime as dt

import pytest

from hometime.decisions.answers import answer
from hometime.policy.packs import shipped

ON = dt.date(2026, 11, 2)
POLICY = shipped("wolsey-house")
PLAIN = {
    "activity": "work-at-home",
    "data.kind": "ordinary",
    "device.owner": "school",
    "network.kind": "home_wifi",
    "place.overlooked": False,
}
SENSITIVE = PLAIN | {
    "data.kind": "sensitive",
    "arrangement.covers_sensitive": True,
    "device.encryption": "whole",
    "device.antivirus": "up_to_date",
}

STOP = [
    ("no virus protection", SENSITIVE | {"device.antivirus": "none"}, "WH142"),
    ("not encrypted", SENSITIVE | {"device.encryption": "none"}, "WH143"),
    ("a public place", SENSITIVE | {"activity": "work-in-public", "place.kind": "public"}, "WH144"),
    ("public wifi", SENSITIVE | {"network.kind": "open_wifi"}, "WH145"),
    ("not authorised", SENSITIVE | {"arrangement.covers_sensitive": False}, "WH146"),
]
CAUTION = [
    ("a tablet of your own", PLAIN | {"device.owner": "mine", "activity": "use-own-device"}, "WH155"),
    ("wifi you do not know", PLAIN | {"network.kind": "unknown_wifi"}, "WH156"),
]
OK = [
    ("on a school device", PLAIN, "WH158"),
    ("an encrypted device", PLAIN | {"device.encryption": "whole"}, "WH160"),
    ("on the school premises", PLAIN | {"place.kind": "school"}, "WH157"),
    ("on the school network", PLAIN | {"place.kind": "school", "network.kind": "school"}, "WH159"),
]


def cited(reasons):
    return {clause.id for reason in reasons for clause in reason.cites}


def answered(facts):
    return answer(POLICY, POLICY.vocabulary.hold(facts), ON)


def names(rows):
    return [row[0] for row in rows]


@pytest.mark.parametrize(("line", "facts", "clause"), STOP, ids=names(STOP))
def test_stop_with_sensitive_data_in_hand(line, facts, clause):
    found = answered(facts)
    assert found.headline == "stop"
    assert clause in cited(found.broken)


@pytest.mark.parametrize(("line", "facts", "clause"), STOP, ids=names(STOP))
def test_without_sensitive_data_the_same_is_no_stop(line, facts, clause):
    found = answered(facts | {"data.kind": "ordinary"})
    assert clause not in cited(found.broken)


@pytest.mark.parametrize(("line", "facts", "clause"), CAUTION, ids=names(CAUTION))
def test_caution(line, facts, clause):
    found = answered(facts)
    assert found.verdict.as_known == "caution"
    assert clause in cited(found.broken)


@pytest.mark.parametrize(("line", "facts", "clause"), OK, ids=names(OK))
def test_ok_and_it_says_what_allows_it(line, facts, clause):
    found = answered(facts)
    assert found.headline == "ok"
    assert clause in cited(found.rests_on)


@pytest.mark.parametrize("clause", ["WH147", "WH148", "WH149", "WH150", "WH153"])
def test_beware_stands_in_the_policy_with_its_colour(clause):
    assert {rule.severity for rule in POLICY.rules_by_clause[clause]} == {"BEWARE"}
