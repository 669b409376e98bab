"""What a role is called inside a sentence."""

import pytest

from hometime.people.role_names import role_in_a_sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [("head", "the headteacher"), ("it", "the IT lead"), ("dpo", "the data protection officer")],
)
def test_it_begins_small_but_for_letters_that_stand_for_words(great_wickering, today, kind, words):
    assert role_in_a_sentence(kind, great_wickering, today) == words


def test_it_is_what_the_policy_calls_it(great_wickering, today, settings):
    settings.ROLE_NAMES = "hometime.people.tests.test_role_names.of_a_policy"
    assert role_in_a_sentence("it", great_wickering, today) == "the technician"


def of_a_policy(organisation, on):
    return {"it": "Technician"}
