"""What the policy in force says of asking: in which order, who decides, whose yes it takes, and whom to tell."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hometime.arrangements.deciders import KINDS, named_deciders
from hometime.engine.pack import Rule
from hometime.engine.program import NOT_APPLICABLE, Program
from hometime.people.models import Organisation, Person, Role
from hometime.people.queries import deciding_kind
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_of, version_in_force

from ..models import ChangeRequest

IT, FINANCE = "it", "finance"
# What policies call those who answer for equipment and money, and the role held here.
ROLES: Mapping[str, Role.Kind] = {
    **KINDS,
    "it-support": Role.Kind.IT,
    "it-services": Role.Kind.IT,
    "finance": Role.Kind.BUSINESS_MANAGER,
    "governing-board": Role.Kind.GOVERNOR,
}
CHANGES = ("software-install-authorisation", "hardware-change-authorisation", "upgrade-purchase-approval")
STICKS = "removable-media"
APPROVALS = {"hardware": "hardware-change-authorisation", "upgrade": "upgrade-purchase-approval"}
FAULTS = ("fault-report", "config-message-report")
HERE = ("it_technician", "it_lead")  # told by the report itself; whoever is elsewhere is called
OUTSIDE = {"network_helpline": "network-support", "council_it": "local-authority-it"}


@dataclass(frozen=True)
class Said:
    """One sentence of the policy, with the clauses it rests on."""

    says: str
    cites: tuple[tuple[str, str], ...]
    severity: str = "none"


@dataclass(frozen=True)
class Told:
    """Whom the policy wants told of a fault. `is_here`: the report reaches them; the others are called."""

    recipient: str
    words: str
    call: str = ""
    is_here: bool = True


def rules_under(policy: Policy | None, *controls: str) -> list[Rule]:
    return [rule for rule in policy.pack.rules if rule.control.id in controls] if policy else []


def speaking(policy: Policy | None, rules: Iterable[Rule], facts: Mapping[str, Any], on: dt.date) -> list[Rule]:
    """Those rules that could speak of a case: none whose condition is certainly not met."""
    wanted = list(rules)
    if policy is None or not wanted:
        return []
    vocabulary = policy.vocabulary
    held = {name: vocabulary[name].hold(value) for name, value in facts.items() if name in vocabulary}
    outcomes = Program(rule.test(vocabulary, on) for rule in wanted).outcomes(held, on.toordinal())
    return [rule for rule, outcome in zip(wanted, outcomes, strict=True) if outcome != NOT_APPLICABLE]


def said_by(policy: Policy | None, rules: Iterable[Rule]) -> list[Said]:
    if policy is None:
        return []
    return [Said(rule.says, cites_of(policy, rule), rule.severity) for rule in rules]


def cites_of(policy: Policy, *rules: Rule) -> tuple[tuple[str, str], ...]:
    """The clauses of rules, with their labels; where several share a label, the first leads to it."""
    labels: dict[str, str] = {}
    for rule in rules:
        for name in rule.cites:
            labels.setdefault(policy.clauses[name].label, name)
    return tuple((name, label) for label, name in labels.items())


def ladder_of(policy: Policy | None, on: dt.date) -> list[str]:
    """The school’s own order of need, the most pressing first; empty where the policy gives none."""
    for rule in rules_under(policy, "equipment-request"):
        given = rule.parameters["ladder"].on(on) if "ladder" in rule.parameters else None
        if isinstance(given, list | tuple):
            return [str(each) for each in given]
    return []


def kind_for(
    policy: Policy | None,
    matters: Iterable[str],
    default: Role.Kind,
    *,
    organisation: Organisation,
    subject: Person,
    on: dt.date,
) -> str:
    """The role that decides a matter about somebody: the policy’s for the first matter it gives to anybody, else the usual one."""
    named = [ROLES[name] for matter in matters for name in named_deciders(policy, matter) if name in ROLES]
    return deciding_kind(named[0] if named else default, organisation, on=on, subject=subject)


def approvals_needed(policy: Policy | None, kind: str, on: dt.date) -> list[str]:
    """Whose yes a change takes. IT always looks; an upgrade costs money, so somebody answers for that as well."""
    needed = {IT, FINANCE} if kind == "upgrade" else {IT}
    for rule in rules_under(policy, APPROVALS.get(kind, "")):
        named = rule.limits(on)["approvers"].value
        needed |= set(named) if isinstance(named, tuple | frozenset) else set()
    return [name for name in (IT, FINANCE) if name in needed]


def said_of_change(policy: Policy | None, kind: str, on: dt.date) -> list[Said]:
    facts = {"activity": "install-or-change", "device.owner": "school", "change.kind": kind}
    controls = (*CHANGES, STICKS) if kind == "memory_stick" else CHANGES
    rules = [rule for rule in rules_under(policy, *controls) if rule.side == "person"]
    return said_by(policy, speaking(policy, rules, facts, on))


def said_of_changes(organisation: Organisation, on: dt.date) -> tuple[Said, ...]:
    """Each sentence of its policy about changes once, whatever the kind."""
    version = version_in_force(organisation, on)
    return _said_of_changes(version.hash, on) if version else ()


@lru_cache(maxsize=32)
def _said_of_changes(policy_hash: str, on: dt.date) -> tuple[Said, ...]:
    """A version never changes, and says the same all day."""
    policy = policy_of(policy_hash)
    return tuple({said.says: said for kind in ChangeRequest.Kind for said in said_of_change(policy, kind, on)}.values())


def fault_rules(policy: Policy | None, about: str, *, is_own: bool, on: dt.date) -> list[Rule]:
    is_message = about == "computer_message"
    facts = {
        "activity": "something-happened",
        "incident.kind": "computer_message" if is_message else "fault",
        "incident.thing": "own_device" if is_own else "school_device",
        "device.owner": "mine" if is_own else "school",
        **({} if is_message else {"fault.about": about}),
    }
    rules = [rule for rule in rules_under(policy, *FAULTS) if rule.side == "person"]
    matching = speaking(policy, rules, facts, on)
    named = "computer_message" if is_message else "fault"
    return [rule for rule in matching if rule.control.id != "fault-report" or named in _set(rule, "kinds", on)]


def route_of(policy: Policy | None, about: str, *, is_own: bool, on: dt.date) -> list[Told]:
    """Whom the policy wants told, each once; the IT lead where it names nobody."""
    found: dict[str, Told] = {}
    for rule in fault_rules(policy, about, is_own=is_own, on=on):
        call = rule.parameters["call"].on(on) if "call" in rule.parameters else ""
        for name in sorted(_set(rule, "recipients", on)):
            found.setdefault(name, _told(policy, name, call if isinstance(call, str) else ""))
    return list(found.values()) or [Told("it_lead", "The IT lead")]


def own_is_owners(policy: Policy | None) -> bool:
    """Whether the policy leaves mending a device to its owner."""
    return bool(rules_under(policy, "personal-device-self-support"))


def contacts_for(policy: Policy | None, *roles: str) -> list[Mapping[str, Any]]:
    """The policy’s own contacts of those roles."""
    told = (policy.about.get("contacts") or []) if policy else []
    return [each for each in told if each.get("role") in roles]


def call_words(contact: Mapping[str, Any]) -> str:
    """Name and phone, as far as the policy gives them."""
    parts = [str(contact.get(key) or "unset") for key in ("name", "phone")]
    return ", ".join(part for part in parts if part != "unset")


def months_between_tests(policy: Policy | None, on: dt.date) -> int | None:
    """Every how many months equipment is tested; None where the policy does not ask for it."""
    for rule in rules_under(policy, "electrical-inspection"):
        months = rule.limits(on)["within"].value
        if isinstance(months, int):
            return months
    return None


def _told(policy: Policy | None, name: str, call: str) -> Told:
    known = policy.vocabulary["fault.told"].values if policy and "fault.told" in policy.vocabulary else {}
    contacts = contacts_for(policy, OUTSIDE.get(name, "it"))
    words = known.get(name, name.replace("_", " "))
    return Told(name, words, call or next(map(call_words, contacts), ""), name in HERE)


def _set(rule: Rule, name: str, on: dt.date) -> frozenset[str]:
    value = rule.limits(on)[name].value
    return frozenset(value) if isinstance(value, tuple | list | frozenset | set) else frozenset()
