"""What each person is asked to sign: nothing, the whole policy, or what changed since they last signed.

A signature on an older version still holds while every change since that touches its signer was declared minor.
A change nobody declared counts as major: only the author’s word lets an old signature stand.

People may be asked before a version’s day. Until then it changes nothing about the version in force: not what it asks,
and not whether it is signed.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from hometime.decisions.facts import covers
from hometime.engine.pack import Rule
from hometime.lib.remembering import remember, remembered
from hometime.people.models import Organisation, Person, Role
from hometime.people.together import keys_of, read_together
from hometime.policy.changes import Change, changes
from hometime.policy.models import PolicyVersion
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_of, published_at, version_in_force

from .models import Acknowledgement, Decline, SigningRound

SIGNED, CARRIED, DUE, CHANGED, DECLINED, NOT_ASKED = "signed", "carried", "due", "changed", "declined", "not-asked"
HOLDS = (SIGNED, CARRIED)
WAITS = (DUE, CHANGED)
THE_FACT = "learning.signed_current"
SETTLING_IN = dt.timedelta(days=14)  # to read and sign, for somebody new
DECLARATIONS = ("I have read it", "I understand it", "I will keep to it")
OfVersion = TypeVar("OfVersion", Acknowledgement, SigningRound)
EVERYBODY = frozenset({"staff", "any-user"})
# Whom a duty of the school’s side falls on, by the roles people hold here.
DUTY_OF: Mapping[str, frozenset[str]] = {
    "school": frozenset({Role.Kind.HEAD}),
    "trust": frozenset({Role.Kind.HEAD}),
    "headteacher": frozenset({Role.Kind.HEAD}),
    "management": frozenset({Role.Kind.HEAD, Role.Kind.LINE_MANAGER}),
    "line-manager": frozenset({Role.Kind.LINE_MANAGER}),
    "it": frozenset({Role.Kind.IT}),
    "governing-board": frozenset({Role.Kind.GOVERNOR}),
}


@dataclass(frozen=True)
class Asked:
    """Where one person stands with one version. `changes` is what they are shown, when not the whole."""

    state: str
    version: PolicyVersion
    signed: Acknowledgement | None = None
    declined: Decline | None = None
    changes: tuple[Change, ...] = ()
    sign_by: dt.date | None = None
    is_coming: bool = False  # its day is still ahead

    @property
    def waits(self) -> bool:
        return self.state in WAITS

    @property
    def holds(self) -> bool:
        return self.state in HOLDS

    def is_overdue(self, on: dt.date) -> bool:
        return self.waits and self.sign_by is not None and self.sign_by < on


def asked_of(person: Person, organisation: Organisation, on: dt.date) -> Asked | None:
    """None where the organisation has no policy in force, or it does not cover the person."""
    return asked_of_each([person], organisation, on).get(person.pk)


@remembered
def asked_of_each(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Asked]:
    """By the person’s key, in as many queries for a thousand people as for one."""
    version = version_in_force(organisation, on)
    return asked_about_each(version, people, organisation, on) if version else {}


def all_asked_of(person: Person, organisation: Organisation, on: dt.date) -> list[Asked]:
    """The version in force first, then those to come that people are asked to sign already."""
    return all_asked_of_each([person], organisation, on)[person.pk]


def all_asked_of_each(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, list[Asked]]:
    by_version = [asked_of_each(people, organisation, on)]
    rounds = records_of(people, organisation, on).rounds
    by_version += [asked_about_each(each, people, organisation, on) for each in _coming(rounds, organisation, on)]
    return {person.pk: [asked[person.pk] for asked in by_version if person.pk in asked] for person in people}


def first_to_sign(every: Sequence[Asked]) -> Asked | None:
    """What to put before somebody: the first that waits; otherwise where they stand with the version in force."""
    return next((each for each in every if each.waits), every[0] if every else None)


@remembered
def coming_versions(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    """Versions people here are asked to sign before their day, next one first."""
    return _coming(rounds_at(organisation), organisation, on)


def _coming(rounds: Iterable[SigningRound], organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    opened = [each.version for each in rounds if each.opened_on <= on]
    return [each for each in opened if each.in_force_from > on and will_bind(each, organisation)]


@remembered
def rounds_at(organisation: Organisation) -> list[SigningRound]:
    """Every round here, in the order of the versions."""
    return _in_turn(SigningRound.objects.filter(organisation=organisation), organisation)


def _in_turn(rounds: Iterable[SigningRound], organisation: Organisation) -> list[SigningRound]:
    in_turn = with_versions(rounds, organisation)
    return sorted(in_turn, key=lambda each: (each.version.in_force_from, each.version_id, each.pk))


@dataclass(frozen=True)
class Records:
    """What some people signed by a day, of the newest version first; who said no; every round here: of any version.

    And the roles they hold here, and since when. All in one query.
    """

    roles: Mapping[int, set[str]]
    since: Mapping[int, dt.date]  # the first day of what they are here now
    signed: Sequence[Acknowledgement]
    declined: Sequence[Decline]
    rounds: Sequence[SigningRound]


@remembered
def records_of(people: Sequence[Person], organisation: Organisation, on: dt.date) -> Records:
    where = {"person__in": keys_of(people), "organisation": organisation}
    rows = Acknowledgement.objects.filter(**where, signed_on__lte=on)
    rows = rows.only("code", "person_id", "version_id", "signed_on")
    rounds_here = SigningRound.objects.filter(organisation=organisation)
    held_here = Role.objects.filter(**where).on(on).values_list("person", "kind", "starts_on")
    held, signed, declined, rounds = read_together(held_here, rows, Decline.objects.filter(**where), rounds_here)
    signed = with_versions(signed, organisation)
    signed.sort(key=lambda each: (each.version.in_force_from, each.pk), reverse=True)
    roles: dict[int, set[str]] = {person.pk: set() for person in people}
    since: dict[int, dt.date] = {}
    for person, kind, day in held:
        roles[person].add(kind)
        since[person] = min(day, since.get(person, day))
    in_turn = _in_turn(rounds, organisation)
    remember(in_turn, rounds_at, organisation)
    return Records(roles, since, signed, declined, in_turn)


def with_versions(rows: Iterable[OfVersion], organisation: Organisation) -> list[OfVersion]:
    """Rows that are each about a version, with it: what is published here is known already, and is not fetched for each."""
    known = {version.pk: version for version in published_at(organisation)}
    found = list(rows)
    for row in found:
        if row.version_id in known:  # not where the school has left the trust that published it
            row.version = known[row.version_id]
    return found


def round_of(version: PolicyVersion | None, organisation: Organisation) -> SigningRound | None:
    return next((each for each in rounds_at(organisation) if version and each.version_id == version.pk), None)


def will_bind(version: PolicyVersion, organisation: Organisation) -> bool:
    """Whether it is the one in force here on its first day, and not another published for that day or nearer by."""
    return version_in_force(organisation, version.in_force_from) == version


@remembered
def asked_about_each(
    version: PolicyVersion, people: Sequence[Person], organisation: Organisation, on: dt.date
) -> dict[int, Asked]:
    """Where those it covers stand with one version, in force or to come."""
    policy = policy_of(version.hash)
    roles = records_of(people, organisation, on).roles
    record = OnRecord.of(people, organisation, version, on)
    bound = [person for person in people if covers(policy, roles[person.pk])]
    asked = {person.pk: stands(person.pk, frozenset(roles[person.pk]), policy, record) for person in bound}
    return _with_time_to_settle_in(asked, record.round, records_of(people, organisation, on).since)


def _with_time_to_settle_in(
    asked: dict[int, Asked], opened: SigningRound | None, since: Mapping[int, dt.date]
) -> dict[int, Asked]:
    """Whoever came after the others were asked has SETTLING_IN from their first day."""
    if opened is None:
        return asked
    later = {key: day + SETTLING_IN for key, day in since.items() if day > opened.opened_on}
    late = {key: by for key, by in later.items() if key in asked and by > opened.sign_by}
    return asked | {key: replace(asked[key], sign_by=by) for key, by in late.items()}


@dataclass(frozen=True)
class OnRecord:
    """What is on record at one organisation about a version and those before it: all that says where somebody stands."""

    version: PolicyVersion
    signatures: Mapping[int, Sequence[Acknowledgement]]  # newest version first
    declines: Mapping[int, Decline]
    rounds: Sequence[SigningRound]
    is_coming: bool

    @classmethod
    def of(
        cls, people: Sequence[Person], organisation: Organisation, version: PolicyVersion, on: dt.date
    ) -> "OnRecord":
        records = records_of(people, organisation, on)
        rounds = [each for each in records.rounds if each.opened_on <= on]
        return cls.put(version, records.signed, records.declined, rounds, on)

    @classmethod
    def put(
        cls,
        version: PolicyVersion,
        rows: Iterable[Acknowledgement],
        declines: Iterable[Decline],
        rounds: Sequence[SigningRound],
        on: dt.date,
    ) -> "OnRecord":
        """From what was signed at one organisation by the day, the newest version first; who said no; and the rounds so far."""
        signatures: dict[int, list[Acknowledgement]] = {}
        for row in rows:
            if row.version.in_force_from <= max(on, version.in_force_from):  # none to come later still
                signatures.setdefault(row.person_id, []).append(row)
        said_no = {row.person_id: row for row in declines if row.version_id == version.pk}
        return cls(version, signatures, said_no, rounds, version.in_force_from > on)

    @property
    def round(self) -> SigningRound | None:
        return next((each for each in self.rounds if each.version_id == self.version.pk), None)

    def declared_since(self, version: PolicyVersion) -> dict[str, set[str]]:
        """Clause → what authors said of its changes after a version, up to the one in force."""
        said: dict[str, set[str]] = {}
        for each in self.rounds:
            is_between = version.in_force_from <= each.version.in_force_from <= self.version.in_force_from
            if is_between and each.version_id != version.pk:
                for clause, weight in each.declared.items():
                    said.setdefault(clause, set()).add(weight)
        return said


def stands(person: int, roles: frozenset[str], policy: Policy, record: OnRecord) -> Asked:
    signatures = record.signatures.get(person, ())
    signed = next((each for each in signatures if each.version.hash == record.version.hash), None)
    last = signatures[0] if signatures else None
    to_sign = _to_sign(last.version, roles, policy, record) if last and not signed else ()
    state = _state(signed, last, bool(to_sign), person in record.declines, bool(record.round or asks_signature(policy)))
    return Asked(
        state,
        record.version,
        signed or last,
        record.declines.get(person) if state == DECLINED else None,
        to_sign,
        record.round.sign_by if record.round else None,
        record.is_coming,
    )


def _state(
    signed: Acknowledgement | None, last: Acknowledgement | None, has_changes: bool, said_no: bool, is_asked: bool
) -> str:
    if signed:
        return SIGNED
    if last and not has_changes:
        return CARRIED
    if said_no:
        return DECLINED
    if last:
        return CHANGED
    return DUE if is_asked else NOT_ASKED


def _to_sign(since: PolicyVersion, roles: frozenset[str], policy: Policy, record: OnRecord) -> tuple[Change, ...]:
    said = record.declared_since(since)
    minor = {SigningRound.Weight.MINOR}
    return tuple(each for each in touching(since.hash, policy.hash, roles) if said.get(each.id) != minor)


@lru_cache(maxsize=256)
def touching(old_hash: str, new_hash: str, roles: frozenset[str]) -> tuple[Change, ...]:
    """The changes between two versions that touch somebody with these roles. Versions never change, so it is kept."""
    old, new = policy_of(old_hash), policy_of(new_hash)
    return tuple(each for each in changed_between(old_hash, new_hash) if touches(each, old, new, roles))


@lru_cache(maxsize=64)
def changed_between(old_hash: str, new_hash: str) -> tuple[Change, ...]:
    return tuple(changes(policy_of(old_hash), policy_of(new_hash)))


def touches(change: Change, old: Policy, new: Policy, roles: frozenset[str]) -> bool:
    """Whether a rule that cites the clause, then or now, speaks to them. A clause without rules is for everybody."""
    rules: Iterable[Rule] = (*old.rules_by_clause.get(change.id, ()), *new.rules_by_clause.get(change.id, ()))
    actors = {rule.actor for rule in rules}
    return not actors or bool(actors & EVERYBODY) or any(roles & DUTY_OF.get(actor, frozenset()) for actor in actors)


def signing_rules(policy: Policy) -> list[Rule]:
    """Rules of a policy that a signature settles."""
    return [rule for rule in policy.pack.rules if THE_FACT in rule.control.need]


def asks_signature(policy: Policy) -> bool:
    return any(THE_FACT in rule.control.need for rule in policy.pack.rules)


def declarations(policy: Policy, on: dt.date) -> tuple[str, ...]:
    """What a person declares by signing, one by one, in the words of the policy."""
    for rule in signing_rules(policy):
        given = rule.parameters["declares"].on(on) if "declares" in rule.parameters else None
        if isinstance(given, list | tuple) and given:
            return tuple(str(each) for each in given)
    return DECLARATIONS


def rules_cited(policy: Policy) -> tuple[str, ...]:
    """The clauses that ask for a signature."""
    return tuple(dict.fromkeys(clause for rule in signing_rules(policy) for clause in rule.cites))
