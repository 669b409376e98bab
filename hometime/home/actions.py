"""What is done with a calendar feed: make it, renew its address, end it. Each only by the person whose it is."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from .models import Feed


@transaction.atomic
def make_feed(kind: str, *, by: Viewer, at: dt.datetime) -> Feed:
    """A feed with a new address; one that was made before stops working at its old one."""
    times = {"created_at": at, "renewed_at": at}
    feed, is_new = Feed.objects.select_for_update().get_or_create(
        organisation=by.organisation, person=by.person, kind=kind, defaults=times
    )
    told: dict[str, Any] = {
        "organisation": by.organisation,
        "by": by,
        "at": at,
        "subject": by.person,
        "details": {"kind": kind},
    }
    if is_new:
        record("home.feed_made", **told)
    else:
        _renew(feed, at)
        record("home.feed_renewed", **told)
    return feed


def _renew(feed: Feed, at: dt.datetime) -> None:
    feed.turn, feed.renewed_at, feed.ended_at = feed.turn + 1, at, None
    feed.save(update_fields=["turn", "renewed_at", "ended_at"])


@transaction.atomic
def end_feed(feed: Feed, *, by: Viewer, at: dt.datetime) -> None:
    is_ended = Feed.objects.filter(pk=feed.pk, person=by.person, ended_at=None).update(ended_at=at)
    if not is_ended:
        raise Refused("This address has stopped working already.", "There is nothing to do.")
    record(
        "home.feed_ended", organisation=by.organisation, by=by, at=at, subject=by.person, details={"kind": feed.kind}
    )
