"""check_in: a device joins the school network, by the address it is seen under. scan_at_school: somebody saw it at school.
add_network, end_network: which addresses are the school’s."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from ...models import Device, NetworkRange, Observation, Source
from ...queries import holder_of
from ...register.actions import locked, named
from .. import access, networks
from ..queries import networks_of
from ..readings import ONLINE

NOT_HERE = "Join the school’s network at school with this device, and try again. Or ask IT to scan it."


@transaction.atomic
def check_in(device: Device, *, address: str, browser: str, by: Viewer, at: dt.datetime) -> Observation:
    """Note that a device is on the school network, proved by the address it is seen under now; a device manager’s word is no proof."""
    device = locked(device)
    holder = holder_of(device, at)
    access.may_declare(by, device, holder).insist()
    known = [row.network for row in networks_of(device.organisation, at)]
    if not known:
        raise Refused("Nobody has said which addresses are the school’s.", "Ask IT to say so, or to scan your device.")
    if not networks.is_inside(address, known):
        raise Refused("You are not on the school’s network.", NOT_HERE)
    if networks.is_another(device.platform, networks.platform_of_browser(browser)):
        what = device.get_platform_display()
        raise Refused(
            f"This page is open on another device: {device.asset_code} has {what}.", "Open it on that device."
        )
    row = _online(device, Source.NETWORK, f"Seen at {address}", at, by)
    record("equipment.device_checked_in", organisation=device.organisation, by=by, subject=named(device), at=at)
    return row


@transaction.atomic
def scan_at_school(device: Device, *, by: Viewer, at: dt.datetime, once: uuid.UUID | None = None) -> Observation:
    """Somebody who looks after devices had it in their hands at school, on the network."""
    device = locked(device)
    access.may_scan(by, device, holder_of(device, at)).insist()
    before = Observation.objects.filter(code=once).first() if once else None
    if before:
        return before
    row = _online(device, Source.SCAN, "Scanned at school", at, by, once)
    record("equipment.device_scanned", organisation=device.organisation, by=by, subject=named(device), at=at)
    return row


def _online(
    device: Device, source: Source, words: str, at: dt.datetime, by: Viewer, code: uuid.UUID | None = None
) -> Observation:
    return Observation.objects.create(
        code=code or uuid.uuid4(),
        organisation=device.organisation,
        device=device,
        fact=ONLINE,
        value=timezone.localdate(at).isoformat(),
        source=source,
        seen_at=at,
        received_at=at,
        created_by=by.person,
        holder=holder_of(device, at),
        words=words,
    )


@transaction.atomic
def add_network(*, network: str, words: str, by: Viewer, at: dt.datetime) -> NetworkRange:
    """From now on a device seen under these addresses is at school."""
    access.may_set_networks(by).insist()
    written = networks.network_of(network)
    try:
        with transaction.atomic():
            row = NetworkRange.objects.create(
                organisation=by.organisation,
                network=written,
                words=words.strip()[:100],
                begun_at=at,
                created_by=by.person,
            )
    except IntegrityError as clash:
        raise Refused(f"{written} is on the list already.", "There is nothing to do.") from clash
    details = {"network": written}
    record("equipment.network_added", organisation=by.organisation, by=by, subject=row, details=details, at=at)
    return row


@transaction.atomic
def end_network(row: NetworkRange, *, by: Viewer, at: dt.datetime) -> NetworkRange:
    """From now on these addresses prove nothing. What was seen before stays seen."""
    access.may_set_networks(by).insist()
    open_rows = NetworkRange.objects.filter(pk=row.pk, organisation=by.organisation, ended_at=None)
    if not open_rows.update(ended_at=at, ended_by=by.person):
        raise Refused("This network is not on the list.", "There is nothing to do.")
    row.refresh_from_db()
    details = {"network": row.network}
    record("equipment.network_ended", organisation=by.organisation, by=by, subject=row, details=details, at=at)
    return row
