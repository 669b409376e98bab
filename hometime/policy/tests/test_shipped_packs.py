"""Promises of the engine, kept by every pack that ships."""

import datetime as dt
import random

import pytest

from hometime.engine.expiry import day_count
from hometime.engine.possible import examples
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, UNKNOWN, UNMET, Program, Test
from hometime.engine.repairs import repairs
from hometime.engine.table import Table
from hometime.engine.tests.oracles import cel, sql
from hometime.engine.tree import TRUE
from hometime.engine.verdict import decide
from hometime.engine.vocabulary import NEVER
from hometime.policy.asking import complete
from hometime.policy.cases import faults, read_cases
from hometime.policy.coverage import coverage, lacking
from hometime.policy.files import pack_folders
from hometime.policy.packs import build_catalogue, build_policy, plain, shipped

TODAY = dt.date(2026, 11, 2)
NOW = TODAY.toordinal()
PACKS = sorted(pack_folders())
every_pack = pytest.mark.parametrize("slug", PACKS)


def some_facts(policy, seed, known=0.6):
    """Believable random facts: a known activity, and each other fact known more often than not."""
    rng = random.Random(f"{policy.slug} {seed}")
    facts = {name: value_of(fact, rng) for name, fact in policy.vocabulary.items() if rng.random() < known}
    return {**facts, "activity": rng.choice(list(policy.catalogue.activities))}


def value_of(fact, rng):
    if fact.kind == "bool":
        return rng.random() < 0.6
    if fact.kind == "int":
        return min(rng.choice([0, 1, 5, 10, 15, 30, 90]), fact.maximum)
    if fact.kind == "enum":
        return rng.choice(list(fact.values))
    if fact.kind == "set":
        return frozenset(member for member in fact.values if rng.random() < 0.3)
    return rng.choice([NEVER, NOW - rng.randrange(0, 40), NOW - rng.randrange(300, 800), NOW + rng.randrange(0, 60)])


def situations(slug):
    """The facts of a pack’s own cases, as held values with the day of each."""
    policy = shipped(slug)
    for case in read_cases(pack_folders()[slug]):
        facts = {**policy.vocabulary.hold(case.facts), **({"activity": case.activity} if case.activity else {})}
        yield complete(policy, facts)[0], case.on


def test_six_packs_ship():
    assert PACKS == ["academy-trust", "dudley", "ravensbury", "starter", "wolsey-house", "yourig"]


@every_pack
def test_with_no_facts_every_rule_is_unknown_and_the_answer_never_ok(slug):
    policy = shipped(slug)
    verdict = decide(policy.pack.at(TODAY), {}, TODAY)
    assert {rule.id: code for rule, code in zip(policy.pack.rules, verdict.codes, strict=True) if code != UNKNOWN} == {}
    assert verdict.headline == "not-sure"


@every_pack
def test_every_case_gets_its_answer(slug):
    policy = shipped(slug)
    cases = read_cases(pack_folders()[slug])
    assert cases
    assert {case.title: found for case in cases if (found := list(faults(policy, case)))} == {}


@every_pack
def test_every_clause_that_asks_something_is_served(slug):
    assert lacking(coverage(shipped(slug))) == []


@every_pack
def test_every_rule_can_be_met_and_broken_and_the_facts_for_it_do_it(slug):
    policy = shipped(slug)
    compiled = policy.pack.at(TODAY)
    for number, (rule, test) in enumerate(zip(policy.pack.rules, compiled.program.tests, strict=True)):
        found = examples(test, policy.vocabulary, TODAY)
        assert UNMET in found and found.keys() & {MET, EXPIRING}, rule.id
        for code, facts in found.items():
            assert decide(compiled, facts, TODAY).codes[number] == code, rule.id


@every_pack
def test_a_row_alone_in_a_table_and_with_its_activity_known_is_the_same(slug):
    policy = shipped(slug)
    program = policy.pack.at(TODAY).program
    rows = [some_facts(policy, seed) for seed in range(40)]
    codes = [program.outcomes(facts, NOW) for facts in rows]
    table = Table.of(policy.vocabulary, rows)
    for column, plane in enumerate(table.planes(program, TODAY)):
        unmet, met, out = (set(table.rows_of(p)) for p in (plane.unmet, plane.met, plane.not_applicable))
        for number in range(len(rows)):
            code = codes[number][column]
            assert (number in unmet, number in met, number in out) == (
                code == UNMET,
                code in (MET, EXPIRING),
                code == NOT_APPLICABLE,
            )
    for facts in rows[:12]:
        assert program.given("activity", facts["activity"]).outcomes(facts, NOW) == program.outcomes(facts, NOW)


@every_pack
def test_another_fact_never_unsettles_a_rule(slug):
    policy = shipped(slug)
    for seed in range(20):
        facts = some_facts(policy, seed)
        fewer = {
            name: value
            for number, (name, value) in enumerate(facts.items())
            if number % 3 != seed % 3 or name == "activity"
        }
        before, after = (decide(policy.pack.at(TODAY), f, TODAY).codes for f in (fewer, facts))
        for rule, old, new in zip(policy.pack.rules, before, after, strict=True):
            assert old == UNKNOWN or new == old or (old in (MET, EXPIRING) and new >= MET), rule.id


@every_pack
def test_the_day_count_agrees_with_the_steps(slug):
    policy = shipped(slug)
    tests = policy.pack.at(TODAY).program.tests
    needs = Program([Test(TRUE, test.need) for test in tests])
    for seed in range(10):
        facts = some_facts(policy, seed)
        for test, code in zip(tests, needs.outcomes(facts, NOW), strict=True):
            assert (day_count(test.need, facts, NOW) > 0) == (code in (MET, EXPIRING))


@every_pack
def test_cel_and_sql_give_the_same_outcomes(slug):
    policy = shipped(slug)
    program = policy.pack.at(TODAY).program
    rows = [some_facts(policy, seed, known) for seed, known in enumerate((0.2, 0.5, 0.7, 0.9, 1.0))]
    ours = [program.outcomes(facts, NOW) for facts in rows]
    assert [cel.outcomes(program.tests, facts, NOW) for facts in rows[:3]] == ours[:3]
    assert sql.outcomes(program.tests, rows, NOW, policy.vocabulary) == ours


@every_pack
def test_repairs_give_ok_and_none_of_their_edits_can_be_left_out(slug):
    policy = shipped(slug)
    for facts, on in list(situations(slug))[::3]:
        compiled = policy.pack.at(on)
        for edits in repairs(compiled, facts, on):
            changes = {edit.fact: edit.after for edit in edits}
            assert decide(compiled, {**facts, **changes}, on).headline == "ok"
            for left_out in changes:
                rest = {name: value for name, value in changes.items() if name != left_out}
                assert decide(compiled, {**facts, **rest}, on).headline != "ok"


@every_pack
def test_a_pack_kept_as_text_is_the_same_pack(slug):
    policy = shipped(slug)
    source = plain(policy.source)
    again = build_policy(slug, source, build_catalogue(source, policy.catalogue.law))
    assert again.hash == policy.hash
    for seed in range(3):
        facts = some_facts(policy, seed)
        assert decide(again.pack.at(TODAY), facts, TODAY).codes == decide(policy.pack.at(TODAY), facts, TODAY).codes
