"""Rounds of signing: what an author has to declare before people are asked again."""

from hometime.people.models import Organisation
from hometime.policy.changes import Change
from hometime.policy.models import PolicyVersion

from .models import Acknowledgement, SigningRound
from .signing import changed_between


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
