"""One control: what this policy makes of it, what it looks at, and how other policies treat it in the demonstration."""

import pytest

from hometime.policy.about import PLACES
from hometime.policy.packs import catalogue, shipped
from hometime.policy.routes import address_of


@pytest.fixture
def read(page, in_force):
    page.sign_in(in_force["tess"])
    return lambda control: page.get(f"/policy/controls/{control}/")


def test_it_shows_each_rule_and_the_facts_it_reads(read):
    seen = read("auto-lock").page
    rules = [rule for rule in shipped("wolsey-house").pack.rules if rule.control.id == "auto-lock"]
    assert all(rule.says in seen.text for rule in rules)
    assert "How many minutes before the screen locks itself?" in seen.text
    assert "15 minutes or fewer" in seen.text


def test_a_control_the_policy_leaves_out_is_called_silence(read):
    adopted = {rule.control.id for rule in shipped("wolsey-house").pack.rules}
    silent = next(control for control in catalogue().controls if control not in adopted)
    assert "Your policy does not say" in read(silent).page.text


def test_other_policies_are_compared_in_the_demonstration_only(read, settings):
    settings.DEMO = False
    assert "What other policies say" not in read("auto-lock").page.text
    settings.DEMO = True
    assert "What other policies say" in read("auto-lock").page.text


def test_a_control_nobody_knows_is_not_found(read):
    assert read("no-such-thing").status_code == 404


def test_every_informational_control_has_its_page():
    named = {control.page for control in catalogue().controls.values() if control.check == "informational"}
    assert [name for name in sorted(named) if not address_of(name)] == []


def test_every_page_of_the_policy_that_a_record_may_name_has_its_place():
    assert set(catalogue().facts["policy.pages"]["values"]) == set(PLACES)
    assert all(address_of(f"policy:{name}") for name, _ in PLACES.values())
