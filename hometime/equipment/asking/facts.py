"""What was asked about devices, and what the school keeps of them, for the engine: so many queries, whatever the number of people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import (
    ChangeRequest,
    ChangeStep,
    Device,
    DeviceRequest,
    Fault,
    FaultStep,
    Inspection,
    RequestStep,
    Service,
    Setting,
)
from ..queries import devices_held, main_computer
from .policy import FINANCE, HERE, IT

Facts = dict[str, Known]
STATES = {"asked": "asked", "waiting": "asked", "agreed": "agreed", "refused": "refused"}
REQUEST, CHANGE, FAULT = "request for a device", "request for a change", "fault report"
TEST, UPKEEP, SETTING = "electrical test", "upkeep record", "settings record"
OLD_YES = 30  # days after which a yes to a change that was never made no longer speaks for the next one


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Facts]:
    found: dict[int, Facts] = defaultdict(dict)
    end = end_of(on)
    for register in (_requests, _changes, _faults):
        for key, facts in register(people, organisation, on, end):
            found[key] |= facts
    for key, facts in _devices(people, organisation, on, end):
        found[key] |= facts
    everybody = _settings(organisation, on, end)
    return {person.pk: {**everybody, **found[person.pk]} for person in people}


def end_of(on: dt.date) -> dt.datetime:
    """The last moment of a day at the school."""
    return timezone.make_aware(dt.datetime.combine(on, dt.time.max))


def _requests(
    people: Sequence[Person], organisation: Organisation, on: dt.date, end: dt.datetime
) -> Iterable[tuple[int, Facts]]:
    """The newest request that was not taken back, with what was weighed when it was answered."""
    last = RequestStep.objects.filter(request=OuterRef("pk"), at__lte=end).order_by("-at", "-pk")
    rows = DeviceRequest.objects.filter(person__in=people, organisation=organisation, created_at__lte=end)
    fields = ("state", "at", "compared", "name")
    rows = rows.annotate(**{f"last_{name}": Subquery(last.values(name)[:1]) for name in fields})
    row: Any
    for row in rows.order_by("created_at", "pk"):
        if row.last_state not in STATES:
            continue
        facts: dict[str, Any] = {"device.request_state": STATES[row.last_state]}
        if row.last_name == "decide":
            weighed = ["need", "stock"] if row.ladder or row.last_compared else ["stock"]
            facts["device.request_weighed"] = weighed
        yield row.person_id, known(facts, REQUEST, row.last_at, on)


def _changes(
    people: Sequence[Person], organisation: Organisation, on: dt.date, end: dt.datetime
) -> Iterable[tuple[int, Facts]]:
    """Who said yes, where there is one change that is asked for and not made. With two, nobody could tell which is meant."""
    rows = ChangeRequest.objects.filter(person__in=people, organisation=organisation, created_at__lte=end)
    last = ChangeStep.objects.filter(change=OuterRef("pk"), at__lte=end).order_by("-at", "-pk")
    rows = rows.annotate(last_state=Subquery(last.values("state")[:1]), last_at=Subquery(last.values("at")[:1]))
    live: dict[int, list[Any]] = defaultdict(list)
    row: Any
    for row in rows.filter(last_state__in=["asked", "money", "agreed"], last_at__gt=end - dt.timedelta(days=OLD_YES)):
        live[row.person_id].append(row)
    single = {key: row for key, (row, *more) in live.items() if not more}
    said = ChangeStep.objects.filter(change__in=single.values(), is_yes=True, name__in=[IT, FINANCE], at__lte=end)
    yes: dict[int, list[str]] = defaultdict(list)
    for step in said:
        yes[step.change_id].append(step.name)
    for key, row in single.items():
        facts = {"change.approved_by": sorted(yes[row.pk])}
        yield key, known(facts, f"{CHANGE}: {row.what}", row.last_at, on)


def _faults(
    people: Sequence[Person], organisation: Organisation, on: dt.date, end: dt.datetime
) -> Iterable[tuple[int, Facts]]:
    """Who was told of a fault reported that day: those here by the report itself, the others once they were called."""
    start = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    where = {"person__in": people, "organisation": organisation}
    rows = list(Fault.objects.filter(**where, created_at__range=(start, end)).order_by("created_at", "pk"))
    called: dict[int, set[str]] = defaultdict(set)
    for step in FaultStep.objects.filter(fault__in=rows, at__lte=end).exclude(told=""):
        called[step.fault_id].add(step.told)
    for row in rows:
        here = {each["recipient"] for each in row.route if each["recipient"] in HERE}
        yield row.person_id, known({"fault.told": sorted(here | called[row.pk])}, FAULT, row.created_at, on)


def _devices(
    people: Sequence[Person], organisation: Organisation, on: dt.date, end: dt.datetime
) -> Iterable[tuple[int, Facts]]:
    """Tests and upkeep of the school computer each was handed last."""
    held = devices_held(people, organisation, end)
    main = {key: main_computer(devices) for key, devices in held.items()}
    schools = {key: device for key, device in main.items() if device and device.owner == Device.Owner.SCHOOL}
    wanted = [device.pk for device in schools.values()]
    tests = Inspection.objects.filter(device__in=wanted, checked_on__lte=on, created_at__lte=end)
    tested = {row.device_id: row for row in tests.order_by("checked_on", "pk")}
    upkeep = Service.objects.filter(device__in=wanted, done_on__lte=on, created_at__lte=end)
    served = {row.device_id: row for row in upkeep.order_by("done_on", "pk")}
    for key, device in schools.items():
        yield key, _of_a_device(tested.get(device.pk), served.get(device.pk))


def _of_a_device(test: Inspection | None, service: Service | None) -> Facts:
    """A test that failed undoes the one before it."""
    facts: Facts = {}
    if test:
        value = test.checked_on.isoformat() if test.is_pass else "never"
        facts["device.checked_on"] = Known(value, TEST, test.checked_on)
    if service:
        facts["device.serviced"] = Known(True, UPKEEP, service.done_on)
    return facts


def _settings(organisation: Organisation, on: dt.date, end: dt.datetime) -> Facts:
    """What counts for everybody: the school’s own record, else that of its trust."""
    here = Q(organisation=organisation) | Q(organisation=organisation.parent_id)
    rows = Setting.objects.filter(here, seen_on__lte=on, created_at__lte=end).order_by("seen_on", "pk")
    nearest = sorted(rows, key=lambda row: row.organisation_id == organisation.pk)
    return {row.fact: Known(row.value, SETTING, row.seen_on) for row in nearest}


def known(facts: Mapping[str, Any], source: str, at: dt.datetime, on: dt.date) -> Facts:
    seen = min(timezone.localdate(at), on)
    return {name: Known(value, source, seen) for name, value in facts.items()}
