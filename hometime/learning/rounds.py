"""Rounds of signing: what an author has to declare before people are asked again."""

import datetime as dt
from collections.abc import Sequence

from hometime.lib.remembering import remembered
from hometime.people.models import Organisation
from hometime.policy.changes import Change
from hometime.policy.models import PolicyVersion
from hometime.policy.queries import published_at, version_in_force

from .models import Acknowledgement, SigningRound
from .signing import changed_between, coming_versions, round_of, will_bind


@remembered
def versions_to_sign(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    """What people here may be asked to sign: the version in force, and those published for a day to come."""
    in_force = version_in_force(organisation, on)
    ahead = [each for each in published_at(organisation) if each.in_force_from > on]
    ahead.sort(key=lambda each: (each.in_force_from, each.pk))
    coming = [each for each in ahead if will_bind(each, organisation)]
    return [in_force, *coming] if in_force else coming


def versions_on_paper(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    """What may be signed on a printed sheet: the version in force, and those to come that people are asked to sign already."""
    in_force = version_in_force(organisation, on)
    return [*((in_force,) if in_force else ()), *coming_versions(organisation, on)]


def first_day_to_sign(version: PolicyVersion, organisation: Organisation) -> dt.date:
    """The day a version came into force, or before it the day people here were asked."""
    opened = round_of(version, organisation)
    return min(version.in_force_from, opened.opened_on) if opened else version.in_force_from


def not_asked_yet(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    """Versions somebody here, or at one of its schools, could still be asked to sign."""
    return [each for each in versions_to_sign(organisation, on) if places_to_ask(each, organisation, on)]


def places_to_ask(version: PolicyVersion, organisation: Organisation, on: dt.date) -> list[Organisation]:
    """Where its people can be asked in one act: here, and from a trust at each school it binds; not where they were."""
    is_school = organisation.kind == Organisation.Kind.SCHOOL
    places = [organisation, *(() if is_school else organisation.schools.order_by("name", "pk"))]
    return [each for each in places if not round_of(version, each) and version in versions_to_sign(each, on)]


def previous_of(version: PolicyVersion, organisation: Organisation) -> PolicyVersion | None:
    """The version people were last asked to sign, or last signed, before this one."""
    rounds = SigningRound.objects.filter(organisation=organisation).exclude(version=version)
    signed = Acknowledgement.objects.filter(organisation=organisation).exclude(version=version)
    known = PolicyVersion.objects.filter(pk__in=rounds.values("version")) | PolicyVersion.objects.filter(
        pk__in=signed.values("version")
    )
    return known.filter(in_force_from__lte=version.in_force_from).order_by("-in_force_from", "-pk").first()


def changes_to_declare(version: PolicyVersion, organisation: Organisation) -> tuple[Change, ...]:
    """The clauses its author must call minor or major; none for the first version people sign."""
    before = previous_of(version, organisation)
    return changed_between(before.hash, version.hash) if before else ()


def changes_to_declare_at(version: PolicyVersion, places: Sequence[Organisation]) -> tuple[Change, ...]:
    """All that changed for any of them: each clause once, though schools may come from different versions."""
    found = {each.id: each for place in places for each in changes_to_declare(version, place)}
    return tuple(found.values())
