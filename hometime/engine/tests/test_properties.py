"""Promises that hold for any policy and any facts."""

import datetime as dt
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.engine.expiry import day_count, expires_on
from hometime.engine.missing import open_facts, undecided
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, OUTCOMES, UNKNOWN, UNMET, Program, Test
from hometime.engine.table import Table
from hometime.engine.tree import TRUE
from hometime.engine.verdict import decide
from hometime.engine.whatif import what_if

from .small import EXPRESSIONS, FACTS, PACKS, TODAY, VALUES, VOCABULARY, pack, read

NOW = TODAY.toordinal()
quick = settings(max_examples=60, deadline=None, database=None)


@quick
@given(PACKS)
def test_with_no_facts_nothing_is_settled_by_facts(pack):
    verdict = decide(pack.at(TODAY), {}, TODAY)
    for test, code in zip(pack.at(TODAY).program.tests, verdict.codes, strict=True):
        assert code == UNKNOWN or not (test.when.facts and test.need.facts)
    assert verdict.headline != "ok" or any(c in (MET, EXPIRING) for c in verdict.codes)


@quick
@given(PACKS, FACTS, st.data())
def test_another_fact_never_unsettles_a_rule(pack, facts, data):
    compiled = pack.at(TODAY)
    before = decide(compiled, facts, TODAY).codes
    lacking = sorted(set(VOCABULARY) - set(facts))
    if not lacking:
        return
    name = data.draw(st.sampled_from(lacking))
    after = decide(compiled, {**facts, name: data.draw(VALUES[name])}, TODAY).codes
    for old, new in zip(before, after, strict=True):
        if old in (MET, EXPIRING):
            assert new in (MET, EXPIRING, NOT_APPLICABLE)
        elif old != UNKNOWN:
            assert new == old


@quick
@given(PACKS, FACTS, st.data())
def test_a_fact_no_rule_reads_changes_nothing(pack, facts, data):
    compiled = pack.at(TODAY)
    unread = sorted(set(VOCABULARY) - {name for test in compiled.program.tests for name in test.facts})
    if not unread:
        return
    name = data.draw(st.sampled_from(unread))
    more = {**facts, name: data.draw(VALUES[name])}
    assert decide(compiled, facts, TODAY).codes == decide(compiled, more, TODAY).codes


@quick
@given(PACKS, st.lists(FACTS, min_size=1, max_size=9))
def test_a_row_alone_and_in_a_table_get_the_same_outcomes(pack, rows):
    program = pack.at(TODAY).program
    assert table_codes(program, rows) == [program.outcomes(row, NOW) for row in rows]


@quick
@given(PACKS, st.lists(FACTS, min_size=1, max_size=20))
def test_very_many_rows_are_read_in_blocks_with_the_same_outcomes(pack, rows):
    program = pack.at(TODAY).program
    with mock.patch.multiple("hometime.engine.table", FEW_ROWS=0, BLOCK_ROWS=8):
        assert table_codes(program, rows) == [program.outcomes(row, NOW) for row in rows]


def table_codes(program, rows):
    """Outcome codes read back from the planes of a table."""
    table = Table.of(VOCABULARY, rows)
    codes = [[UNKNOWN] * len(program.tests) for _ in rows]
    for column, planes in enumerate(table.planes(program, TODAY)):
        for plane, code in (
            (planes.unmet, UNMET), (planes.met, MET), (planes.expiring, EXPIRING), (planes.not_applicable, NOT_APPLICABLE),
        ):  # fmt: skip
            for row in table.rows_of(plane):
                codes[row][column] = code
    return codes


@quick
@given(EXPRESSIONS, FACTS, st.integers(-400, 400))
def test_the_day_count_has_the_sign_of_the_pair(text, facts, later):
    node, today = read(text), NOW + later
    count = day_count(node, facts, today)
    code = Program([Test(TRUE, node)]).outcomes(facts, today)[0]
    assert (count > 0, count < 0) == (code in (MET, EXPIRING), code == UNMET)


@quick
@given(EXPRESSIONS, FACTS)
def test_the_day_count_holds_through_its_day(text, facts):
    node = read(text)
    count = day_count(node, facts, NOW)
    for day in {NOW, *range(NOW, min(abs(count), NOW + 900) + 1, 7), min(abs(count), NOW + 4000)} if count else ():
        assert (day_count(node, facts, day) > 0) == (count > 0)


@quick
@given(PACKS, FACTS)
def test_a_rule_expires_when_it_is_said_to(pack, facts):
    for test, code in zip(pack.at(TODAY).program.tests, decide(pack.at(TODAY), facts, TODAY).codes, strict=True):
        last = expires_on(test, facts, NOW)
        if code == EXPIRING and not test.when.is_timed:
            assert last is not None and last.toordinal() <= NOW + test.warn_days
        if last is not None:
            assert Program([test]).outcomes(facts, last.toordinal())[0] in (MET, EXPIRING, NOT_APPLICABLE)


@quick
@given(PACKS, FACTS, st.sampled_from(["read", "write", "rest"]))
def test_knowing_the_activity_beforehand_changes_no_outcome(pack, facts, activity):
    program = pack.at(TODAY).program
    facts = {**facts, "activity": activity}
    assert program.given("activity", activity).outcomes(facts, NOW) == program.outcomes(facts, NOW)


@quick
@given(PACKS, PACKS, st.lists(FACTS, min_size=1, max_size=9))
def test_a_what_if_equals_a_full_run(one, two, rows):
    rules = tuple(
        new if number % 2 else old for number, (old, new) in enumerate(zip(one.rules, two.rules, strict=False))
    )
    before = one.only(one.rules[: len(rules)]).at(TODAY).program
    after = pack(*rules).at(TODAY).program
    table = Table.of(VOCABULARY, rows)
    quick_way = what_if(table, TODAY, before, table.planes(before, TODAY), after)
    for mine, whole in zip(quick_way, table.planes(after, TODAY), strict=True):
        assert mine == whole


@quick
@given(EXPRESSIONS, FACTS)
def test_what_is_still_to_be_asked_is_missing_and_only_while_undecided(text, facts):
    node = read(text)
    names = undecided(node, facts, NOW)
    assert not names & set(facts)
    assert bool(names) == (day_count(node, facts, NOW) == 0)


@quick
@given(PACKS, FACTS)
def test_a_headline_not_sure_says_what_to_ask(pack, facts):
    compiled = pack.at(TODAY)
    verdict = decide(compiled, facts, TODAY)
    assert bool(verdict.open_gates) <= bool(open_facts(compiled, verdict, facts, NOW))
    assert verdict.headline in ("stop", "beware", "caution", "ok", "not-sure", "silent")
    assert set(verdict.outcome_names()) <= set(OUTCOMES.values())


@quick
@given(PACKS, FACTS, st.integers(0, 800))
def test_a_verdict_is_the_same_function_on_any_day(pack, facts, later):
    day = TODAY + dt.timedelta(days=later)
    assert decide(pack.at(day), facts, day) == decide(pack.at(day), dict(reversed(facts.items())), day)
