"""Published versions of policies."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from hometime.lib.refusal import Refused
from hometime.lib.remembering import remembered
from hometime.people.models import Organisation

from .models import PolicyVersion
from .packs import Policy, published

NO_POLICY = Refused("Your school has no policy in force here yet.", "Ask your headteacher.")
PUBLISHED = """
    SELECT id, code, organisation_id, slug, version, title, hash, in_force_from, published_at
      FROM policy_policyversion WHERE organisation_id IN (%s, %s) ORDER BY in_force_from DESC, id DESC
"""


@remembered
def published_at(organisation: Organisation) -> list[PolicyVersion]:
    """Every version that an organisation and the trust above it published: its own first, the newest of each first.

    One query, without the text, which is as long as a book and is fetched when read. It is written out because most
    pages ask it, and Django takes longer to build it than the database to run it.
    """
    homes = (organisation.pk, organisation.parent_id)
    found = PolicyVersion.objects.raw(PUBLISHED, homes)
    return sorted(found, key=lambda version: homes.index(version.organisation_id))


def version_in_force(organisation: Organisation, on: dt.date) -> PolicyVersion | None:
    """The version an organisation is bound by on a day: its own, or that of the trust above it."""
    return next((version for version in published_at(organisation) if version.in_force_from <= on), None)


def versions_in_force(organisations: Iterable[Organisation], on: dt.date) -> dict[int, PolicyVersion]:
    """The same for many, by their key and in one query; those with none are left out."""
    above = {each.pk: each.parent_id for each in organisations}
    found = PolicyVersion.objects.filter(organisation__in={*above, *above.values()} - {None}, in_force_from__lte=on)
    newest: dict[int, PolicyVersion] = {}
    for version in found.defer("text").order_by("in_force_from", "id"):
        newest[version.organisation_id] = version
    own = {each: newest.get(each) or newest.get(parent or 0) for each, parent in above.items()}
    return {each: version for each, version in own.items() if version}


def policy_here(organisation: Organisation, on: dt.date) -> Policy | None:
    """The policy an organisation is bound by on a day; None where none is in force."""
    version = version_in_force(organisation, on)
    return policy_of(version.hash) if version else None


def policy_in_force(organisation: Organisation, on: dt.date) -> Policy:
    """The same for an act that rests on a policy; Refused where none is in force."""
    policy = policy_here(organisation, on)
    if policy is None:
        NO_POLICY.insist()
    return policy


@lru_cache(maxsize=32)
def policy_of(hash_: str) -> Policy:
    """The policy of a published version, by its hash; read once a process, as it never changes."""
    return published(PolicyVersion.objects.only("text").filter(hash=hash_)[0].text)
