"""work_on: which of several computers somebody works on."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import record
from hometime.people.viewer import Viewer

from ...models import Device, WorksOn
from ...queries import held_by, worked_on
from ...register.actions import named
from .. import access


@transaction.atomic
def work_on(device: Device, *, by: Viewer, at: dt.datetime) -> WorksOn:
    """Their own word, and nobody else’s; it stands until they say otherwise or the device goes. Said twice, it is said once."""
    held = held_by(by.person, at, organisation=by.organisation)
    access.may_work_on(by, device, held).insist()
    last = WorksOn.objects.filter(person=by.person, organisation=by.organisation).order_by("created_at", "pk").last()
    if last and last.device_id == device.pk and device == worked_on([each for each in held if each.said_at]):  # type: ignore[attr-defined]
        return last
    said = WorksOn.objects.create(organisation=by.organisation, person=by.person, device=device, created_at=at)
    record("equipment.computer_chosen", organisation=by.organisation, by=by, subject=named(device), at=at)
    return said
