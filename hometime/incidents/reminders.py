"""What people are reminded of with the day: lessons to see to, complaints to acknowledge."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder, step_reached
from hometime.people.models import Organisation

from .complaints.actions import keepers_of
from .complaints.queries import waiting
from .models import Lesson

COMPLAINT_STEPS = (20, 10, 5, 2, 1, 0)
LATE_STEP = 7


def due(on: dt.date) -> Iterator[Reminder]:
    yield from _lessons(on)
    for organisation in Organisation.objects.select_related("parent"):
        yield from _complaints(organisation, on)


def _lessons(on: dt.date) -> Iterator[Reminder]:
    rows = Lesson.objects.filter(done_at=None).select_related("owner", "organisation", "incident")
    for lesson in rows:
        step = step_reached(lesson.due_on, on) if on <= lesson.due_on else -LATE_STEP * ((on - lesson.due_on).days // 7)
        if step is not None:
            context = {"due": day_in_words(lesson.due_on), "href": reverse("incidents:lessons")}
            key = f"incidents.lesson:{lesson.code}:{lesson.due_on}:{step}"
            yield Reminder(key, "incidents.lesson_due", lesson.owner, lesson.organisation, context)


def _complaints(organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    for complaint in waiting(organisation, on):
        step = step_reached(complaint.due_on, on, COMPLAINT_STEPS) if on <= complaint.due_on else -1
        if step is None:
            continue
        context = {"due": day_in_words(complaint.due_on), "href": reverse("incidents:complaint", args=[complaint.code])}
        for person in keepers_of(complaint, on):
            key = f"incidents.complaint:{complaint.code}:{step}:{person.code}"
            yield Reminder(key, "incidents.complaint_due", person, organisation, context)
