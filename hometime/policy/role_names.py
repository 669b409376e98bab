"""What the policy in force calls a role: an IT lead here is an IT technician there; `ROLE_NAMES` in settings names `names_for`."""

import datetime as dt
from collections.abc import Mapping

from hometime.people.models import Organisation, Role

from .queries import policy_here

# The roles that somebody at a school ought to hold: what packs call them → the role a person has here.
KINDS: Mapping[str, str] = {
    "headteacher": Role.Kind.HEAD,
    "it": Role.Kind.IT,
    "dpo": Role.Kind.DPO,
    "dsl": Role.Kind.DSL,
    "line-manager": Role.Kind.LINE_MANAGER,
}


def names_for(organisation: Organisation, on: dt.date) -> dict[str, str]:
    """Kind of role → its name, for those the policy names. A trust’s own policy speaks for the trust alone."""
    policy = policy_here(organisation, on)
    terms = policy.about.get("terms") or {} if policy else {}
    return {str(kind): str(terms[role]) for role, kind in KINDS.items() if terms.get(role)}
