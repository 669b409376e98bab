"""Each fault the linter knows, in a small pack broken in one place."""

import pytest

from hometime.engine.errors import PolicyError

from .small_pack import ABOUT, CASES, CLAUSES, CONTROLS, FACTS, RULES, load, messages, write_pack

LAW = "law/all.yaml"


def test_a_sound_pack_has_nothing_to_mend(tmp_path):
    assert messages(tmp_path) == []


FAULTS = {
    "unknown fact": (
        CONTROLS,
        "device.lock_minutes <=",
        "device.lock_minute <=",
        "device.yaml:8:9: There is no fact called “device.lock_minute”. Did you mean “device.lock_minutes”?",
    ),
    "wrong kind": (
        CONTROLS,
        "place.kind == 'home'",
        "place.kind <= 3",
        "device.yaml:14:9: place.kind cannot be compared by <=.",
    ),
    "outside the language": (
        CONTROLS,
        "place.kind == 'home'",
        "place.kind.lower() == 'home'",
        "device.yaml:14:9: Only age(…) of one date can be called.",
    ),
    "no expression": (CONTROLS, "place.kind == 'home'", "place.kind ==", "device.yaml:14:"),
    "unknown value": (
        CONTROLS,
        "== 'home'",
        "== 'hom'",
        "device.yaml:14:23: place.kind is never “hom”. Did you mean “home”?",
    ),
    "parameter never read": (
        CONTROLS,
        "need: device.lock_minutes <= p.most",
        "need: device.lock_minutes <= 10",
        "the parameter “most” is never read",
    ),
    "parameter not declared": (
        RULES,
        "    most: 10",
        "    mots: 10",
        "all.yaml:10:5: lock-in-time: screen-lock has no parameter “mots”. Did you mean “most”?",
    ),
    "parameter of the wrong kind": (
        RULES,
        "most: 10",
        "most: soon",
        "all.yaml:10:5: lock-in-time: “most” should be of kind int",
    ),
    "parameter out of bounds": (RULES, "most: 10", "most: 90", "“most” is 90, outside 1 to 60"),
    "dates out of order": (
        RULES,
        "most: 10",
        "most: [{from: 2027-01-01, value: 5}, {from: 2026-01-01, value: 9}]",
        "the dates of “most” are not in order",
    ),
    "no such day": (RULES, "most: 10", "most: [{from: 2026-02-30, value: 5}]", "There is no day 2026-02-30."),
    "clause nobody serves": (
        CLAUSES,
        "A3,1.3,About,definition,,",
        "A3,1.3,About,must,staff,",
        "clauses.csv:4:1: A3 (1.3) asks something and no rule serves it.",
    ),
    "clause shown nowhere": (CLAUSES, "mean.,glossary", "mean.,", "A3 (1.3) is shown nowhere."),
    "cites no clause": (RULES, "cites: [A1]", "cites: []", "lock-in-time cites no clause."),
    "cites a clause that is not there": (
        RULES,
        "cites: [A1]",
        "cites: [A9]",
        "lock-in-time cites A9, which is not a clause",
    ),
    "never applies": (
        RULES,
        "  switch: strict",
        "  when: place.kind == 'home' and place.kind == 'cafe'\n  switch: strict",
        "stay-at-home can never apply.",
    ),
    "never met": (
        CONTROLS,
        "place.kind == 'home'",
        "place.kind == 'home' and place.kind == 'cafe'",
        "stay-at-home can never be met.",
    ),
    "never broken": (RULES, "most: 10", "most: null", "lock-in-time can never be broken."),
    "handout milder than its rules": (
        "schools/small/1/pack.yaml",
        "  stop: {rows:",
        "  beware: {rows:",
        "the handout shows “a screen that stays open” as BEWARE and no rule of its clauses is.",
    ),
    "twin rules": (RULES, "- rule: stay-at-home", "- rule: lock-in-time", "Two rules are called “lock-in-time”."),
    "unknown control": (
        RULES,
        "control: place-at-home",
        "control: place-at-hoem",
        "There is no control called “place-at-hoem”. Did you mean “place-at-home”?",
    ),
    "unknown switch": (
        RULES,
        "switch: strict",
        "switch: strikt",
        "stay-at-home: there is no switch called “strikt”. Did you mean “strict”?",
    ),
    "unknown key": (RULES, "says: Work", "say: Work", "stay-at-home: “say” is not known here. Did you mean “says”?"),
    "missing key": (RULES, "  says: Work at home if you can.\n", "", "stay-at-home: says is missing."),
    "unusual severity without a reason": (
        RULES,
        "severity: STOP",
        "severity: CAUTION",
        "“must” is CAUTION and nothing says why",
    ),
    "unknown actor": (RULES, "actor: staff", "actor: stuff", "actor cannot be “stuff”. Did you mean “staff”?"),
    "unread fact": (
        FACTS,
        "place.kind:\n",
        "place.odd: {kind: bool, ask: Odd?, source: ask}\nplace.kind:\n",
        "place.odd is read by no control and no rule.",
    ),
    "unknown kind of fact": (FACTS, "kind: int", "kind: integer", "kind cannot be “integer”. Did you mean “int”?"),
    "a figure in words": (FACTS, "max: 120", "max: many", "device.lock_minutes: max should be a whole number"),
    "wrong headline in a case": (
        CASES,
        "headline: ok",
        "headline: stop",
        "Case “Tess works at home on a laptop that locks itself” answers ok, not stop.",
    ),
    "no such headline": (CASES, "headline: ok", "headline: fine", "A case needs a title and a headline."),
    "wrong bite in a case": (
        CASES,
        "spares: [lock-in-time, stay-at-home]",
        "spares: [stay-at-home]\n  bites: [lock-in-time]",
        "lock-in-time should bite but is met",
    ),
    "no such rule in a case": (
        CASES,
        "bites: [lock-in-time,",
        "bites: [lock-in-tim,",
        "names lock-in-tim, which is not a rule. Did you mean “lock-in-time”?",
    ),
    "rule without a case": (
        CASES,
        "  bites: [lock-in-time, stay-at-home]",
        "  bites: [lock-in-time]",
        "stay-at-home: no case where it bites.",
    ),
    "bad fact in a case": (
        CASES,
        "device.lock_minutes: 5}",
        "device.lock_minutes: 500}",
        "has a fact that will not do: device.lock_minutes cannot be “500”",
    ),
    "unknown fact in a case": (
        CASES,
        "device.lock_minutes: 5}",
        "device.lok: 5}",
        "There is no fact called “device.lok”",
    ),
    "unknown key in a case": (CASES, "headline: ok", "verdict: ok", "A case has no “verdict”."),
    "tension of no clause": (ABOUT, "clauses: [A1, A2]", "clauses: [A1, A8]", "small: A8 is not a clause."),
    "review before the start": (
        ABOUT,
        "review_on: 2027-01-01",
        "review_on: 2025-01-01",
        "the review comes before the policy is in force",
    ),
    "law of no control": (LAW, "[screen-lock]", "[screen-lok]", "law-one: there is no control called “screen-lok”"),
    "law of no weight": (LAW, "weight: law", "weight: heavy", "a weight cannot be “heavy”"),
    "law that ends first": (LAW, "to: 2030-01-01", "to: 2010-01-01", "it ends before it starts"),
    "broken YAML": (RULES, "cites: [A1]", "cites: [A1", "YAML:"),
    "a name given twice": (
        RULES,
        "  strength: must\n",
        "  strength: must\n  strength: must\n",
        "all.yaml:5:3: “strength” stands here twice.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_finds(fault, tmp_path):
    file, old, new, wanted = FAULTS[fault]
    found = messages(tmp_path, (file, old, new))
    assert any(wanted in message for message in found), found


@pytest.mark.parametrize(
    "fault",
    ["unknown fact", "outside the language", "twin rules", "unknown switch", "dates out of order", "broken YAML"],
)
def test_a_broken_pack_is_refused_whole_with_its_place(fault, tmp_path):
    file, old, new, wanted = FAULTS[fault]
    with pytest.raises(PolicyError) as refused:
        load(write_pack(tmp_path, (file, old, new)))
    assert wanted in str(refused.value)
    assert refused.value.place.line >= 1


def test_it_goes_on_after_the_first_fault(tmp_path):
    found = messages(
        tmp_path,
        (RULES, "most: 10", "most: soon"),
        (RULES, "switch: strict", "switch: strikt"),
        (CLAUSES, "mean.,glossary", "mean.,"),
    )
    assert len(found) >= 3
    assert all(": " in message for message in found)


def test_the_catalogue_is_checked_even_for_rules_that_are_switched_off(tmp_path):
    found = messages(
        tmp_path, (ABOUT, "on: true", "on: false"), (CONTROLS, "place.kind == 'home'", "place.knd == 'home'")
    )
    assert any("place.knd" in message for message in found)
