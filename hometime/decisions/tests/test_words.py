"""What an answer says to a person: one sentence, whom to turn to, ways to make it OK; and never a word of the machine."""

import datetime as dt
import json

import pytest

from hometime.decisions.answers import answer
from hometime.decisions.receipts import as_shown, facts_of, sections_of
from hometime.decisions.words import last_day
from hometime.policy.files import pack_folders
from hometime.policy.packs import catalogue, shipped

ON = dt.date(2026, 11, 2)
SECTIONS_OF_WORDS = (
    "tells",
    "ways",
    "ask_whom",
    "contacts",
    "arguments",
    "as_long_as",
    "to_do",
    "asks",
    "said",
    "summary",
)


def shown(pack, people=None, **facts):
    facts = {name.replace("__", "."): value for name, value in facts.items()}
    return as_shown(answer(shipped(pack), facts, ON), people)


@pytest.mark.parametrize("pack", pack_folders())
def test_no_answer_says_unset(pack):
    for activity in catalogue().activities:
        found = shown(pack, activity=activity)
        assert not [name for name in SECTIONS_OF_WORDS if "unset" in json.dumps(found[name])], activity


def test_one_sentence_says_what_to_do():
    stop = shown("wolsey-house", activity="work-in-public", data__kind="sensitive", device__owner="school")
    assert stop["summary"] == "Put these 2 things right before you go on."
    assert shown("dudley", activity="take-papers")["summary"].startswith("Your policy has no rule about this.")


def test_what_has_happened_is_to_be_done_now():
    assert shown("wolsey-house", activity="something-happened", incident__kind="lost")["summary"] == "Do this now."


def test_a_silent_policy_sends_you_where_it_sends_questions():
    found = shown("ravensbury", {"headteacher": "Hana Whitlock"}, activity="print-at-home")
    assert [(who["role"], who["people"]) for who in found["ask_whom"]] == [("headteacher", "Hana Whitlock")]


def test_a_printed_phone_number_is_shown_and_a_missing_name_is_said():
    found = shown("dudley", activity="take-papers")
    assert "01384 813920" in [who["phone"] for who in found["contacts"]]
    assert found["ask_whom"][0]["is_missing"]


def test_ways_that_turn_on_the_same_facts_are_shown_once():
    found = shown("wolsey-house", activity="work-in-public", data__kind="sensitive", device__owner="school")
    turning = [{edit["fact"] for edit in (*way["changes"], *way["so"])} for way in found["ways"]]
    assert turning
    assert all(turning.count(facts) == 1 for facts in turning)


def test_each_way_keeps_its_number_among_the_repairs():
    found = shown("wolsey-house", activity="work-in-public", data__kind="sensitive", device__owner="school")
    for way in found["ways"]:
        facts = {edit["fact"] for edit in found["repairs"][way["number"]]}
        assert facts == {edit["fact"] for edit in (*way["changes"], *way["so"])}


def test_an_answer_that_runs_out_says_when():
    read = ON - dt.timedelta(days=300)
    facts = {"activity": "work-at-home", "learning.risks_read_on": read, "learning.data_course_on": read}
    for pack in pack_folders():
        policy = shipped(pack)
        found = answer(policy, policy.vocabulary.hold(facts), ON)
        days = {last_day(found, reason) for reason in found.reasons if reason.expires_on} - {""}
        assert all(int(day[-4:]) < 2037 for day in days), pack


@pytest.mark.parametrize("pack", pack_folders())
def test_a_kept_answer_holds_all_it_takes_to_work_it_out_again(pack):
    found = answer(shipped(pack), {"activity": "work-in-public", "data.kind": "sensitive"}, ON)
    kept = json.loads(json.dumps(as_shown(found)))
    facts, sources, strange = facts_of(kept, found.policy.vocabulary)
    assert (facts, strange) == (dict(found.facts), [])
    assert answer(found.policy, facts, ON, sources=sources).receipt == kept["receipt"]


def test_every_rule_of_a_section_is_there_in_words():
    found = shown("wolsey-house", activity="work-in-public", data__kind="sensitive", device__owner="school")
    broken = sections_of(found)["broken"]
    assert broken
    assert all(rule["says"] and rule["cites"] and rule["control_title"] for rule in broken)
