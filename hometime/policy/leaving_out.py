"""Whom a policy in force leaves out, in its own words; `LEFT_OUT_RULES` in settings names `left_out`."""

import datetime as dt

from hometime.people.models import Organisation

from .queries import policy_of, version_in_force


def left_out(organisation: Organisation, on: dt.date) -> frozenset[str]:
    """Nobody where no policy is in force."""
    version = version_in_force(organisation, on)
    return policy_of(version.hash).leaves_out if version else frozenset()
