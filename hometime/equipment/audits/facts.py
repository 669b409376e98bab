"""What the last audit found of the school computer a person was handed last. Silent where none has looked."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known

from ..models import AuditCheck
from ..reading import Asked
from .queries import checks_until

SOURCE = "last equipment audit"


def reads(asked: Asked) -> list[QuerySet[Any, Any]]:
    return [checks_until(asked.end).filter(device__in=asked.computers)]


def told(asked: Asked, checks: Iterable[AuditCheck]) -> dict[int, dict[str, Known]]:
    last = {check.device_id: check for check in checks}
    return {
        pk: {"device.findings": _found(check, asked.end)}
        for pk, device in asked.school_computers.items()
        if (check := last.get(device.pk)) and check.holder_id == pk
    }


def _found(check: AuditCheck, at: dt.datetime) -> Known:
    """As it was found, until somebody wrote down that it was put right."""
    if check.put_right_at and check.put_right_at <= at:
        return Known([], SOURCE, timezone.localdate(check.put_right_at))
    return Known(check.findings, SOURCE, timezone.localdate(check.checked_at))
