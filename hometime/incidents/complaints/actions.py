"""receive_complaint, acknowledge, add_step (enquiries, progress), answer_complaint."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Organisation, Person
from hometime.people.queries import deciders_for, holders_of
from hometime.people.viewer import Viewer

from .. import telling
from ..clock.running import COMPLAINT, law
from ..looking.actions import insist_on_sentence
from ..models import Complaint, ComplaintStep, Incident
from .access import KEEPERS, may_keep

Kind = ComplaintStep.Kind


@transaction.atomic
def receive_complaint(
    *,
    received_on: dt.date,
    how: str,
    from_whom: str,
    words: str,
    incident: Incident | None = None,
    about: Person | None = None,
    by: Viewer,
    at: dt.datetime,
) -> Complaint:
    """Put a complaint on record: anybody who was handed one. No special words are needed for it to be one."""
    insist_on_sentence(from_whom, "Say who complains.")
    insist_on_sentence(words, "Say what it is about.")
    if received_on > by.today:
        raise Refused("That day has not come yet.", "Give the day it came.")
    complaint = Complaint.objects.create(
        organisation=by.organisation,
        received_on=received_on,
        how=how,
        from_whom=from_whom.strip(),
        words=words.strip(),
        days=days_by_law(),
        incident=incident,
        about=about,
        created_by=by.person,
        created_at=at,
    )
    _step(complaint, Kind.RECEIVED, "", by, at)
    record("incidents.complaint_received", **_about(complaint, by, at, received_on=received_on.isoformat()))
    telling.keepers_of_a_complaint(complaint, keepers_of(complaint, by.today), by, at)
    return complaint


def keepers_of(complaint: Complaint, on: dt.date) -> list[Person]:
    """Whoever looks after it: the data protection officer and who stands in, never whom it is about."""
    if complaint.about is None:
        return keepers_on_watch(complaint.organisation, on)
    return deciders_for(KEEPERS[0], complaint.organisation, on=on, subject=complaint.about)


def keepers_on_watch(organisation: Organisation, on: dt.date) -> list[Person]:
    """The data protection officer; where there is none, the headteacher."""
    return next((found for kind in KEEPERS if (found := list(holders_of(kind, organisation, on=on)))), [])


def days_by_law() -> int:
    return int(law(COMPLAINT)["days"])


@transaction.atomic
def acknowledge(complaint: Complaint, *, on: dt.date, words: str, by: Viewer, at: dt.datetime) -> Complaint:
    """Say that the person was told that it came."""
    may_keep(by, complaint).insist()
    if not complaint.received_on <= on <= by.today:
        raise Refused("It cannot have been then.", "Give a day after it came and not after today.")
    done = Complaint.objects.filter(pk=complaint.pk, acknowledged_on=None)
    if not done.update(acknowledged_on=on, acknowledged_by=by.person):
        raise Refused("It was acknowledged already.", "There is nothing to do.")
    complaint.refresh_from_db()
    _step(complaint, Kind.ACKNOWLEDGED, words, by, at)
    details = {"on": on.isoformat(), "late": on > complaint.due_on}
    record("incidents.complaint_acknowledged", **_about(complaint, by, at, **details))
    return complaint


@transaction.atomic
def add_step(complaint: Complaint, *, kind: str, words: str, by: Viewer, at: dt.datetime) -> ComplaintStep:
    """Enquiries made, or word to the person of how it goes."""
    may_keep(by, complaint).insist()
    insist_on_sentence(words, "Say what was done.")
    if kind not in (Kind.ENQUIRY, Kind.PROGRESS):
        raise Refused("That is another step.", "Choose enquiries or how it goes.")
    if complaint.answered_on:
        raise Refused("This complaint was answered.", "Put a new one on record if there is more.")
    made = _step(complaint, kind, words, by, at)
    record("incidents.complaint_step", **_about(complaint, by, at, kind=kind))
    return made


@transaction.atomic
def answer_complaint(complaint: Complaint, *, words: str, by: Viewer, at: dt.datetime) -> Complaint:
    """The person was told the outcome."""
    may_keep(by, complaint).insist()
    insist_on_sentence(words, "Say what the outcome is.")
    if complaint.acknowledged_on is None:
        raise Refused("It was not acknowledged yet.", "Do that first.")
    done = Complaint.objects.filter(pk=complaint.pk, answered_on=None)
    if not done.update(answered_on=by.today, answered_by=by.person):
        raise Refused("This complaint was answered.", "There is nothing to do.")
    _step(complaint, Kind.OUTCOME, words, by, at)
    record("incidents.complaint_answered", **_about(complaint, by, at))
    complaint.refresh_from_db()
    return complaint


def _step(complaint: Complaint, kind: str, words: str, by: Viewer, at: dt.datetime) -> ComplaintStep:
    return ComplaintStep.objects.create(complaint=complaint, kind=kind, words=words.strip(), by=by.person, at=at)


def _about(complaint: Complaint, by: Viewer, at: dt.datetime, **details: Any) -> dict[str, Any]:
    return {"organisation": complaint.organisation, "by": by, "subject": complaint, "at": at, "details": details}
