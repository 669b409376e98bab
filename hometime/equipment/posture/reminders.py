"""Who is told that a device must be on the school network again: its holder before the limit and at it, and IT when it has passed."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder, step_reached
from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of

from ..models import Device
from ..queries import devices_held
from ..reading import end_of
from .clock import Clock, clock_of
from .queries import posture_of_many
from .readings import ONLINE

STEPS = (3, 1, 0)  # days before the limit


def due(on: dt.date) -> Iterator[Reminder]:
    for organisation in Organisation.objects.select_related("parent"):
        people = [
            post.person for post in Post.objects.filter(organisation=organisation).on(on).select_related("person")
        ]
        clock = clock_of(organisation, people, on)
        if clock.limit is not None and people:
            yield from _of(organisation, people, clock, on)


def _of(organisation: Organisation, people: list[Person], clock: Clock, on: dt.date) -> Iterator[Reminder]:
    at = end_of(on)
    held = devices_held({person.pk: person for person in people}.values(), organisation, at)
    devices = {pk: [each for each in things if _counts(each)] for pk, things in held.items()}
    posture = posture_of_many([device for things in devices.values() for device in things], at)
    keepers = list(holders_of(Role.Kind.IT, organisation, on=on))
    by_key = {person.pk: person for person in people}
    for pk, things in devices.items():
        for device in things:
            if ONLINE in posture[device.pk]:
                last = dt.date.fromisoformat(posture[device.pk][ONLINE].value)
                yield from _about(device, by_key[pk], last, clock, keepers, on)


def _counts(device: Device) -> bool:
    return device.is_computer and device.owner == Device.Owner.SCHOOL


def _about(
    device: Device, holder: Person, last: dt.date, clock: Clock, keepers: list[Person], on: dt.date
) -> Iterator[Reminder]:
    by = clock.due_on(last, holder.pk)
    if by is None:
        return
    context = {"device": str(device), "who": holder.name, "last": day_in_words(last), "by": day_in_words(by)}
    about = f"equipment.network:{device.code}:{last}"
    step = step_reached(by, on, STEPS)
    if step is not None:
        told = context | {"href": reverse("equipment:check-in")}
        yield Reminder(f"{about}:{step}", "equipment.network_soon", holder, device.organisation, told)
    if on > by:
        told = context | {"href": reverse("equipment:posture", args=[device.code])}
        for person in {each.pk: each for each in [holder, *keepers]}.values():
            yield Reminder(f"{about}:late:{person.code}", "equipment.network_late", person, device.organisation, told)
