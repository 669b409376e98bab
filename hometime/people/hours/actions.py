"""say_hours: the hours one works, in one’s own word. forget_hours: the school’s usual hours again."""

from datetime import datetime
from itertools import pairwise

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused

from ..models import WorkingHours
from ..viewer import Viewer

Days = list[list[str] | None]  # Monday to Sunday; [“08:00”, “16:30”], or None for a day off


@transaction.atomic
def say_hours(days: Days, *, by: Viewer, at: datetime) -> WorkingHours:
    """For oneself, at the school in view. Notices that can wait keep to them from now on."""
    if len(days) != 7 or not any(days):
        raise Refused("This says that you never work.", "Give the hours of at least one day.")
    if any(end <= start for day in days if day for start, end in pairwise(day)):
        raise Refused("One of the days ends before it starts.", "Check the hours of each day.")
    told = {"days": days, "said_at": at}
    said, _ = WorkingHours.objects.update_or_create(organisation=by.organisation, person=by.person, defaults=told)
    record("people.hours_said", organisation=by.organisation, by=by, subject=by, details={"days": days}, at=at)
    return said


@transaction.atomic
def forget_hours(*, by: Viewer, at: datetime) -> None:
    """Take one’s own word back: the school’s usual hours hold again."""
    said = WorkingHours.objects.filter(organisation=by.organisation, person=by.person)
    if not said.delete()[0]:
        raise Refused("You have not given any hours of your own.", "You have the usual hours already.")
    record("people.hours_forgotten", organisation=by.organisation, by=by, subject=by, at=at)
