"""Published versions of policies, as seen by someone."""

import datetime as dt
from functools import lru_cache

from django.db.models import QuerySet

from hometime.lib.remembering import remembered
from hometime.people.models import Organisation
from hometime.people.queries import organisations_for
from hometime.people.viewer import Viewer

from .models import PolicyVersion
from .packs import Policy, published


def versions_for(viewer: Viewer | None) -> QuerySet[PolicyVersion]:
    """Versions published by the organisations a viewer may see, newest first."""
    return PolicyVersion.objects.filter(organisation__in=organisations_for(viewer)).order_by("-in_force_from", "-id")


@remembered
def version_in_force(organisation: Organisation, on: dt.date) -> PolicyVersion | None:
    """The version an organisation is bound by on a day: its own, or that of the trust above it.

    One query, without the text, which is as long as a book and comes when asked for.
    """
    homes = (organisation.pk, organisation.parent_id)
    published = PolicyVersion.objects.filter(organisation__in=homes, in_force_from__lte=on).defer("text")
    newest = list(published.order_by("-in_force_from", "-id"))
    return next((version for home in homes for version in newest if version.organisation_id == home), None)


@lru_cache(maxsize=32)
def policy_of(hash_: str) -> Policy:
    """The policy of a published version, by its hash; read once a process, as it never changes."""
    return published(PolicyVersion.objects.only("text").filter(hash=hash_)[0].text)
