"""put_in_force, publish_version: a policy from a day on. A published version is immutable; a change is another version."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import Named, record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation
from hometime.people.viewer import Viewer

from .access import may_put_in_force
from .models import PolicyVersion
from .packs import Policy
from .queries import version_in_force


@transaction.atomic
def put_in_force(policy: Policy, *, starts_on: dt.date, by: Viewer, at: dt.datetime) -> PolicyVersion:
    """At the organisation in view, from today or a day to come; what was in force until then still says what it said."""
    may_put_in_force(by).insist()
    if starts_on < by.today:
        raise Refused(
            "That day has passed.", "Choose today or a later day. What people were told before today stays as it was."
        )
    bound = version_in_force(by.organisation, starts_on)
    if bound and bound.organisation_id == by.organisation.pk and bound.hash == policy.hash:
        since = day_in_words(bound.in_force_from)
        raise Refused(f"That policy is in force from {since}, word for word.", "There is nothing more to do.")
    return publish_version(policy, organisation=by.organisation, in_force_from=starts_on, by=by, at=at)


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
