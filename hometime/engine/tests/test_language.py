"""Each form of the policy language, and each refusal."""

import pytest

from hometime.engine.errors import Place, PolicyError, Text
from hometime.engine.program import Program, Test, row_reader
from hometime.engine.reading import UNSET, Limit, parse
from hometime.engine.tree import FALSE, TRUE

from .small import TODAY, VOCABULARY, read

NOW = TODAY.toordinal()


def truth(text, facts, **limits):
    """True, False or None of an expression on facts."""
    code = Program([Test(TRUE, read(text, **limits))]).outcomes(VOCABULARY.hold(facts), NOW)[0]
    return {1: True, 0: None, -1: False}[min(code, 1)]


@pytest.mark.parametrize(
    ("text", "facts", "wanted"),
    [
        ("device.listed", {"device.listed": True}, True),
        ("device.listed", {"device.listed": False}, False),
        ("device.listed", {}, None),
        ("not device.listed", {"device.listed": False}, True),
        ("device.listed and device.shared", {"device.shared": False}, False),
        ("device.listed or device.shared", {"device.shared": True}, True),
        ("device.listed and device.shared", {"device.shared": True}, None),
        ("device.lock_minutes <= 15", {"device.lock_minutes": 15}, True),
        ("device.lock_minutes < 15", {"device.lock_minutes": 15}, False),
        ("device.lock_minutes >= 15", {"device.lock_minutes": 15}, True),
        ("device.lock_minutes > 15", {"device.lock_minutes": 15}, False),
        ("device.lock_minutes == 15", {"device.lock_minutes": 15}, True),
        ("device.lock_minutes != 15", {"device.lock_minutes": 15}, False),
        ("place.kind == 'home'", {"place.kind": "home"}, True),
        ("place.kind != 'home'", {"place.kind": "home"}, False),
        ("place.kind in ('home', 'school')", {"place.kind": "cafe"}, False),
        ("place.kind not in ('home', 'school')", {"place.kind": "cafe"}, True),
        ("'tag' in device.findings", {"device.findings": ["tag"]}, True),
        ("'tag' not in device.findings", {"device.findings": []}, True),
        ("'tag' in device.findings", {}, None),
        ("incident.told >= {'head', 'dpo'}", {"incident.told": ["head"]}, False),
        ("incident.told >= {'head', 'dpo'}", {"incident.told": ["head", "dpo", "police"]}, True),
        ("incident.told <= {'head'}", {"incident.told": ["head"]}, True),
        ("incident.told <= {'head'}", {"incident.told": ["head", "dpo"]}, False),
        ("age(course.done_on) <= 30", {"course.done_on": "2026-10-03"}, True),
        ("age(course.done_on) <= 30", {"course.done_on": "2026-10-02"}, False),
        ("age(course.done_on) < 30", {"course.done_on": "2026-10-03"}, False),
        ("age(course.done_on) >= 30", {"course.done_on": "2026-10-03"}, True),
        ("age(course.done_on) > 30", {"course.done_on": "2026-10-03"}, False),
        ("age(course.done_on) <= 30", {"course.done_on": "2027-01-01"}, True),
        ("age(course.done_on) >= 0", {"course.done_on": "2026-11-03"}, False),
        ("age(course.done_on) <= 30", {}, None),
        ("device.due_on >= today", {"device.due_on": "2026-11-02"}, True),
        ("device.due_on >= today", {"device.due_on": "2026-11-01"}, False),
        ("device.due_on < today", {"device.due_on": "2026-11-01"}, True),
        ("course.done_on <= device.due_on", {"course.done_on": "2026-01-01", "device.due_on": "2026-01-01"}, True),
        ("course.done_on <= device.due_on", {"course.done_on": "2026-01-02", "device.due_on": "2026-01-01"}, False),
        ("course.done_on <= device.due_on", {"course.done_on": "2026-01-02"}, None),
        ("True", {}, True),
        ("False", {}, False),
        ("device.listed if place.kind == 'home' else device.shared", {"place.kind": "home", "device.listed": True}, True),
        ("device.listed if place.kind == 'home' else device.shared", {"place.kind": "cafe", "device.listed": True}, None),
        ("device.listed if place.kind == 'home' else device.shared", {"device.listed": True, "device.shared": True}, True),
        ("device.lock_minutes <= (5 if device.shared else 15)", {"device.shared": True, "device.lock_minutes": 10}, False),
        ("device.lock_minutes <= (5 if device.shared else 15)", {"device.lock_minutes": 4}, True),
    ],
)  # fmt: skip
def test_an_expression_means(text, facts, wanted):
    assert truth(text, facts) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("age(course.done_on) <= 40000", False),
        ("age(course.done_on) >= 0", True),
        ("age(course.done_on) > 365", True),
        ("course.done_on >= today", False),
        ("course.done_on <= device.due_on", False),
    ],
)
def test_what_never_happened_is_older_than_every_limit(text, wanted):
    assert truth(text, {"course.done_on": "never", "device.due_on": "2026-11-02"}) is wanted


