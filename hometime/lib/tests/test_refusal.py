import pytest

from hometime.lib.refusal import Allowed, Refused


def test_allowed_is_true_and_insisting_passes():
    assert Allowed("You are the owner.")
    Allowed().insist()


def test_refused_is_false_and_says_why_and_what_next():
    answer = Refused("The device is already lent.", "Return it first.", ["WH31"])
    assert not answer
    assert str(answer) == "The device is already lent (WH31). Return it first."
    assert answer.cites == ("WH31",)


def test_insisting_on_a_refusal_raises_that_very_answer():
    answer = Refused("You may not decide about yourself.")
    with pytest.raises(Refused) as raised:
        answer.insist()
    assert raised.value is answer
