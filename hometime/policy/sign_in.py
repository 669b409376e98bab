"""What a policy in force says of signing in to Hometime itself; `SIGN_IN_RULES` in settings names `rules_for`."""

import datetime as dt
from collections.abc import Iterator

from hometime.engine.pack import Rule
from hometime.people.models import Organisation
from hometime.people.signing_in_rules import SignInRules

from .queries import policy_here

SECOND_STEP = "strong-authentication"
PASSWORDS = "password-strength"


def rules_for(organisation: Organisation, on: dt.date) -> SignInRules:
    """A second step is asked of everybody only where the policy says “must”: “should” and “may” leave it to people."""
    policy = policy_here(organisation, on)
    if policy is None:
        return SignInRules()
    rules = policy.pack.rules
    asked = any(rule.control.id == SECOND_STEP and rule.strength == "must" for rule in rules)
    return SignInRules(asked, tuple(line for rule in rules for line in _password_lines(rule, on)))


def _password_lines(rule: Rule, on: dt.date) -> Iterator[str]:
    """What a rule says about passwords in general; nothing where it is narrowed, to people’s own devices say."""
    given = rule.parameters.get("password_rule")
    if rule.control.id != PASSWORDS or rule.when or given is None:
        return
    value = given.on(on)
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):  # and nothing where the policy gives none yet
        yield from map(str, value)
