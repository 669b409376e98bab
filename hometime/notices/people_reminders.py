"""Who answers for somebody is reminded that their access ends: a week before, and the day before.

Where they have left, it is the headteacher.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.people.guests.queries import ending_between
from hometime.people.models import Post, Role
from hometime.people.queries import holders_of

from .reminders import Reminder, step_reached

STEPS = (7, 1)


def due(on: date) -> Iterator[Reminder]:
    for guest in ending_between(on, on + timedelta(days=max(STEPS))):
        step = step_reached(guest.ends_on, on, STEPS)
        context = {
            "who": guest.person.name,
            "until": day_in_words(guest.ends_on),
            "href": reverse("people:guests"),
        }
        key = f"guest:{guest.code}:{guest.ends_on}:{step}"
        if Post.objects.filter(person=guest.sponsor).on(on).exists():
            yield Reminder(key, "people.guest_ends", guest.sponsor, guest.organisation, context)
            continue
        for head in holders_of(Role.Kind.HEAD, guest.organisation, on=on):
            yield Reminder(f"{key}:{head.code}", "people.guest_ends", head, guest.organisation, context)
