"""Whoever looks after mail is told once a day that mails have not arrived: nobody would look for them otherwise."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from hometime.people.models import Organisation, Person, Role
from hometime.people.queries import holders_of

from .kinds import Kind
from .models import TROUBLED, Message, Notice
from .reminders import Reminder

KIND = "notices.mail_trouble"
KINDS = {KIND: Kind("Emails from {{ organisation.name }} may not have arrived", "notices/mail_trouble.txt", soon=True)}


def due(on: date) -> Iterator[Reminder]:
    """Once for each day on which there was new trouble; never about the mail that tells of it."""
    for organisation in Organisation.objects.all():
        notices = Notice.objects.filter(organisation=organisation).exclude(kind=KIND)
        mails = Message.objects.filter(state__in=TROUBLED, pk__in=notices.values("message"))
        latest = mails.order_by("-settled_at").values_list("settled_at", flat=True).first()
        if latest is None:
            continue
        context = {"count": mails.count(), "href": reverse("notices:trouble")}
        for person in _who(organisation, on):
            key = f"{KIND}:{organisation.code}:{timezone.localdate(latest)}:{person.code}"
            yield Reminder(key, KIND, person, organisation, context)


def _who(organisation: Organisation, on: date) -> list[Person]:
    """The IT lead and the business manager; the headteacher where there is neither."""
    found = {
        person.pk: person
        for kind in (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER)
        for person in holders_of(kind, organisation, on=on)
    }
    return list(found.values()) or list(holders_of(Role.Kind.HEAD, organisation, on=on))
