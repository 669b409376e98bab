"""move_clock: the school knew at another moment than the report says."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from .. import access
from ..models import Incident, Step
from .running import in_london


@transaction.atomic
def move_clock(incident: Incident, *, aware_at: dt.datetime, words: str, by: Viewer, at: dt.datetime) -> Incident:
    """Count the hours from another moment. Only with a reason; the moment before stays on the timeline."""
    access.may_move_clock(by, incident).insist()
    if not words.strip():
        raise Refused("Say why the school knew at another time.", "Write it in a sentence.")
    if aware_at > at:
        raise Refused("That moment has not come yet.", "Give a moment in the past.")
    moved = Incident.objects.filter(pk=incident.pk, aware_at=incident.aware_at).update(aware_at=aware_at)
    if not moved:
        raise Refused("Somebody else has just moved the clock.", "Look at the report again.")
    said = f"From {in_london(incident.aware_at)} to {in_london(aware_at)}. {words}"
    incident.refresh_from_db()
    Step.objects.create(
        incident=incident, kind=Step.Kind.CLOCK, what=aware_at.isoformat(), words=said, at=at, by=by.person
    )
    details = {"aware_at": aware_at.isoformat()}
    record("incidents.clock_moved", organisation=incident.organisation, by=by, subject=incident, at=at, details=details)
    return incident


def to_moment(step: Step) -> dt.datetime:
    """Where a step of this kind moved it to: any past moment is read from the steps there were by then."""
    return dt.datetime.fromisoformat(step.what)
