"""Whom a policy in force leaves out, in its own words; `LEFT_OUT_RULES` in settings names `left_out`."""

import datetime as dt

from hometime.people.models import Organisation

from .queries import policy_of, version_in_force


def left_out(organisation: Organisation, on: dt.date) -> frozenset[str]:
    """“volunteers”, say; nobody where no policy is in force."""
    version = version_in_force(organisation, on)
    people = (policy_of(version.hash).about.get("people") or {}) if version else {}
    return frozenset(people.get("excluded") or ())
