"""Whom an act tells. A notice says that there is something to see, never what, about whom, or which child."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from hometime.notices.actions import queue
from hometime.people.models import Person, Role
from hometime.people.viewer import Viewer

from .models import Complaint, Incident, Lesson, Recipient


def those_to_know(incident: Incident, recipients: Iterable[Recipient], at: dt.datetime) -> None:
    """Everybody the report goes to, day or night; whoever reported it knows."""
    for row in recipients:
        if row.person and row.person_id != incident.created_by_id:
            kind = "incidents.alert" if row.role == Role.Kind.DSL else "incidents.reported"
            _tell(kind, row.person, incident, at, key=f"incident:{incident.code}:told:{row.person.code}")


def reporter_that_it_is_seen(incident: Incident, by: Viewer, at: dt.datetime) -> None:
    _tell("incidents.seen", incident.created_by, incident, at, by, key=f"incident:{incident.code}:seen:{by.code}")


def reporter_that_it_is_closed(incident: Incident, by: Viewer, at: dt.datetime) -> None:
    _tell("incidents.closed", incident.created_by, incident, at, by)


def leads_of_a_note(incident: Incident, by: Viewer, at: dt.datetime) -> None:
    """Those who were told and lead it, of what whoever reported it adds later."""
    for row in incident.recipients.filter(role__in=(Role.Kind.HEAD, Role.Kind.DPO)).select_related("person"):
        if row.person and row.person_id != by.person.pk:
            _tell("incidents.note", row.person, incident, at, by)


def owner_of_a_lesson(lesson: Lesson, by: Viewer, at: dt.datetime) -> None:
    if lesson.owner_id != by.person.pk:
        context = {"due": lesson.due_on, "href": reverse("incidents:lessons")}
        queue("incidents.lesson_given", to=lesson.owner, organisation=lesson.organisation, context=context, at=at)


def keepers_of_a_complaint(complaint: Complaint, people: Iterable[Person], by: Viewer | None, at: dt.datetime) -> None:
    context = {"due": complaint.due_on, "href": reverse("incidents:complaint", args=[complaint.code])}
    for person in people:
        if by is None or person.pk != by.person.pk:
            queue(
                "incidents.complaint_received", to=person, organisation=complaint.organisation, context=context, at=at
            )


def context_of(incident: Incident, **more: object) -> dict[str, object]:
    return {
        "name": incident.name,
        "who": incident.created_by.name,
        "href": reverse("incidents:incident", args=[incident.code]),
        **more,
    }


def _tell(
    kind: str, to: Person, incident: Incident, at: dt.datetime, by: Viewer | None = None, key: str | None = None
) -> None:
    context = context_of(incident, by=by.name if by else "")
    queue(kind, to=to, organisation=incident.organisation, context=context, at=at, key=key)
