"""Which facts of which devices sources do not agree about, kept beside what they said: `settle` after anything that changes it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..models import Device, Difference, Source
from .queries import newest
from .readings import FACTS


def settle(devices: Iterable[Device], at: dt.datetime) -> None:
    """Begin and end differences of some devices, by all that was told until now. In the transaction of whoever told it."""
    known = {device.pk: device for device in devices}
    differing = _differing(list(known), at)
    standing = Difference.objects.filter(device__in=list(known), ended_at=None)
    told = {(row.device_id, row.fact): row.pk for row in standing}
    Difference.objects.filter(pk__in=[pk for key, pk in told.items() if key not in differing]).update(ended_at=at)
    new = [
        Difference(organisation_id=known[pk].organisation_id, device=known[pk], fact=fact, begun_at=at)
        for pk, fact in sorted(differing - told.keys())
    ]
    Difference.objects.bulk_create(new, ignore_conflicts=True)  # two lists taken over at once may find the same


def _differing(devices: list[int], at: dt.datetime) -> set[tuple[int, str]]:
    """What was set by hand is nobody’s word: it answers for a while, and the sources go on differing."""
    said: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in newest(devices, at):
        if row.fact in FACTS and row.value is not None and row.source != Source.OVERRULED:
            said[row.device_id, row.fact].append(row.value)
    return {key for key, values in said.items() if any(value != values[0] for value in values)}
