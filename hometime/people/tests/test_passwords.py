"""A password chosen here keeps to the school’s own policy."""

import pytest
from django.utils import timezone

from hometime.people import second_step
from hometime.people.actions import invite_person
from hometime.people.signing_in_rules import SignInRules


@pytest.fixture
def policy_says(monkeypatch):
    rules = SignInRules(passwords=("numbers", "special signs"))
    monkeypatch.setattr(second_step, "_source", lambda dotted: lambda organisation, on: rules)


def test_the_page_says_what_the_policy_asks_and_holds_the_password_to_it(policy_says, real_door, page, tess):
    link = f"/account/invitation/{invite_person(tess, by=None, at=timezone.now())}/"
    assert "Your school’s policy asks for: numbers; special signs." in page.get(link).page.text
    refused = page.post(link, {"password": "seven quiet herons"})
    assert "Your school’s policy asks for: numbers." in refused.page.text
    assert page.post(link, {"password": "7 quiet herons"}).status_code == 302
