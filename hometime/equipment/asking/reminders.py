"""Electrical tests: whoever holds a device hears 30, 7 and 1 days before its test runs out; IT hears once a week what is overdue."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from hometime.lib.text import day_in_words
from hometime.notices.reminders import Reminder, step_reached
from hometime.people.models import Organisation, Person, Role
from hometime.people.queries import holders_of
from hometime.policy.queries import policy_here

from ..models import Loan
from ..reading import end_of
from .due import NEVER, OVERDUE, Standing, standings
from .policy import months_between_tests


def due(on: dt.date) -> Iterator[Reminder]:
    for organisation in Organisation.objects.filter(devices__isnull=False).select_related("parent").distinct():
        months = months_between_tests(policy_here(organisation, on), on)
        if months:
            found = standings(organisation, end_of(on), on, months)
            yield from _holders(found, organisation, on)
            yield from _keepers(found, organisation, on)


def _holders(found: list[Standing], organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    out = Loan.objects.at(end_of(on)).filter(organisation=organisation).select_related("person")
    holder: dict[int, Person] = {loan.device_id: loan.person for loan in out}
    for each in found:
        step = step_reached(each.good_until, on) if each.good_until else None
        person = holder.get(each.device.pk)
        if step is not None and person and each.good_until:
            href = reverse("equipment:device", args=[each.device.code])
            context = {"what": str(each.device), "by": day_in_words(each.good_until), "href": href}
            key = f"equipment.test:{each.device.code}:{each.good_until}:{step}"
            yield Reminder(key, "equipment.test_due", person, organisation, context)


def _keepers(found: list[Standing], organisation: Organisation, on: dt.date) -> Iterator[Reminder]:
    late = [each for each in found if each.state in (OVERDUE, NEVER) and not each.is_withdrawn]
    if not late:
        return
    year, week, _ = on.isocalendar()
    are = "device is" if len(late) == 1 else "devices are"
    context = {"count": f"{len(late):,} {are}", "href": reverse("equipment:inspect")}
    for person in holders_of(Role.Kind.IT, organisation, on=on):
        key = f"equipment.tests_overdue:{organisation.code}:{person.code}:{year}-{week}"
        yield Reminder(key, "equipment.tests_overdue", person, organisation, context)
