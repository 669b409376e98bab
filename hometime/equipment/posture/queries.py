"""How devices stand, as of a moment: by what had been told by then, whatever was told or taken back since. One query for any number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from hometime.people.models import Organisation
from hometime.people.together import People, keys_of
from hometime.people.viewer import Viewer

from ..models import COMPUTERS, Device, Loan, NetworkRange, Observation, SeenList, Source
from ..queries import READERS, lost_at
from .readings import Reading, readings_of


def posture_of(device: Device, at: dt.datetime) -> dict[str, Reading]:
    """Fact → what counts, with the sources that say otherwise beside it."""
    return posture_of_many([device], at)[device.pk]


def posture_of_many(devices: Iterable[Device], at: dt.datetime) -> dict[int, dict[str, Reading]]:
    """The same for many devices, by their keys, in one query."""
    keys = [device.pk for device in devices]
    return {**{key: {} for key in keys}, **readings_by_device(newest(keys_of(keys), at), at)}


def readings_by_device(observations: Iterable[Observation], at: dt.datetime) -> dict[int, dict[str, Reading]]:
    """What counts of what is `newest`; without devices of which nothing was told."""
    rows: dict[int, list[Observation]] = defaultdict(list)
    for row in observations:
        rows[row.device_id].append(row)
    return {key: readings_of(found, at) for key, found in rows.items()}


def newest(devices: People, at: dt.datetime) -> QuerySet[Observation]:
    """Of each source the last it said of each fact of each device, as was known at the moment."""
    place = Window(
        RowNumber(), partition_by=[F("device"), F("fact"), F("source")], order_by=[F("seen_at").desc(), F("pk").desc()]
    )
    return counting(at).filter(device__in=devices).annotate(place=place).filter(place=1).select_related("created_by")


def counting(at: dt.datetime) -> QuerySet[Observation]:
    """Told by then; not of a list taken back by then; set by hand only while that holds."""
    rows = Observation.objects.filter(received_at__lte=at)
    rows = rows.filter(Q(seen_list=None) | Q(seen_list__withdrawn_at=None) | Q(seen_list__withdrawn_at__gt=at))
    by_hand = Q(good_until__gt=at) & (Q(ended_at=None) | Q(ended_at__gt=at))
    return rows.filter(~Q(source=Source.OVERRULED) | by_hand)


def observations_of(device: Device, at: dt.datetime) -> QuerySet[Observation]:
    """All that was ever told of a device by a moment, the newest first, taken back or not."""
    rows = Observation.objects.filter(device=device, received_at__lte=at)
    return rows.select_related("created_by", "seen_list", "photo")


def lists_for(viewer: Viewer | None) -> QuerySet[SeenList]:
    if viewer is None or not viewer.has_role(*READERS):
        return SeenList.objects.none()
    return SeenList.objects.filter(organisation=viewer.organisation).select_related("organisation", "created_by")


def networks_of(organisation: Organisation, at: dt.datetime) -> QuerySet[NetworkRange]:
    """A school goes by its own networks and by those of its trust."""
    homes = [organisation.pk, organisation.parent_id]
    rows = NetworkRange.objects.filter(organisation__in=homes, begun_at__lte=at)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at)).select_related("created_by")


def loans_of_computers(organisation: Organisation, at: dt.datetime) -> QuerySet[Loan]:
    """Computers that people had at a moment, lost ones left out."""
    lent = Loan.objects.at(at).filter(organisation=organisation, device__kind__in=COMPUTERS)
    lent = lent.exclude(device__in=lost_at(at).values("device"))
    return lent.select_related("device", "person").order_by("device__asset_code")
