"""`hometime ask`: the answer at the command line, and what it refuses."""

import argparse
import json

import pytest

from hometime.decisions import commands

ON = ("--on", "2026-11-02")
KEYS = [
    "pack", "version", "on", "activity", "headline", "as_known", "at_worst", "rules", "ask_next", "silent_on", "tensions",
    "repairs", "tell", "receipt",
]  # fmt: skip


def main(arguments):
    """As `hometime` does with the commands of this part."""
    parser = argparse.ArgumentParser(prog="hometime")
    commands.add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(arguments)
    return options.run(options) or 0


@pytest.fixture
def ask(capsys):
    def run(*arguments):
        code = main(["ask", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def ask_json(ask):
    def run(*arguments):
        code, out, err = ask(*arguments, *ON, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def facts(*pairs):
    return [word for pair in pairs for word in ("--fact", pair)]


def test_an_answer_at_a_terminal_says_its_colour_and_why(ask):
    code, out, err = ask("wolsey-house", "something-happened", *facts("incident.kind=lost"), *ON)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "STOP"
    assert "2 November 2026" in out and "Tell or ask:" in out


def test_json_has_exactly_the_keys_that_are_documented(ask_json):
    found = ask_json("wolsey-house", "work-at-home", *facts("device.lock_minutes=0", "place.kind=home"))
    assert list(found) == KEYS
    assert (found["pack"], found["on"], found["activity"]) == ("wolsey-house", "2026-11-02", "work-at-home")
    rule = found["rules"][0]
    wanted = {
        "rule",
        "control",
        "outcome",
        "moment",
        "actor",
        "severity",
        "strength",
        "cites",
        "facts",
        "expires_on",
        "tell",
    }
    assert wanted <= set(rule) <= wanted | {"says"}
    assert {"label", "section", "text"} <= set(rule["cites"][0]) <= {"id", "label", "section", "text"}
    assert all(set(fact) == {"name", "value", "source"} for r in found["rules"] for fact in r["facts"])
    assert all(set(tell) == {"role", "by"} for r in found["rules"] for tell in r["tell"])
    assert all(set(edit) == {"fact", "from", "to", "who", "how"} for edits in found["repairs"] for edit in edits)
    assert all(set(tell) == {"role", "by", "cites"} for tell in found["tell"])
    assert all(set(tension) == {"cites", "note"} for tension in found["tensions"])


def test_json_says_where_each_fact_is_from(ask_json):
    found = ask_json("wolsey-house", "work-at-home", *facts("device.lock_minutes=0"))
    sources = {f["name"]: f["source"] for r in found["rules"] for f in r["facts"]}
    assert sources["device.lock_minutes"] == "you said"
    assert sources["place.kind"] == "your choice of activity"
    assert "not known" in sources.values()


def test_the_same_question_has_the_same_receipt(ask_json):
    one = ask_json("starter", "work-at-home", *facts("device.owner=school", "device.lock_minutes=5"))
    two = ask_json("starter", "work-at-home", *facts("device.lock_minutes=5", "device.owner=school"))
    other = ask_json("starter", "work-at-home", *facts("device.owner=school", "device.lock_minutes=6"))
    assert one == two
    assert one["receipt"] != other["receipt"]


def test_about_keeps_the_rules_that_read_a_fact_or_adopt_a_control(ask_json):
    whole = ask_json("wolsey-house", "work-at-home")
    by_fact = ask_json("wolsey-house", "work-at-home", "--about", "device.lock_minutes")
    by_control = ask_json("wolsey-house", "work-at-home", "--about", "auto-lock")
    assert 0 < len(by_fact["rules"]) < len(whole["rules"])
    assert {r["control"] for r in by_control["rules"]} == {"auto-lock"}
    assert all("device.lock_minutes" in {f["name"] for f in r["facts"]} for r in by_fact["rules"])


def test_what_no_rule_reads_is_named_as_silence(ask_json):
    found = ask_json("dudley", "--about", "network.kind")
    assert found["silent_on"] == ["network.kind"]
    assert found["headline"] == "silent" and found["rules"] == []


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["wolsey-hous"], "wolsey-house"),
        (["wolsey-house", "work-at-hom"], "Did you mean “work-at-home”?"),
        (["wolsey-house", *facts("device.lok_minutes=5")], "Did you mean “device.lock_minutes”?"),
        (["wolsey-house", *facts("device.lock_minutes")], "is not NAME=VALUE"),
        (["wolsey-house", *facts("device.lock_minutes=soon")], "whole number"),
        (["wolsey-house", *facts("device.lock_minutes=" + "9" * 4400)], "whole number"),
        (["wolsey-house", *facts("device.lock_minutes=1000000000")], "whole number"),
        (["wolsey-house", *facts("device.lock_minutes=-1")], "whole number"),
        (["wolsey-house", *facts("device.lock_minutes=٣")], "whole number"),
        (["wolsey-house", *facts("device.lock_minutes=5", "device.lock_minutes=6")], "given twice"),
        (["wolsey-house", *facts("place.kind=hom")], "Did you mean “home”?"),
        (["wolsey-house", *facts("place.kind=home\x00")], "Choose one of"),
        (["wolsey-house", *facts("place.kind=\u202eemoh")], "Choose one of"),
        (["wolsey-house", *facts("place.kind=a\nb")], "Choose one of"),
        (["wolsey-house", *facts("=5")], "There is no fact"),
        (["wolsey-house", "--about", "auto-lok"], "Did you mean “auto-lock”?"),
        (["wolsey-house", "--on", "tomorrow"], "is not a date"),
        (["wolsey-house", "--on", "2026-02-30"], "is not a date"),
        (["wolsey-house", "--on", "9999-12-31"], "too far away"),
        (["wolsey-house", "--on", "0001-01-01"], "too far away"),
        (["../../etc/passwd"], "There is no pack"),
        (["x" * 9000], "There is no pack"),
    ],
)
def test_it_refuses_in_one_line_with_the_nearest_name(ask, arguments, what):
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert what in err and err.endswith("\n") and len(err.splitlines()) == 1 and len(err) < 1500


def test_no_answer_without_a_pack(capsys):
    with pytest.raises(SystemExit) as left:
        main(["ask"])
    assert left.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize("day", ["1900-01-01", "2024-02-29", "2199-12-31"])
def test_any_day_of_the_calendar_can_be_asked_about(ask, day):
    code, out, _ = ask("wolsey-house", "work-at-home", "--on", day, "--json")
    assert code == 0 and json.loads(out)["on"] == day


def test_nothing_known_is_never_ok(ask_json):
    found = ask_json("wolsey-house")
    assert (found["headline"], found["activity"]) == ("not-sure", None)
    assert {r["outcome"] for r in found["rules"]} == {"unknown"}
    assert found["ask_next"]