@pytest.mark.parametrize(
    ("text", "limits", "facts", "wanted"),
    [
        ("device.lock_minutes <= p.most", {"most": 10}, {"device.lock_minutes": 11}, False),
        ("place.kind in p.places", {"places": ("home",)}, {"place.kind": "home"}, True),
        ("place.kind == p.place", {"place": "cafe"}, {"place.kind": "home"}, False),
        ("incident.told >= p.roles", {"roles": ("head",)}, {"incident.told": ["head"]}, True),
        ("'tag' in p.asked", {"asked": ("tag",)}, {}, True),
        ("'tag' in p.asked and device.listed", {"asked": ("plug",)}, {}, False),
        ("p.allowed", {"allowed": True}, {}, True),
        ("not p.allowed or device.listed", {"allowed": False}, {}, True),
        ("p.role in incident.told", {"role": "head"}, {"incident.told": ["head"]}, True),
        ("age(course.done_on) <= p.months", {"months": Limit(12, "months")}, {"course.done_on": "2025-11-02"}, True),
        ("age(course.done_on) <= p.months", {"months": Limit(12, "months")}, {"course.done_on": "2025-11-01"}, False),
        ("age(course.done_on) <= p.days", {"days": Limit(365, "days")}, {"course.done_on": "2025-11-01"}, False),
    ],
)
def test_a_parameter_stands_for_its_value(text, limits, facts, wanted):
    assert truth(text, facts, **limits) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "device.lock_minutes <= p.x",
        "place.kind in p.x",
        "place.kind == p.x",
        "incident.told >= p.x",
        "p.x in incident.told",
        "age(course.done_on) <= p.x",
        "'tag' in p.x",
        "p.x",
    ],
)
def test_an_unset_parameter_leaves_no_figure_to_break(text):
    assert read(text, x=UNSET) == TRUE


def test_a_condition_with_an_unset_parameter_keeps_its_other_half():
    assert truth("device.lock_minutes > 0 and device.lock_minutes <= p.x", {"device.lock_minutes": 0}, x=UNSET) is False


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("device.listd", 1, "device.listed"),
        ("device.listed and device.lock_minutes", 19, "not a yes or no"),
        ("device.listed == True", 1, "is a yes or no"),
        ("device.lock_minutes <= 'ten'", 24, "is a number of minutes"),
        ("device.lock_minutes <= 121", 24, "can never be reached"),
        ("device.lock_minutes <= -1", 24, "can never be reached"),
        ("device.lock_minutes in (1, 2)", 24, "is a number"),
        ("place.kind == 'hom'", 15, "home"),
        ("place.kind <= 'home'", 1, "cannot be compared by <="),
        ("place.kind in 'home'", 15, "A list of values"),
        ("'tags' in device.findings", 1, "tag"),
        ("'home' in place.kind", 11, "is not a set"),
        ("device.findings == {'tag'}", 1, "cannot be compared by =="),
        ("age(device.listed) <= 3", 1, "is not a date"),
        ("age(course.done_on) == 3", 1, "cannot be compared by =="),
        ("age(course.done_on) <= 40001", 24, "whole number of days"),
        ("age(course.done_on, 3) <= 3", 1, "Only age"),
        ("max(course.done_on) <= 3", 1, "Only age"),
        ("course.done_on", 1, "not a yes or no"),
        ("course.done_on >= 3", 1, "is a date"),
        ("3 <= device.lock_minutes", 1, "Put the fact first"),
        ("p.most", 1, "no parameter called"),
        ("device.lock_minutes <= p.most", 24, "no parameter called"),
        ("device.lock_minutes + 1 <= 3", 1, "The name of a fact"),
        ("1 < device.lock_minutes < 3", 1, "not part of the policy language"),
        ("lambda: device.listed", 1, "not part of the policy language"),
        ("[device.listed for x in device.findings]", 1, "not part of the policy language"),
        ("__import__('os').system('true')", 1, "not part of the policy language"),
        ("device.listed.real", 1, "The name of a fact"),
        ("device.lock_minutes <= 3.5", 24, "should stand here"),
        ("device.listed and", None, "not an expression"),
        ("device.listed\x00", None, "not an expression"),
        ("not " * 3000 + "device.listed", None, "not an expression"),
        ("(" * 500 + "device.listed" + ")" * 500, None, "not an expression"),
        ("'tag' is device.findings", 1, ""),
        ("", None, "not an expression"),
        ("device.shared if 3 else device.listed", 18, "not part of the policy language"),
        ("device.listed := True", None, "not an expression"),
    ],
)  # fmt: skip
def test_it_refuses_and_says_where(text, column, what):
    with pytest.raises(PolicyError) as refused:
        read(text)
    place = refused.value.place
    assert what in refused.value.what + refused.value.mend
    assert place.line == 1 and (column is None or place.column == column)
    assert refused.value.mend


def test_the_place_is_that_of_the_file():
    text = Text.at("device.listed and device.lst", Place("controls/a.yaml", 7, 11))
    with pytest.raises(PolicyError, match=r"controls/a\.yaml:7:29: There is no fact called “device.lst”"):
        read(text)


def test_a_fault_in_a_second_line_is_placed_in_that_line():
    text = Text.at("(device.listed\n  and device.lst)", Place("a.yaml", 7, 11))
    with pytest.raises(PolicyError, match=r"a\.yaml:8:7: "):
        read(text)


def test_a_parameter_of_the_wrong_kind_is_refused():
    with pytest.raises(PolicyError, match="not a true or false parameter"):
        read("p.most", most=3)
    with pytest.raises(PolicyError, match="can never be reached"):
        read("device.lock_minutes <= p.most", most=500)
    with pytest.raises(PolicyError, match="is never “moon”"):
        read("place.kind in p.places", places=("moon",))


def test_questions_asked_twice_are_answered_once():
    program = Program(
        [Test(TRUE, read("device.listed and device.shared")), Test(read("device.listed"), read("device.shared"))]
    )
    assert len(program.steps) == 3


def test_constants_fold_away():
    assert read("True and device.listed") == read("device.listed")
    assert read("False and device.listed") == FALSE
    assert read("device.listed or not False") == TRUE
    assert read("not not device.listed") == read("device.listed")


def test_parsing_the_same_text_twice_gives_the_same_tree():
    assert parse("device.listed") is parse("device.listed")


def test_only_a_leaf_can_be_read_from_a_row():
    with pytest.raises((TypeError, AttributeError)):
        row_reader(read("device.listed and device.shared"))({}, NOW)
