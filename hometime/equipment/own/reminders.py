"""School work on an own device that waits to be cleared: its owner is reminded a week after being asked, and each week after."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from hometime.notices.reminders import Reminder

from ..models import ClearRequest

WEEK = 7


def due(on: dt.date) -> Iterator[Reminder]:
    waiting = ClearRequest.objects.filter(done_with=None, device__retired_at=None)
    for asked in waiting.select_related("person", "organisation", "device"):
        weeks = (on - timezone.localdate(asked.created_at)).days // WEEK
        if weeks > 0:
            context = {"what": asked.device.what, "href": reverse("equipment:clear-data")}
            key = f"equipment.clear:{asked.code}:{weeks}"
            yield Reminder(key, "equipment.clear_waits", asked.person, asked.organisation, context)
