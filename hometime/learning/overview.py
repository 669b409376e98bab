"""Signatures school by school, for the people of a trust: how many, since when, and no names.

As many queries for all schools as for one.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from hometime.decisions.facts import covers
from hometime.people.models import Organisation, Post, Role
from hometime.people.viewer import Viewer
from hometime.policy.models import PolicyVersion
from hometime.policy.queries import policy_of, versions_in_force

from .models import Acknowledgement, Decline, SigningRound
from .signing import CARRIED, DECLINED, NOT_ASKED, SIGNED, WAITS, OnRecord, stands


@dataclass(frozen=True)
class Standing:
    """One school and one version: how its people stand. Without a version no policy binds it, or a policy of its own does."""

    place: Organisation
    version: PolicyVersion | None = None
    round: SigningRound | None = None
    by_state: Mapping[str, int] | None = None
    is_overdue: bool = False  # the day to sign by has passed, and somebody still waits

    @property
    def asked(self) -> int:
        return sum(number for state, number in (self.by_state or {}).items() if state != NOT_ASKED)

    @property
    def signed(self) -> int:
        return self._of(SIGNED, CARRIED)

    @property
    def declined(self) -> int:
        return self._of(DECLINED)

    @property
    def waiting(self) -> int:
        return self._of(*WAITS)

    @property
    def since(self) -> dt.date | None:
        """When people were asked; where only the policy itself asks, the day it came into force."""
        if self.round:
            return self.round.opened_on
        return self.version.in_force_from if self.version and self.asked else None

    @property
    def level(self) -> str:
        if not self.asked:
            return "silent"
        return "beware" if self.is_overdue else "caution" if self.waiting or self.declined else "ok"

    @property
    def words(self) -> str:
        if not self.asked:
            return "Not asked"
        return "Overdue" if self.is_overdue else "Waiting" if self.waiting or self.declined else "All signed"

    def _of(self, *states: str) -> int:
        return sum((self.by_state or {}).get(state, 0) for state in states)


def places_of(viewer: Viewer) -> QuerySet[Organisation]:
    """The trust itself, then its schools by name."""
    places = Organisation.objects.filter(Q(pk=viewer.organisation.pk) | Q(parent=viewer.organisation))
    return places.order_by(F("parent").asc(nulls_first=True), "name", "pk")


def standing_of_each(places: Sequence[Organisation], on: dt.date, ahead: PolicyVersion | None = None) -> list[Standing]:
    """How each stands with the version in force there; or with one to come, where that will bind it."""
    bound = versions_in_force(places, ahead.in_force_from if ahead else on)
    bound = {key: version for key, version in bound.items() if ahead in (None, version)}
    roles = _roles_of_each(places, on)
    signatures, declines, rounds = _signatures(places, on), _declines(places, bound.values()), _rounds(places, on)
    found = []
    for place in places:
        version, key = bound.get(place.pk), place.pk
        record = OnRecord.put(version, signatures[key], declines[key], rounds[key], on) if version else None
        found.append(_standing(place, roles[key], record, on) if record else Standing(place))
    return found


def _standing(place: Organisation, roles: Mapping[int, frozenset[str]], record: OnRecord, on: dt.date) -> Standing:
    policy = policy_of(record.version.hash)
    if record.round is None and record.is_coming:
        return Standing(place, record.version, by_state={})  # nobody is asked ahead of its day without a round
    bound = {person: kinds for person, kinds in roles.items() if covers(policy, set(kinds))}
    by_state = Counter(stands(person, kinds, policy, record).state for person, kinds in bound.items())
    late = record.round is not None and record.round.sign_by < on and any(by_state[state] for state in WAITS)
    return Standing(place, record.version, record.round, by_state, late)


def _roles_of_each(places: Sequence[Organisation], on: dt.date) -> dict[int, dict[int, frozenset[str]]]:
    """Everybody with a post at each place, with the roles they hold there."""
    posts = Post.objects.filter(organisation__in=places).on(on).values_list("organisation", "person").order_by()
    kinds: dict[tuple[int, int], set[str]] = {each: set() for each in posts}
    held = Role.objects.filter(organisation__in=places).on(on).values_list("organisation", "person", "kind")
    for place, person, kind in held.order_by():
        if (place, person) in kinds:
            kinds[place, person].add(kind)
    found: dict[int, dict[int, frozenset[str]]] = defaultdict(dict)
    for (place, person), held_there in kinds.items():
        found[place][person] = frozenset(held_there)
    return found


def _signatures(places: Sequence[Organisation], on: dt.date) -> dict[int, list[Acknowledgement]]:
    """By place, the newest version first: only what says who signed which version."""
    rows = Acknowledgement.objects.filter(organisation__in=places, signed_on__lte=on).select_related("version")
    light = rows.only("organisation_id", "person_id", "version__hash", "version__in_force_from")
    found: dict[int, list[Acknowledgement]] = defaultdict(list)
    for row in light.order_by("-version__in_force_from", "-pk"):
        found[row.organisation_id].append(row)
    return found


def _declines(places: Sequence[Organisation], versions: Iterable[PolicyVersion]) -> dict[int, list[Decline]]:
    found: dict[int, list[Decline]] = defaultdict(list)
    rows = Decline.objects.filter(organisation__in=places, version__in=list(versions)).defer("reason")
    for row in rows:
        found[row.organisation_id].append(row)
    return found


def _rounds(places: Sequence[Organisation], on: dt.date) -> dict[int, list[SigningRound]]:
    rows = SigningRound.objects.filter(organisation__in=places, opened_on__lte=on).select_related("version")
    found: dict[int, list[SigningRound]] = defaultdict(list)
    for row in rows.defer("version__text").order_by("version__in_force_from", "version__pk", "pk"):
        found[row.organisation_id].append(row)
    return found
