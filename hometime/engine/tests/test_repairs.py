"""What would make it OK."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.engine.repairs import repairs
from hometime.engine.verdict import decide

from .small import FACTS, PACKS, TODAY, VOCABULARY, pack, rule


def mended(facts, *rules, most=3):
    found = repairs(pack(*rules).at(TODAY), VOCABULARY.hold(facts), TODAY, most=most)
    return [{edit.fact: VOCABULARY[edit.fact].show(edit.after) for edit in edits} for edits in found]


def headline(policy, facts, edits):
    return decide(policy.at(TODAY), {**facts, **{edit.fact: edit.after for edit in edits}}, TODAY).headline


def check_minimal(policy, facts, edits):
    """OK with all edits, and not with any one left out, nor with any one member of a set left as it was."""
    assert headline(policy, facts, edits) == "ok"
    for fewer in combinations(edits, len(edits) - 1):
        assert headline(policy, facts, fewer) != "ok"
    for edit in edits:
        if isinstance(edit.after, frozenset):
            others = {e.fact: e.after for e in edits}
            for member in edit.after ^ (edit.before or frozenset()):
                less = {**facts, **others, edit.fact: edit.after ^ {member}}
                assert decide(policy.at(TODAY), less, TODAY).headline != "ok"


@settings(max_examples=100, deadline=None, database=None)
@given(PACKS, FACTS, st.sampled_from([1, 3]))
def test_every_repair_gives_ok_and_nothing_in_it_is_needless(policy, facts, most):
    found = repairs(policy.at(TODAY), facts, TODAY, most=most)
    assert len(found) <= most
    for edits in found:
        check_minimal(policy, facts, edits)
    kinds = [{edit.fact for edit in edits} for edits in found]
    assert not any(one >= other for one in kinds for other in kinds if one is not other)


@settings(max_examples=60, deadline=None, database=None)
@given(PACKS, FACTS)
def test_an_answer_that_is_ok_or_silent_needs_no_repair(policy, facts):
    if decide(policy.at(TODAY), facts, TODAY).headline in ("ok", "silent"):
        assert repairs(policy.at(TODAY), facts, TODAY) == []


@settings(max_examples=60, deadline=None, database=None)
@given(PACKS, FACTS)
def test_what_nobody_can_change_is_left_alone_once_known(policy, facts):
    for edits in repairs(policy.at(TODAY), facts, TODAY):
        assert not {"activity"} & {edit.fact for edit in edits}
        assert not [edit for edit in edits if edit.fact == "person.role" and edit.before is not None]


def test_the_cheapest_way_comes_first():
    either = rule("r", "device.listed or not device.shared or course.done_on <= device.due_on")
    facts = {"device.listed": False, "device.shared": True, "course.done_on": "never", "device.due_on": "2026-12-01"}
    assert mended(facts, either) == [
        {"device.listed": True},
        {"device.shared": False},
        {"course.done_on": "2026-12-01"},
    ]


def test_one_change_may_mend_two_rules():
    rules = rule("a", "device.lock_minutes <= 10"), rule("b", "device.lock_minutes > 0 and device.lock_minutes <= 5")
    assert mended({"device.lock_minutes": 60}, *rules) == [{"device.lock_minutes": 5}]


def test_only_those_are_told_who_have_to_be():
    rules = rule("head", "'head' in incident.told"), rule("any", "not incident.told <= {'police'}")
    assert mended({"incident.told": []}, *rules) == [{"incident.told": ["head"]}]
    assert mended({"incident.told": ["police"]}, *rules) == [{"incident.told": ["head", "police"]}]


def test_what_is_wrong_is_taken_out_of_a_set_and_the_rest_stays():
    rules = rule("a", "'tag' not in device.findings"), rule("b", "'plug' not in device.findings")
    assert mended({"device.findings": ["tag", "plug", "case"]}, *rules) == [{"device.findings": ["case"]}]


def test_an_open_gate_is_mended_by_telling():
    assert mended({}, rule("gate", "device.listed")) == [{"device.listed": True}]


def test_a_late_date_is_mended_today():
    rules = rule("a", "age(course.done_on) <= 365"), rule("b", "device.due_on >= today")
    facts = {"course.done_on": "never", "device.due_on": "2026-10-01"}
    assert mended(facts, *rules) == [{"course.done_on": "2026-11-02", "device.due_on": "2026-11-02"}]


def test_another_place_may_take_a_rule_out_of_play():
    rules = rule("a", "device.listed", when="place.kind == 'cafe'"), rule("b", "not device.shared")
    facts = {"device.listed": False, "device.shared": False, "place.kind": "cafe"}
    assert mended(facts, *rules) == [{"device.listed": True}, {"place.kind": "home"}]


def test_silence_is_not_a_repair():
    assert mended(
        {"device.listed": False, "place.kind": "cafe"}, rule("a", "device.listed", when="place.kind == 'cafe'")
    ) == [{"device.listed": True}]


def test_there_may_be_no_way():
    assert mended({"person.role": "guest"}, rule("a", "person.role == 'staff'")) == []
    assert mended({}, rule("a", "device.listed"), rule("b", "not device.listed")) == []
