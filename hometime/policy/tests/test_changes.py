"""Two versions of a policy side by side: only the clauses that differ are named."""

import copy

import pytest

from hometime.policy.changes import ADDED, REMOVED, REWORDED, TIGHTENED, changes
from hometime.policy.packs import build_policy, catalogue, shipped


def another(mend, slug="starter"):
    """The shipped policy with its own source mended."""
    source = {name: shipped(slug).source[name] for name in ("about", "clauses", "rules")}
    source = copy.deepcopy(source)
    mend(source)
    return build_policy(slug, source, catalogue())


def clause_of(source, name):
    return next(row for row in source["clauses"] if row["id"] == name)


def test_a_version_does_not_differ_from_itself():
    assert changes(shipped("starter"), shipped("starter")) == []
    assert changes(shipped("starter"), another(lambda source: None)) == []


def test_a_reworded_clause_is_shown_old_and_new():
    new = another(lambda source: clause_of(source, "S40").update(text="Sign it on paper."))
    (change,) = changes(shipped("starter"), new)
    assert (change.id, change.kind) == ("S40", REWORDED)
    assert change.old.text != change.new.text == "Sign it on paper."


def test_a_clause_that_only_moved_is_no_change():
    new = another(lambda source: clause_of(source, "S40").update(section="Elsewhere"))
    assert changes(shipped("starter"), new) == []


def test_a_figure_that_changes_under_the_same_words_is_a_change():
    def mend(source):
        rule = next(data for data in source["rules"] if data["rule"] == "yearly-cyber-course")
        rule["parameters"]["good_for"] = 6

    (change,) = changes(shipped("starter"), another(mend))
    assert (change.id, change.kind) == ("S40", TIGHTENED)
    assert "Good for: 12" in change.before
    assert "Good for: 6" in change.after


@pytest.mark.parametrize("kind", [ADDED, REMOVED])
def test_clauses_come_and_go(kind):
    new = another(lambda source: source["clauses"].append({**clause_of(source, "S40"), "id": "S99", "text": "New."}))
    pair = (shipped("starter"), new) if kind == ADDED else (new, shipped("starter"))
    (change,) = changes(*pair)
    assert (change.id, change.kind) == ("S99", kind)
    assert change.clause.text == "New."


def test_a_place_says_its_label_once():
    new = another(lambda source: clause_of(source, "WH56").update(text="New."), "wolsey-house")
    (change,) = changes(shipped("wolsey-house"), new)
    assert change.place == "Key Principles of Homeworking, xi"
