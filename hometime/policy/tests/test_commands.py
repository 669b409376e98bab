"""`hometime policy`, `hometime facts` and `hometime controls`."""

import argparse
import json

import pytest

from hometime.policy import commands
from hometime.policy.commands import fact_as_json
from hometime.policy.files import pack_folders
from hometime.policy.packs import shipped

SLUGS = sorted(pack_folders())


def main(arguments):
    """As `hometime` does with the commands of this part."""
    parser = argparse.ArgumentParser(prog="hometime")
    commands.add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(arguments)
    return options.run(options) or 0


def run(capsys, *arguments):
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_coverage_says_for_each_pack_what_serves_its_clauses(capsys):
    code, out, err = run(capsys, "policy", "coverage", "--json")
    packs = json.loads(out)["packs"]
    assert (code, err, sorted(packs)) == (0, "", SLUGS)
    for report in packs.values():
        assert {"clauses", "operative", "served", "shown", "not_yet_built", "rows"} == set(report)
        assert report["served"] == report["operative"] <= report["clauses"] == len(report["rows"]) == report["shown"]
    row = packs["wolsey-house"]["rows"][0]
    assert {"id", "label", "modality", "operative", "served_by", "shown", "not_yet_built"} == set(row)


def test_coverage_of_one_pack_lists_its_clauses(capsys):
    code, out, _ = run(capsys, "policy", "coverage", "--pack", "starter")
    assert code == 0 and len(out.splitlines()) == 1 + len(shipped("starter").clauses)


def test_a_clause_nobody_serves_fails_the_command(capsys, monkeypatch):
    report = {"clauses": 1, "operative": 1, "served": 0, "rows": [{"id": "A1", "operative": True, "served_by": []}]}
    monkeypatch.setattr(commands, "coverage", lambda policy, built=None: report)
    assert run(capsys, "policy", "coverage", "--pack", "starter", "--json")[0] == 1


def test_lint_fails_and_counts_when_there_is_something_to_mend(capsys, monkeypatch):
    monkeypatch.setattr(commands, "lint", lambda only: ["a.yaml:1:1: wrong"])
    assert run(capsys, "policy", "lint") == (1, "a.yaml:1:1: wrong\n1 to mend.\n", "")
    monkeypatch.setattr(commands, "lint", lambda only: [])
    assert run(capsys, "policy", "lint") == (0, "Nothing to mend.\n", "")


@pytest.mark.parametrize(
    "arguments", [("policy", "lint"), ("policy", "coverage"), ("facts",), ("controls",)], ids=lambda a: " ".join(a)
)
def test_an_unknown_pack_is_refused_in_one_line(capsys, arguments):
    code, out, err = run(capsys, *arguments, "--pack", "wolsey-hous")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "wolsey-house" in err


def test_facts_are_listed_with_their_questions(capsys):
    code, out, _ = run(capsys, "facts", "lock_minutes")
    assert code == 0 and "device.lock_minutes" in out and "?" in out


def test_facts_as_json_are_the_whole_vocabulary(capsys):
    code, out, _ = run(capsys, "facts", "--json")
    found = json.loads(out)
    assert code == 0 and [f["name"] for f in found] == list(shipped("wolsey-house").vocabulary)
    assert set(found[0]) >= {"name", "kind", "unit", "ask", "source", "stale_after", "who", "effort", "how", "values"}
    assert found[0] == fact_as_json(shipped("wolsey-house").vocabulary["activity"])


def test_controls_are_listed_and_can_be_narrowed_to_a_pack(capsys):
    every = json.loads(run(capsys, "controls", "--json")[1])
    some = json.loads(run(capsys, "controls", "--json", "--pack", "dudley")[1])
    assert {c["id"] for c in some} == {rule.control.id for rule in shipped("dudley").pack.rules}
    assert len(some) < len(every)
    assert "need:" in run(capsys, "controls", "auto-lock")[1]


def test_coverage_can_say_which_pages_are_not_built_yet(capsys):
    main(["policy", "coverage", "--pages", "--json", "--pack", "dudley"])
    report = json.loads(capsys.readouterr().out)["packs"]["dudley"]
    assert report["clauses"] == 66
    assert not {"policy:about", "policy:glossary", "policy:wellbeing", "policy:contacts"} & set(report["not_yet_built"])
