"""What the last audit found of the school computer a person was handed last. Silent where none has looked."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import AuditCheck, Device
from ..posture.facts import end_of
from ..queries import devices_held, main_computer
from .queries import last_checks

SOURCE = "last equipment audit"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    at = end_of(on)
    main = {pk: main_computer(held) for pk, held in devices_held(people, organisation, at).items()}
    ours = {pk: device.pk for pk, device in main.items() if device and device.owner == Device.Owner.SCHOOL}
    checks = last_checks(list(ours.values()), at)
    return {
        pk: {"device.findings": _found(check, at)}
        for pk, device in ours.items()
        if (check := checks.get(device)) and check.holder_id == pk
    }


def _found(check: AuditCheck, at: dt.datetime) -> Known:
    """As it was found, until somebody wrote down that it was put right."""
    if check.put_right_at and check.put_right_at <= at:
        return Known([], SOURCE, timezone.localdate(check.put_right_at))
    return Known(check.findings, SOURCE, timezone.localdate(check.checked_at))
