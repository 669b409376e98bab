"""record_measure, see_measure, end_measure: extra checks on somebody’s work, which the person always knows of."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused, insist_on_words
from hometime.notices.actions import queue
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from ..everyday.access import may_lead
from ..models import Measure
from . import access

EARLIER = "That day has gone already."


@transaction.atomic
def record_measure(person: Person, *, what: str, why: str, starts_on: dt.date, by: Viewer, at: dt.datetime) -> Measure:
    """Write down a check on somebody’s work and why it is needed. They are told in the same breath; none begins unknown."""
    may_lead(by, person, by.organisation).insist()
    insist_on_words(what, "Say what is checked.")
    insist_on_words(why, "Say why it is needed.")
    if starts_on < by.today:
        raise Refused(EARLIER, "No check begins before the person knows of it. Give today or a later day.")
    Person.objects.select_for_update().get(pk=person.pk)  # two at once must see each other
    if Measure.objects.filter(person=person, organisation=by.organisation, what=what, ended_on=None).exists():
        raise Refused("This check is written down already.", "It is under “So far”.")
    written = {"organisation": by.organisation, "created_by": by.person, "created_at": at}
    measure = Measure.objects.create(person=person, what=what, why=why, starts_on=starts_on, **written)
    record("arrangements.measure_recorded", **_about(measure, by, at))
    _tell("arrangements.measure_recorded", [person], measure, by, at)
    return measure


@transaction.atomic
def see_measure(measure: Measure, *, by: Viewer, at: dt.datetime) -> Measure:
    """The person says that they have read it."""
    access.may_see(by, measure).insist()
    if not Measure.objects.filter(pk=measure.pk, seen_at=None).update(seen_at=at):
        raise Refused("You have said so already.", "There is nothing to do.")
    record("arrangements.measure_seen", **_about(measure, by, at))
    return measure


@transaction.atomic
def end_measure(measure: Measure, *, by: Viewer, at: dt.datetime) -> Measure:
    """Today is its last day; the person is told."""
    access.may_end(by, measure).insist()
    last = max(by.today, measure.starts_on)
    if not Measure.objects.filter(pk=measure.pk, ended_on=None).update(ended_on=last):
        raise Refused("This has ended already.", "There is nothing to do.")
    measure.refresh_from_db()
    record("arrangements.measure_ended", **_about(measure, by, at))
    _tell("arrangements.measure_ended", [measure.person], measure, by, at)
    return measure


def _about(measure: Measure, by: Viewer, at: dt.datetime) -> dict[str, Any]:
    """That there is a check, and never what or why."""
    return {"organisation": measure.organisation, "by": by, "subject": measure.person, "at": at}


def _tell(kind: str, people: Iterable[Person], measure: Measure, by: Viewer, at: dt.datetime) -> None:
    context = {"by": by.name, "href": reverse("arrangements:record-measure")}
    for person in people:
        queue(kind, to=person, organisation=measure.organisation, context=context, at=at)
