"""Random policies mean the same to CEL in Rust and to SQL in DuckDB. (The packs that ship: hometime/policy/tests.)"""

from hypothesis import given, settings
from hypothesis import strategies as st

from .oracles import cel, sql
from .small import FACTS, PACKS, TODAY, VOCABULARY

NOW = TODAY.toordinal()


@settings(max_examples=60, deadline=None, database=None)
@given(PACKS, FACTS)
def test_cel_gives_the_same_outcomes(policy, facts):
    program = policy.at(TODAY).program
    assert cel.outcomes(program.tests, facts, NOW) == program.outcomes(facts, NOW)


@settings(max_examples=20, deadline=None, database=None)
@given(PACKS, st.lists(FACTS, min_size=1, max_size=5))
def test_sql_gives_the_same_outcomes(policy, rows):
    program = policy.at(TODAY).program
    assert sql.outcomes(program.tests, rows, NOW, VOCABULARY) == [program.outcomes(facts, NOW) for facts in rows]
