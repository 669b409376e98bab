"""Who of the cast acts, and when: the demonstration is made by the acts themselves, each as of its own moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hometime.people.models import Person
from hometime.people.viewer import Viewer, viewer_for

from .cast import code_of


def person(slug: str) -> Person:
    return Person.objects.get(code=code_of(slug))


def viewer(slug: str, at: datetime) -> Viewer:
    """One of the cast as they look at their school at a moment; LookupError before their first day there."""
    found = viewer_for(person(slug), on=timezone.localdate(at))
    if found is None:
        raise LookupError(f"{slug} has no post on {at}")
    return found


@dataclass(frozen=True)
class Actors:
    """`who("leo", 3)` is Leo three days before the demonstration begins, as an act wants it: `by` and `at`."""

    begins_at: datetime

    def __call__(self, slug: str, days_ago: int = 0) -> dict[str, Any]:
        # By the clock on the wall: at half past midnight 120 days of 24 hours may end a day sooner than `day` says.
        at = timezone.localtime(self.begins_at) - timedelta(days=days_ago)
        return {"by": viewer(slug, at), "at": at}

    def day(self, days_ahead: int) -> date:
        return timezone.localdate(self.begins_at) + timedelta(days=days_ahead)

    def next(self, weekday: int, days_ahead: int) -> date:
        """The first such weekday, so many days ahead or later."""
        day = self.day(days_ahead)
        return day + timedelta(days=(weekday - day.weekday()) % 7)
