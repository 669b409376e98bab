"""Reference pages that are written by hand keep to what the program does."""

import re
from pathlib import Path

import pytest

from hometime.decisions.answers import answer, as_json
from hometime.engine.reading import Reader
from hometime.policy.packs import shipped

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
EXAMPLE = re.compile(r"^\| [^|`]+ \| `([^`]+)` \| [^|]+ \|$", re.MULTILINE)
FIRST_CELL = re.compile(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", re.MULTILINE)


def text_of(name):
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("expression", EXAMPLE.findall(text_of("policy-language.md")))
def test_every_example_of_the_language_is_read(expression):
    assert Reader(shipped("wolsey-house").vocabulary, {}).read(expression) is not None


def test_the_language_page_has_examples():
    assert len(EXAMPLE.findall(text_of("policy-language.md"))) >= 14


def test_every_field_of_the_json_is_described(today):
    policy = shipped("wolsey-house")
    facts = policy.vocabulary.hold({"activity": "work-at-home", "data.kind": "sensitive", "place.kind": "public"})
    found = as_json(answer(policy, facts, today))
    assert found["repairs"] and found["tell"]
    top, rule, edit = text_of("ask-json.md").split("\n## ")
    assert fields(top) == set(found)
    assert fields(rule) == set(found["rules"][0])
    assert fields(edit) == set(found["repairs"][0][0])


def fields(page):
    return {name for cell in FIRST_CELL.findall(page) for name in re.findall(r"`([a-z_]+)`", cell)}
