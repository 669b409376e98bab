"""What a signature says: the statement a person signs, frozen as it was shown, and the hash that gives it away if changed."""

import datetime as dt
import hashlib
from typing import Any

from hometime.people.models import Organisation, Person
from hometime.policy.packs import canonical
from hometime.policy.queries import policy_of

from .signing import Asked, declarations, rules_cited


def statement_of(
    asked: Asked, person: Person, organisation: Organisation, *, typed_name: str, on: dt.date
) -> dict[str, Any]:
    """Everything that is signed, as plain data. The policy itself is frozen under its hash."""
    policy = policy_of(asked.version.hash)
    return {
        "person": {"code": str(person.code), "name": person.name},
        "organisation": {"code": str(organisation.code), "name": organisation.name},
        "policy": {"title": policy.title, "version": policy.version, "hash": policy.hash},
        "in_force_from": asked.version.in_force_from.isoformat(),
        "declares": list(declarations(policy, on)),
        "cites": list(rules_cited(policy)),
        "shown": "changes" if asked.changes else "whole",
        "changed_clauses": [each.id for each in asked.changes],
        "typed_name": typed_name,
        "signed_on": on.isoformat(),
    }


def hash_of(statement: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(statement)).hexdigest()


def is_same_name(typed: str, name: str) -> bool:
    """Whether somebody typed their own name; capitals, spaces and curly marks do not matter."""
    return _bare(typed) == _bare(name)


def _bare(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
