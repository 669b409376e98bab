"""One clause: its words, what is made of it, what stands beside it."""

import pytest

from hometime.policy.packs import shipped


@pytest.fixture
def read(page, in_force):
    page.sign_in(in_force["tess"])
    return lambda clause: page.get(f"/policy/clauses/{clause}/")


def test_it_shows_the_clause_as_it_stands(read):
    clause = shipped("wolsey-house").clauses["WH86"]
    seen = read("WH86").page
    assert clause.text in seen.text
    assert clause.section in seen.text


def test_it_shows_every_rule_that_cites_it_with_figures_and_whom_to_tell(read):
    policy = shipped("wolsey-house")
    seen = read("WH126").page
    for rule in policy.rules_by_clause["WH126"]:
        assert rule.says in seen.text
        assert f"/policy/controls/{rule.control.id}/" in seen.addresses()
    assert any(
        f"{policy.role_name(tell.role)}, {tell.by}" in seen.text
        for rule in policy.rules_by_clause["WH126"]
        for tell in rule.tell
    )


def test_a_clause_that_argues_with_another_shows_both(read):
    seen = read("WH145").page
    assert "This clause argues with another" in seen.text
    assert {"/policy/clauses/WH94/", "/policy/clauses/WH156/"} <= seen.addresses()


def test_the_next_and_the_one_before_are_a_press_away(read):
    links = read("WH2").page.addresses()
    assert {"/policy/clauses/WH1/", "/policy/clauses/WH3/"} <= links


def test_the_first_and_the_last_have_one_neighbour(read):
    assert read("WH1").status_code == read("WH160").status_code == 200


@pytest.mark.parametrize("clause", ["DU1", "WH999", "%3Cscript%3E", "wh1"])
def test_a_clause_that_is_not_of_this_policy_is_not_found(read, clause):
    answer = read(clause)
    assert answer.status_code == 404
    assert answer.page.h1 == "We cannot find that page"
