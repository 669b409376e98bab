"""What owners said of their own devices, as the engine reads it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known

from ..asking.facts import known
from ..models import Clearance, ClearRequest, InspectionConsent, Repair
from ..reading import Asked

SOURCE = "record of own devices"


def reads(asked: Asked) -> list[QuerySet[Any, Any]]:
    """Of devices that were in use by the end of the day."""
    end = asked.end
    start = timezone.make_aware(dt.datetime.combine(asked.on, dt.time()))
    in_use = Q(device__retired_at=None) | Q(device__retired_at__gt=end)
    away = Q(back_at=None) | Q(back_at__gt=end)
    waits = Q(done_with=None) | Q(done_with__created_at__gt=end)
    where = {"person__in": asked.keys, "organisation": asked.organisation, "created_at__lte": end}
    return [
        InspectionConsent.objects.filter(in_use, **where).order_by("created_at", "pk"),
        Repair.objects.filter(in_use, away, **where).order_by("created_at", "pk"),
        Clearance.objects.filter(**where, created_at__gte=start),
        ClearRequest.objects.filter(in_use, waits, **where),
    ]


def told(
    asked: Asked,
    consents: Iterable[InspectionConsent],
    repairs: Iterable[Repair],
    cleared: Iterable[Clearance],
    to_clear: Iterable[ClearRequest],
) -> dict[int, dict[str, Known]]:
    """The last word counts."""
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    for consent in consents:
        agrees = {"device.inspection_agreed": consent.agrees}
        found[consent.person_id] |= known(agrees, SOURCE, consent.created_at, asked.on)
    for repair in repairs:
        signed = {"repair.contract": repair.has_contract}
        found[repair.person_id] |= known(signed, SOURCE, repair.created_at, asked.on)
    # False on the day somebody cleared a device; true while the school waits for it. On other days nobody knows.
    left = {row.person_id: False for row in cleared} | {row.person_id: True for row in to_clear}
    for key, is_left in left.items():
        found[key] |= known({"device.school_data_left": is_left}, SOURCE, asked.end, asked.on)
    return found
