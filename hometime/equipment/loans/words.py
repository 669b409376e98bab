"""What a borrower reads before signing: one page of plain words, from the policy in force, frozen as they stood."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from hometime.engine.pack import Rule
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation, Person
from hometime.policy.packs import Policy, canonical
from hometime.policy.queries import policy_here

from ..models import Device

EDITION = "1"  # of our own sentences; those of the policy are known by its hash
AGREEMENT = "equipment-loan-agreement"
# What a policy may say of a thing in somebody’s hands, in the order it is read.
CONTROLS = (
    AGREEMENT,
    "work-use-only",
    "sole-user",
    "equipment-care",
    "asset-tag-integrity",
    "software-install-authorisation",
    "credential-separation",
    "transit-care",
    "transit-container",
    "vehicle-security",
    "no-overnight-in-vehicle",
    "equipment-audit",
    "loss-breach-report",
    "equipment-return",
)
MOST = 14  # it is one page, read at a door
# Rules narrowed so speak of something else: people’s own devices, or papers.
OF_OTHER_THINGS = ("device.owner != 'school'", "== 'own_device'", "== 'travel-with-papers'")


def words_for(
    person: Person, devices: Sequence[Device], due_on: dt.date | None, organisation: Organisation, on: dt.date
) -> dict[str, Any]:
    """Everything that is signed, as plain data."""
    policy = policy_here(organisation, on)
    return {
        "edition": EDITION,
        "person": {"code": str(person.code), "name": person.name},
        "organisation": {"code": str(organisation.code), "name": organisation.name},
        "policy": {"title": policy.title, "version": policy.version, "hash": policy.hash} if policy else None,
        "things": [_thing(device) for device in sorted(devices, key=lambda each: each.asset_code)],
        "due_on": due_on.isoformat() if due_on else None,
        "sentences": [*_ours(organisation, due_on), *_theirs(policy)],
    }


def hash_of(words: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(words)).hexdigest()


def signs_first(organisation: Organisation, on: dt.date) -> tuple[str, ...]:
    """The clauses that ask for a signature before anything leaves; empty where the policy asks for none."""
    policy = policy_here(organisation, on)
    rules = [each for each in _rules(policy) if each.control.id == AGREEMENT and each.strength == "must"]
    return tuple(cite for rule in rules for cite in rule.cites)


def _thing(device: Device) -> dict[str, str]:
    said = {name: getattr(device, name) for name in ("asset_code", "kind", "make", "model", "serial")}
    return {"code": str(device.code), "what": device.what, **said}


def _ours(organisation: Organisation, due_on: dt.date | None) -> list[dict[str, Any]]:
    back = (
        f"Bring everything back by {day_in_words(due_on)}." if due_on else "Bring everything back when you are asked."
    )
    said = (
        f"These things belong to {organisation.name}. They are lent to you, and to you alone.",
        f"{back} If you leave, bring it back before your last day.",
        "If something is lost, stolen or broken, say so at once. Nobody is told off for being quick.",
    )
    return [{"says": says, "cites": []} for says in said]


def _theirs(policy: Policy | None) -> list[dict[str, Any]]:
    said: dict[str, list[str]] = {}
    for rule in sorted(_rules(policy), key=lambda each: CONTROLS.index(each.control.id)):
        said.setdefault(rule.says, []).extend(cite for cite in rule.cites if cite not in said[rule.says])
    return [{"says": says, "cites": cites} for says, cites in list(said.items())[:MOST]]


def _rules(policy: Policy | None) -> list[Rule]:
    """What the policy says to the person about a thing of the school."""
    rules = policy.pack.rules if policy else ()
    told = [each for each in rules if each.control.id in CONTROLS and each.side == "person"]
    return [each for each in told if not any(words in each.when for words in OF_OTHER_THINGS)]
