"""Whom a report goes to: those the policy in force names, asked of the engine; those the law and care for children add; stand-ins."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hometime.arrangements.deciders import line_manager_of, with_stand_ins
from hometime.arrangements.models import Absence
from hometime.decisions.answers import answer
from hometime.people.models import Organisation, Person, Role
from hometime.people.queries import deciders_for, deciding_kind, others_who_hold
from hometime.people.role_names import role_in_a_sentence
from hometime.policy.packs import Policy
from hometime.policy.telling import Telling

from ..models import Incident

# What policies call those who are told, and the role held here.
KINDS = {
    "headteacher": Role.Kind.HEAD,
    "management": Role.Kind.HEAD,
    "school": Role.Kind.HEAD,
    "trust": Role.Kind.HEAD,
    "dpo": Role.Kind.DPO,
    "dsl": Role.Kind.DSL,
    "it": Role.Kind.IT,
    "line-manager": Role.Kind.LINE_MANAGER,
}
OUTSIDE = "outside-body"
POLICY, LAW, CARE, HELP, INSTEAD = "policy", "law", "care", "help", "instead"
WHY = {
    POLICY: "Your policy says so",
    LAW: "They see to what the law asks",
    CARE: "They keep children safe",
    HELP: "They can help to limit it",
    INSTEAD: "Nobody else could be reached",
}
DEVICES = (Incident.Thing.SCHOOL_DEVICE, Incident.Thing.OWN_DEVICE, Incident.Thing.ACCOUNT)


@dataclass(frozen=True)
class Happened:
    """What routing asks of a report."""

    kind: str
    thing: str
    data: str
    looked_after_child: str
    now: str
    organisation: Organisation
    concerns: Person

    @property
    def facts(self) -> dict[str, str]:
        return {
            "activity": "something-happened",
            "incident.kind": self.kind,
            "incident.thing": self.thing,
            "incident.data": self.data,
            "incident.looked_after_child": self.looked_after_child,
        }


@dataclass(frozen=True)
class ToHold:
    """A role to tell, before it is known who holds it."""

    kind: str
    why: str
    by: str = "at once"
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToTell:
    """One person, or a body outside the school, to tell."""

    role: str
    person: Person | None
    label: str
    why: str
    by: str
    cites: tuple[str, ...] = ()
    contact: str = ""


def whom_to_tell(happened: Happened, policy: Policy | None, on: dt.date) -> list[ToTell]:
    """Each person once, under the first role that names them; then bodies outside."""
    told = list(_by_policy(happened, policy, on)) if policy else []
    roles = [ToHold(KINDS[t.role], POLICY, t.by, t.cites) for t in told if t.role in KINDS]
    roles += [ToHold(kind, why) for kind, why in _always(happened)]
    found: dict[int, ToTell] = {}
    for each in _first_of_each(roles) or [ToHold(Role.Kind.HEAD, HELP)]:
        for row in _holders(each, happened, on):
            found.setdefault(row.person.pk, row) if row.person else None
    outside = [_outside(policy, t, on) for t in told if t.role not in KINDS] if policy else []
    return [*found.values(), *outside]


def _by_policy(happened: Happened, policy: Policy, on: dt.date) -> list[Telling]:
    return answer(policy, policy.vocabulary.hold(happened.facts), on).tells


def _always(happened: Happened) -> Iterator[tuple[str, str]]:
    """Whom the policy may have left out."""
    if happened.looked_after_child != "no" or happened.now == Incident.Now.DANGER:
        yield Role.Kind.DSL, CARE
    if happened.data not in (Incident.Data.NONE, Incident.Data.ORDINARY):
        yield Role.Kind.DPO, LAW
    if happened.now == Incident.Now.DANGER:
        yield Role.Kind.HEAD, CARE
    if happened.thing in DEVICES:
        yield Role.Kind.IT, HELP


def _first_of_each(roles: Iterable[ToHold]) -> list[ToHold]:
    found: dict[str, ToHold] = {}
    for each in roles:
        found.setdefault(each.kind, each)
    return list(found.values())


def _holders(role: ToHold, happened: Happened, on: dt.date) -> Iterator[ToTell]:
    people = holding(role.kind, happened.organisation, happened.concerns, on)
    for person in people:
        yield ToTell(role.kind, person, Role.Kind(role.kind).label, role.why, role.by, role.cites)
    if not reachable(people, happened.organisation, on):
        for person in above(role.kind, happened.organisation, happened.concerns, on):
            instead = f"For {role_in_a_sentence(role.kind, happened.organisation, on)}"
            yield ToTell(role.kind, person, instead, INSTEAD, role.by)


def holding(kind: str, organisation: Organisation, concerns: Person, on: dt.date) -> list[Person]:
    """Those who hold the role and those who stand in for them, without the person it is about."""
    if kind == Role.Kind.LINE_MANAGER:
        manager = line_manager_of(concerns, organisation, on)
        return with_stand_ins(manager, concerns, organisation, on) if manager else []
    return others_who_hold(kind, organisation, on=on, subject=concerns)


def above(kind: str, organisation: Organisation, concerns: Person, on: dt.date) -> list[Person]:
    """Who is asked where nobody who holds a role can be reached: the head, then the governors."""
    if kind != Role.Kind.HEAD and deciding_kind(kind, organisation, on=on, subject=concerns) == kind:
        return deciders_for(Role.Kind.HEAD, organisation, on=on, subject=concerns)
    if kind == Role.Kind.HEAD:
        governors = others_who_hold(Role.Kind.GOVERNOR, organisation, on=on, subject=concerns)
        return governors or others_who_hold(Role.Kind.BUSINESS_MANAGER, organisation, on=on, subject=concerns)
    return deciders_for(kind, organisation, on=on, subject=concerns)


def reachable(people: Iterable[Person], organisation: Organisation, on: dt.date) -> list[Person]:
    """Those of them who are not away today."""
    here = list(people)
    away = Absence.objects.filter(organisation=organisation, person__in=here, on=on, returned_on=None)
    gone = set(away.values_list("person", flat=True))
    return [person for person in here if person.pk not in gone]


def _outside(policy: Policy, told: Telling, on: dt.date) -> ToTell:
    """A body outside, by the name and number the policy has for it; what it does not say stays empty."""
    contacts = policy.about.get("contacts") or []
    entry: Mapping[str, Any] = next((each for each in contacts if each.get("role") == told.role), {})
    name = _said(entry.get("name")) or _body(policy, on) or "The outside body your policy names"
    ways = [_said(entry.get(way)) for way in ("phone", "email", "address", "web")]
    return ToTell(told.role, None, name, POLICY, told.by, told.cites, ", ".join(filter(None, ways)))


def _body(policy: Policy, on: dt.date) -> str:
    rules = (rule for rule in policy.pack.rules if rule.control.id == "external-breach-report")
    return next((_said(rule.parameters["body"].on(on)) for rule in rules if "body" in rule.parameters), "")


def _said(value: object) -> str:
    return "" if value in (None, "unset") else str(value)
