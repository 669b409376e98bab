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


def test_insisting_on_a_refusal_raises_what_it_says():
    answer = Refused("You may not decide about yourself.", "Ask your headteacher.", ["WH12"])
    with pytest.raises(Refused) as raised:
        answer.insist()
    assert (str(raised.value), raised.value.cites) == (str(answer), answer.cites)


def test_an_answer_insisted_on_again_and_again_holds_on_to_nothing():
    answer = Refused("This report is closed.", "Open it again.")
    for _ in range(3):
        with pytest.raises(Refused):
            answer.insist()
    assert answer.__traceback__ is None
