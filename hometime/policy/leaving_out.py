"""Whom a policy in force leaves out, in its own words; `LEFT_OUT_RULES` in settings names `left_out`."""

import datetime as dt

from hometime.people.models import Organisation

from .queries import policy_here


def left_out(organisation: Organisation, on: dt.date) -> frozenset[str]:
    """Nobody where no policy is in force."""
    policy = policy_here(organisation, on)
    return policy.leaves_out if policy else frozenset()
