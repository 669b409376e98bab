"""publish_version: put a policy in force. A published version is immutable; a change is another version."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import Named, record
from hometime.people.models import Organisation

from .models import PolicyVersion
from .packs import Policy


@transaction.atomic
def publish_version(
    policy: Policy, *, organisation: Organisation, in_force_from: dt.date, by: Named | None, at: dt.datetime
) -> PolicyVersion:
    """Keep the text of a policy and put it in force from a day. Publishing the same text again changes nothing."""
    version, is_new = PolicyVersion.objects.get_or_create(
        organisation=organisation,
        hash=policy.hash,
        in_force_from=in_force_from,
        defaults={
            "slug": policy.slug,
            "version": policy.version,
            "title": policy.title,
            "text": policy.text,
            "published_at": at,
        },
    )
    if is_new:
        record(
            "policy.version_published",
            organisation=organisation,
            by=by,
            subject=version,
            at=at,
            details={"hash": policy.hash, "in_force_from": in_force_from.isoformat()},
        )
    return version
