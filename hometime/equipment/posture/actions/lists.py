"""read_list: hand in a list. choose_columns: say what is what in it. apply_list: take it over, all or nothing, with the devices
that were ticked. withdraw_list: take back what it said, which stays on record."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.lib.sheets import Line, Sheet
from hometime.people.viewer import Viewer

from ...models import Device, KnownAs, Observation, SeenList, Source
from ...register.actions import Details, enter_device
from .. import access
from ..differing import settle
from ..planning import ADD, NEW, Plan, Step, plan_for
from ..reading import sheets
from ..reading.found import as_plain, from_plain
from ..reading.opening import open_file

State = SeenList.State
LOOK_AGAIN = "Look at what it would add now."
KINDS = {"ios": Device.Kind.TABLET, "android": Device.Kind.TABLET}


@transaction.atomic
def read_list(content: bytes, *, name: str, by: Viewer, at: dt.datetime) -> SeenList:
    """Nothing is added yet. Earlier lists that nobody took over are forgotten: they hold more than we need."""
    access.may_import(by).insist()
    found = open_file(content, name)
    SeenList.objects.filter(organisation=by.organisation, state=State.READ).delete()
    return SeenList.objects.create(
        organisation=by.organisation,
        name=(name or "list")[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        source=found.source,
        devices=[as_plain(device) for device in found.devices],
        sheet=as_kept(found.sheet) if found.sheet else {},
        columns=found.columns,
        created_at=at,
        created_by=by.person,
    )


@transaction.atomic
def choose_columns(seen_list: SeenList, columns: Mapping[str, int], source: str, *, by: Viewer) -> SeenList:
    """What a person says of a list whose heads did not say enough."""
    access.may_apply(by, seen_list).insist()
    if source not in Source.values or not sheets.is_enough(columns):
        raise Refused(
            "This is not enough to tell one device from another.",
            "Say which columns hold its number and when it was seen.",
        )
    found = sheets.found_in(sheet_of(seen_list), columns, source)
    seen_list.source, seen_list.columns = source, dict(columns)
    seen_list.devices = [as_plain(device) for device in found.devices]
    seen_list.save(update_fields=["source", "columns", "devices"])
    return seen_list


def plan_of(seen_list: SeenList, at: dt.datetime) -> Plan:
    """What taking it over would do at this moment."""
    devices = [from_plain(told) for told in seen_list.devices]
    return plan_for(devices, seen_list.source, seen_list.organisation, at)


@transaction.atomic
def apply_list(seen_list: SeenList, *, digest: str, new: Iterable[int] = (), by: Viewer, at: dt.datetime) -> SeenList:
    """All of what was shown, or nothing: `digest` is that of the plan the person looked at. `new` are the lines whose
    devices are to be put on the register."""
    # Two may press at once: the row lets one in after the other, who then finds it taken over.
    rows = SeenList.objects.select_for_update(of=("self",)).select_related("organisation")
    kept = rows.get(pk=seen_list.pk)
    access.may_apply(by, kept).insist()
    plan = plan_of(kept, at)
    if plan.digest != digest:
        raise Refused("Something has changed since you looked, so nothing was done.", LOOK_AGAIN)
    ticked = set(new)
    made = [_made(step, by, at) for step in plan.of(NEW) if step.number in ticked]
    steps = [*plan.of(ADD), *made]
    if not steps:
        raise Refused("There is nothing to bring in.", "Look at the reasons on each line.")
    _observe(steps, kept, by, at)
    kept.counts = plan.counts | {"made": len(made)}
    kept.state, kept.applied_at, kept.devices, kept.sheet = State.APPLIED, at, [], {}
    kept.save(update_fields=["counts", "state", "applied_at", "devices", "sheet"])
    details = {"source": kept.source, "sha256": kept.sha256, **kept.counts}
    record(
        "equipment.list_taken_over", organisation=kept.organisation, by=by, subject=named(kept), details=details, at=at
    )
    return kept


@transaction.atomic
def withdraw_list(seen_list: SeenList, *, why: str, by: Viewer, at: dt.datetime) -> SeenList:
    """What it said counts no more from now on. It stays, so that what was known on a past day can still be read. Devices
    that came with it stay on the register."""
    access.may_withdraw(by, seen_list).insist()
    if not why.strip():
        raise Refused("Say why it is taken back.", "Was it an old list, or another school’s?")
    rows = SeenList.objects.filter(pk=seen_list.pk, state=State.APPLIED)
    if not rows.update(state=State.WITHDRAWN, withdrawn_at=at, withdrawn_by=by.person, withdrawn_why=why.strip()[:200]):
        raise Refused("There is nothing to take back.", "Look at the list again.")
    seen_list.refresh_from_db()
    settle(Device.objects.filter(observations__seen_list=seen_list).distinct(), at)
    details = {"readings": seen_list.observations.count()}
    record(
        "equipment.list_taken_back",
        organisation=by.organisation,
        by=by,
        subject=named(seen_list),
        details=details,
        at=at,
    )
    return seen_list


def as_kept(sheet: Sheet) -> dict[str, Any]:
    return {"heads": sheet.heads, "lines": [(line.number, line.cells, line.problem) for line in sheet.lines]}


def sheet_of(seen_list: SeenList) -> Sheet:
    told = seen_list.sheet or {"heads": [], "lines": []}
    lines = tuple(Line(number, tuple(cells), problem) for number, cells, problem in told["lines"])
    return Sheet(tuple(told["heads"]), lines)


def named(seen_list: SeenList) -> Reference:
    return Reference(seen_list.code, "a list of devices")


def _made(step: Step, by: Viewer, at: dt.datetime) -> Step:
    """A school’s device: one of somebody’s own is for them to register."""
    seen = step.seen
    kind = KINDS.get(seen.platform, Device.Kind.LAPTOP)
    details = Details(
        kind, platform=seen.platform, make=seen.make, model=seen.model, serial=seen.serial, name=seen.name[:80]
    )
    device = enter_device(details, organisation=by.organisation, by=by, at=at)
    return Step(ADD, seen, step.says, device, seen.facts)


def _observe(steps: list[Step], seen_list: SeenList, by: Viewer, at: dt.datetime) -> None:
    rows = [
        Observation(
            organisation=seen_list.organisation,
            device=step.device,
            fact=seen.fact,
            value=seen.value,
            source=seen_list.source,
            seen_at=seen.seen_at,
            received_at=at,
            seen_list=seen_list,
        )
        for step in steps
        for seen in step.adds
    ]
    Observation.objects.bulk_create(rows, batch_size=500)
    settle([step.device for step in steps if step.device], at)
    known = [
        KnownAs(
            device=step.device,
            organisation=seen_list.organisation,
            source=seen_list.source,
            external=step.seen.external,
            seen_list=seen_list,
            created_at=at,
        )
        for step in steps
        if step.seen.external and step.seen.serial
    ]
    KnownAs.objects.bulk_create(known, batch_size=500)
