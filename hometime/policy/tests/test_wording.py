"""What is said for what a pack holds: figures, and what a control needs."""

import datetime as dt

import pytest

from hometime.engine.reading import UNSET, Reader
from hometime.policy.files import pack_folders
from hometime.policy.packs import shipped
from hometime.policy.wording import NOT_SAID, figures, in_plain_words, said

DAY = dt.date(2026, 11, 2)


def words(expression):
    vocabulary = shipped("wolsey-house").vocabulary
    return in_plain_words(Reader(vocabulary, {}).read(expression), vocabulary)


def test_an_open_value_says_so():
    assert said("unset") == said(None) == said(UNSET) == NOT_SAID


def test_a_row_with_commas_is_parted_by_semicolons():
    assert said(["a", "b"]) == "a and b"
    assert said(["a, b", "c"]) == "a, b; and c"


@pytest.mark.parametrize(
    "expression, answer",
    [
        ("device.lock_minutes <= 5", "5 minutes or fewer"),
        ("not device.lock_minutes <= 5", "More than 5 minutes"),
        ("learning.signed_current", "Yes"),
        ("not learning.signed_current", "No"),
        ("place.kind != 'home'", "Anything but “At home”"),
    ],
)
def test_a_need_reads_as_a_question_with_its_answer(expression, answer):
    assert words(expression).answer == answer


def test_not_is_pushed_down_to_the_questions():
    turned = words("not (learning.signed_current and place.kind == 'home')")
    assert turned.joined == "At least one of these"
    assert [part.answer for part in turned.parts] == ["No", "Anything but “At home”"]


@pytest.mark.parametrize("slug", pack_folders())
def test_every_rule_can_be_said(slug):
    policy = shipped(slug)
    for rule in policy.pack.rules:
        test = rule.test(policy.vocabulary, DAY)
        assert in_plain_words(test.need, policy.vocabulary)
        assert in_plain_words(test.when, policy.vocabulary)
        assert all(figure.value for figure in figures(rule, policy.vocabulary, DAY))
