"""Rounds of signing: what an author has to declare before people are asked again."""

import datetime as dt

from hometime.people.models import Organisation
from hometime.policy.changes import Change
from hometime.policy.models import PolicyVersion
from hometime.policy.queries import version_in_force

from .models import Acknowledgement, SigningRound
from .signing import changed_between, will_bind


def versions_to_sign(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    """What people here may be asked to sign: the version in force, and those published for a day to come."""
    in_force = version_in_force(organisation, on)
    homes = (organisation.pk, organisation.parent_id)
    ahead = PolicyVersion.objects.filter(organisation__in=homes, in_force_from__gt=on).defer("text")
    coming = [each for each in ahead.order_by("in_force_from", "pk") if will_bind(each, organisation)]
    return [in_force, *coming] if in_force else coming


def not_asked_yet(organisation: Organisation, on: dt.date) -> list[PolicyVersion]:
    versions = versions_to_sign(organisation, on)
    rounds = SigningRound.objects.filter(organisation=organisation, version__in=versions)
    asked = set(rounds.values_list("version", flat=True))
    return [each for each in versions if each.pk not in asked]


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
