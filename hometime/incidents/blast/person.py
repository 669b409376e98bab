"""What the person it concerns had learned, signed and been allowed, as it stood then."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Arrangement
from hometime.learning.models import Acknowledgement, Completion
from hometime.lib.clock import add_months
from hometime.people.models import Person

from ..models import Incident
from .line import Line, known, unknown

TRAINED_WITHIN = 24  # months: what the regulator asks about
STATUS = {
    "none": "None was asked for",
    "asked": "Asked for",
    "approved": "Agreed",
    "refused": "Refused",
    "ended": "Ended",
}


def person_lines(incident: Incident, person: Person, then: dt.datetime) -> Iterator[Line]:
    """Of whom it concerns, and of anybody else who had what the report names."""
    on, of = timezone.localdate(then), "" if person == incident.concerns else f", {person.name}"
    yield from _training(incident, person, on, of)
    yield _signature(incident, person, on, of)
    if not of:
        yield _version(incident)
    yield from _agreed(incident, person, then, of)


def trained_since(incident: Incident, person: Person, on: dt.date) -> list[Completion]:
    rows = Completion.objects.filter(organisation=incident.organisation, person=person, done_on__lte=on)
    return list(rows.filter(done_on__gte=add_months(on, -TRAINED_WITHIN)).select_related("course"))


def _training(incident: Incident, person: Person, on: dt.date, of: str) -> Iterator[Line]:
    done = trained_since(incident, person, on)
    if not done:
        yield unknown("person", f"Training in the last two years{of}", "none is on record")
    href = reverse("learning:training")
    for row in done:
        yield known(
            "person", f"Training: {row.course}{of}", "Done", source="Training record", seen=row.done_on, href=href
        )


def _signature(incident: Incident, person: Person, on: dt.date, of: str) -> Line:
    about = f"Policy signed{of}"
    rows = Acknowledgement.objects.filter(organisation=incident.organisation, person=person)
    signed = rows.filter(signed_on__lte=on).select_related("version").first()
    if signed is None:
        return unknown("person", about, "no signature is on record")
    href = reverse("learning:signature", args=[signed.code])
    says = f"{signed.version.title}, version {signed.version.version}"
    return known("person", about, says, source=signed.get_how_display(), seen=signed.signed_on, href=href)


def _version(incident: Incident) -> Line:
    version = incident.version
    if version is None:
        return unknown("rules", "Policy in force", "none was")
    says = f"{version.title}, version {version.version}"
    return known(
        "rules", "Policy in force", says, source="Policy", seen=version.in_force_from, href=reverse("policy:contents")
    )


def _agreed(incident: Incident, person: Person, then: dt.datetime, of: str) -> Iterator[Line]:
    """The newest request that was decided by then, and how home working stood."""
    facts = facts_about([person], incident.organisation, timezone.localdate(then)).get(person.pk, {})
    rows = Arrangement.objects.filter(organisation=incident.organisation, person=person, decided_at__lte=then)
    decided = rows.order_by("-decided_at").first()
    href = reverse("arrangements:arrangement", args=[decided.code]) if decided else ""
    status = facts.get("arrangement.status")
    if status is None:
        yield unknown("rules", f"Home working{of}", "no request is on record")
        return
    words = STATUS.get(str(status.value), str(status.value))
    yield known("rules", f"Home working{of}", words, source="Request", seen=status.seen_on, href=href)
    if decided:
        about = f"What was to be worked on at home{of}"
        yield known("rules", about, decided.get_data_display(), source="Request", seen=decided.decided_at, href=href)
