"""What people found when they looked through what they hold; silent about whoever has not looked."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from .queries import last_reviews

SOURCE = "your look through what you hold"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """One query for any number of people."""
    end = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    found: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    for key, review in last_reviews(people, organisation, end).items():
        seen = min(timezone.localdate(review.created_at), on)
        found[key] = {
            "holding.overdue": Known(review.has_overdue, SOURCE, seen),
            "holding.no_longer_needed": Known(review.has_unneeded, SOURCE, seen),
        }
    return found
