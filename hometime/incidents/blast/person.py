"""What the person it concerns had learned, signed and been allowed, as it stood then."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from hometime.arrangements.facts import facts_about
from hometime.arrangements.models import Arrangement
from hometime.learning.models import Acknowledgement, Completion
from hometime.lib.clock import add_months

from ..models import Incident
from .line import Line, address, known, unknown

TRAINED_WITHIN = 24  # months: what the regulator asks about
STATUS = {
    "none": "None was asked for",
    "asked": "Asked for",
    "approved": "Agreed",
    "refused": "Refused",
    "ended": "Ended",
}


def person_lines(incident: Incident, then: dt.datetime) -> Iterator[Line]:
    on = timezone.localdate(then)
    yield from _training(incident, on)
    yield _signature(incident, on)
    yield _version(incident)
    yield from _agreed(incident, then, on)


def trained_since(incident: Incident, on: dt.date) -> list[Completion]:
    rows = Completion.objects.filter(organisation=incident.organisation, person=incident.concerns, done_on__lte=on)
    return list(rows.filter(done_on__gte=add_months(on, -TRAINED_WITHIN)).select_related("course"))


def _training(incident: Incident, on: dt.date) -> Iterator[Line]:
    done = trained_since(incident, on)
    if not done:
        yield unknown("person", "Training in the last two years", "none is on record")
    for row in done:
        about = f"Training: {row.course}"
        yield known(
            "person", about, "Done", source="Training record", seen=row.done_on, href=address("learning:training")
        )


def _signature(incident: Incident, on: dt.date) -> Line:
    rows = Acknowledgement.objects.filter(organisation=incident.organisation, person=incident.concerns)
    signed = rows.filter(signed_on__lte=on).select_related("version").first()
    if signed is None:
        return unknown("person", "Policy signed", "no signature is on record")
    href = address("learning:signature", signed.code)
    says = f"{signed.version.title}, version {signed.version.version}"
    return known("person", "Policy signed", says, source=signed.get_how_display(), seen=signed.signed_on, href=href)


def _version(incident: Incident) -> Line:
    version = incident.version
    if version is None:
        return unknown("rules", "Policy in force", "none was")
    says = f"{version.title}, version {version.version}"
    return known(
        "rules", "Policy in force", says, source="Policy", seen=version.in_force_from, href=address("policy:contents")
    )


def _agreed(incident: Incident, then: dt.datetime, on: dt.date) -> Iterator[Line]:
    """The newest request that was decided by then, and how home working stood."""
    person = incident.concerns
    facts = facts_about([person], incident.organisation, on).get(person.pk, {})
    rows = Arrangement.objects.filter(organisation=incident.organisation, person=person, decided_at__lte=then)
    decided = rows.order_by("-decided_at").first()
    href = address("arrangements:arrangement", decided.code) if decided else ""
    status = facts.get("arrangement.status")
    if status is None:
        yield unknown("rules", "Home working", "no request is on record")
        return
    words = STATUS.get(str(status.value), str(status.value))
    yield known("rules", "Home working", words, source="Request", seen=status.seen_on, href=href)
    if decided:
        says = decided.get_data_display() if hasattr(decided, "get_data_display") else decided.data
        yield known(
            "rules", "What was to be worked on at home", says, source="Request", seen=decided.decided_at, href=href
        )
