"""What owners said of their own devices, as the engine reads it: one query where nobody has any, five at most."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..asking.facts import end_of, known
from ..models import Clearance, ClearRequest, Device, InspectionConsent, Repair

SOURCE = "record of own devices"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """Of devices that were in use by the end of the day, the last word counts."""
    end = end_of(on)
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    theirs = Device.objects.filter(organisation=organisation, owner_person__in=people, created_at__lte=end)
    if not theirs.exists():
        return found
    in_use = Q(device__retired_at=None) | Q(device__retired_at__gt=end)
    where = {"person__in": people, "organisation": organisation, "created_at__lte": end}
    for consent in InspectionConsent.objects.filter(in_use, **where).order_by("created_at", "pk"):
        agrees = {"device.inspection_agreed": consent.agrees}
        found[consent.person_id] |= known(agrees, SOURCE, consent.created_at, on)
    away = Q(back_at=None) | Q(back_at__gt=end)
    for repair in Repair.objects.filter(in_use, away, **where).order_by("created_at", "pk"):
        signed = {"repair.contract": repair.has_contract}
        found[repair.person_id] |= known(signed, SOURCE, repair.created_at, on)
    for key, is_left in _left(where, in_use, on, end).items():
        found[key] |= known({"device.school_data_left": is_left}, SOURCE, end, on)
    return found


def _left(where: dict[str, object], in_use: Q, on: dt.date, end: dt.datetime) -> dict[int, bool]:
    """False on the day somebody cleared a device; true while the school waits for it. On other days nobody knows."""
    start = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    cleared = Clearance.objects.filter(**where, created_at__gte=start).values_list("person", flat=True)
    waits = Q(done_with=None) | Q(done_with__created_at__gt=end)
    asked = ClearRequest.objects.filter(in_use, waits, **where).values_list("person", flat=True)
    return dict.fromkeys(cleared, False) | dict.fromkeys(asked, True)
