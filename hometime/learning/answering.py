"""Who answers questions about the policy: the roles the policy names for it, or else those who look after the policy."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from hometime.people.models import Organisation, Role
from hometime.people.queries import deciding_kind
from hometime.people.viewer import Viewer
from hometime.policy.access import AUTHORS
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here

# What packs call a role, where the role a person holds here has another name.
HELD_AS: Mapping[str, str] = {
    "headteacher": Role.Kind.HEAD,
    "management": Role.Kind.HEAD,
    "governing-board": Role.Kind.GOVERNOR,
}
SHORTEST_NAME = 3


def answering_roles(organisation: Organisation, on: dt.date) -> frozenset[str]:
    policy = policy_here(organisation, on)
    named = named_to_answer(policy) if policy else ()
    kinds = {HELD_AS.get(role, role) for role in named} & set(Role.Kind.values)
    return frozenset(kinds) or frozenset(AUTHORS)


def answerers_for(asker: Viewer) -> frozenset[str]:
    """The roles one person’s question goes to: those above, where nobody else holds the ones named."""
    here, on = asker.organisation, asker.today
    kinds = answering_roles(here, on)
    return frozenset(str(deciding_kind(kind, here, on=on, subject=asker.person)) for kind in kinds)


def named_to_answer(policy: Policy) -> tuple[str, ...]:
    """As the policy says under questions, or whoever decides on the policy; nothing where it is silent."""
    roles = policy.about.get("roles") or {}
    return _decides(roles.get("questions")) or _decides(roles.get("policy"))


def _decides(told: Any) -> tuple[str, ...]:
    decides = (told or {}).get("decides")
    return tuple(str(each) for each in decides) if isinstance(decides, list | tuple) else ()


def names_in(text: str, names: Iterable[str]) -> str:
    """The first word of any of the names that stands in a text; empty when none does."""
    said = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    words = (word for name in names for word in re.findall(r"[^\W\d_]+", name) if len(word) >= SHORTEST_NAME)
    return next((word for word in words if word.casefold() in said), "")
