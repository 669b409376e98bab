"""let_in: somebody who is not staff, until a day. go_on: a later day. end_access: before it comes."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words

from ..actions import add_person
from ..models import GuestAccess, Person, Post, Role
from ..queries import people_for
from ..telling import tell
from ..viewer import Viewer
from . import access

JOBS = {
    "volunteers": "Volunteer",
    "students": "Student on placement",
    "contractors": "Contractor",
    "visitors": "Visitor",
    "third parties": "Partner of the school",
}


@transaction.atomic
def let_in(
    *, name: str, email: str, kind: str, why: str, sponsor: Person, ends_on: date, by: Viewer, at: datetime
) -> GuestAccess:
    """As a volunteer, who sees least; they are asked to sign the policy like anybody it covers. Their post ends on the day."""
    access.may_let_in(by, kind).insist()
    today = timezone.localdate(at)
    access.dates_are_right(today, ends_on).insist()
    if not people_for(by).filter(pk=sponsor.pk).exists():
        raise Refused("The person responsible for them must have a post here.", "Choose somebody else.")
    person = add_person(
        by.organisation,
        name=name,
        email=email,
        job_title=JOBS[kind],
        roles=[Role.Kind.VOLUNTEER],
        starts_on=today,
        line_manager=sponsor,
        by=by,
        at=at,
    )
    guest = GuestAccess.objects.create(
        organisation=by.organisation,
        person=person,
        sponsor=sponsor,
        why=why,
        starts_on=today,
        ends_on=ends_on,
        created_at=at,
        created_by=by.person,
    )
    _set_last_day(guest)
    _record("people.guest_let_in", guest, by, at)
    _tell("people.guest_let_in", person, guest, at, "people:guests")
    if sponsor.pk != by.person.pk:
        _tell("people.guest_answered_for", sponsor, guest, at, "people:guests")
    return guest


@transaction.atomic
def go_on(guest: GuestAccess, *, ends_on: date, by: Viewer, at: datetime) -> GuestAccess:
    """A later last day, said by somebody who keeps the list."""
    guest = _locked(guest)
    access.may_go_on(by, guest).insist()
    access.dates_are_right(timezone.localdate(at), ends_on).insist()
    guest.ends_on = ends_on
    guest.save(update_fields=["ends_on"])
    _set_last_day(guest)
    _record("people.guest_goes_on", guest, by, at)
    _tell("people.guest_let_in", guest.person, guest, at, "people:guests")
    return guest


@transaction.atomic
def end_access(guest: GuestAccess, *, by: Viewer, at: datetime) -> GuestAccess:
    """From this moment: yesterday was the last day, or today for somebody who came today."""
    guest = _locked(guest)
    access.may_end(by, guest).insist()
    last_day = max(guest.starts_on, timezone.localdate(at) - timedelta(days=1))
    guest.ends_on, guest.ended_at, guest.ended_by = last_day, at, by.person
    guest.save(update_fields=["ends_on", "ended_at", "ended_by"])
    _set_last_day(guest)
    _record("people.guest_access_ended", guest, by, at)
    _tell("people.guest_ended", guest.person, guest, at, "people:sign-in")
    return guest


def _locked(guest: GuestAccess) -> GuestAccess:
    rows = GuestAccess.objects.select_for_update(of=("self",)).select_related("person", "sponsor", "organisation")
    return rows.get(pk=guest.pk)


def _set_last_day(guest: GuestAccess) -> None:
    """Of the post and the role they came in by, and of no other: nothing has to be swept when the day has passed."""
    came_in = {"person": guest.person, "organisation": guest.organisation, "starts_on": guest.starts_on}
    Post.objects.filter(**came_in).update(ends_on=guest.ends_on)
    Role.objects.filter(**came_in, kind=Role.Kind.VOLUNTEER).update(ends_on=guest.ends_on)


def _record(act: str, guest: GuestAccess, by: Viewer, at: datetime) -> None:
    details = {"sponsor": guest.sponsor.code, "until": guest.ends_on.isoformat()}
    record(act, organisation=guest.organisation, by=by, subject=guest.person, details=details, at=at)


def _tell(kind: str, person: Person, guest: GuestAccess, at: datetime, page: str) -> None:
    context = {
        "who": guest.person.name,
        "sponsor": guest.sponsor.name,
        "starts_on": day_in_words(guest.starts_on),
        "until": day_in_words(guest.ends_on),
        "href": reverse(page),
    }
    tell(kind, to=person, organisation=guest.organisation, context=context, at=at)
