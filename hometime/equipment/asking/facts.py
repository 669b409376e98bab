"""What was asked about devices, and what the school keeps of them, for the engine."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation

from ..models import (
    ChangeRequest,
    ChangeStep,
    DeviceRequest,
    Fault,
    FaultStep,
    Inspection,
    RequestStep,
    Service,
    Setting,
)
from ..reading import Asked
from .policy import FINANCE, HERE, IT

Facts = dict[str, Known]
STATES = {"asked": "asked", "waiting": "asked", "agreed": "agreed", "refused": "refused"}
REQUEST, CHANGE, FAULT = "request for a device", "request for a change", "fault report"
TEST, UPKEEP, SETTING = "electrical test", "upkeep record", "settings record"
NOT_MADE = ("asked", "money", "agreed")
OLD_YES = dt.timedelta(days=30)  # after which a yes to a change that was never made no longer speaks for the next one


def reads(asked: Asked) -> list[QuerySet[Any, Any]]:
    end, where = asked.end, {"person__in": asked.keys, "organisation": asked.organisation}
    made = {**where, "created_at__lte": end}
    start = timezone.make_aware(dt.datetime.combine(asked.on, dt.time()))
    changes = ChangeRequest.objects.filter(**made)
    faults = Fault.objects.filter(**where, created_at__range=(start, end))
    tests = Inspection.objects.filter(device__in=asked.computers, checked_on__lte=asked.on, created_at__lte=end)
    upkeep = Service.objects.filter(device__in=asked.computers, done_on__lte=asked.on, created_at__lte=end)
    here = Q(organisation=asked.organisation) | Q(organisation=asked.organisation.parent_id)
    return [
        with_last(DeviceRequest.objects.filter(**made), RequestStep, end, "state", "at", "compared", "name"),
        with_last(changes, ChangeStep, end, "state", "at").filter(last_state__in=NOT_MADE, last_at__gt=end - OLD_YES),
        ChangeStep.objects.filter(change__in=changes, is_yes=True, name__in=[IT, FINANCE], at__lte=end),
        faults.order_by("created_at", "pk"),
        FaultStep.objects.filter(fault__in=faults, at__lte=end).exclude(told=""),
        tests.order_by("checked_on", "pk"),
        upkeep.order_by("done_on", "pk"),
        Setting.objects.filter(here, seen_on__lte=asked.on, created_at__lte=end).order_by("seen_on", "pk"),
    ]


def with_last(rows: QuerySet[Any], steps: type[Any], end: dt.datetime, *fields: str) -> QuerySet[Any]:
    """Each with what its last step by a moment says, as `last_state` and so on; the oldest first."""
    about = {RequestStep: "request", ChangeStep: "change"}[steps]
    last = steps.objects.filter(**{about: OuterRef("pk")}, at__lte=end).order_by("-at", "-pk")
    rows = rows.annotate(**{f"last_{name}": Subquery(last.values(name)[:1]) for name in fields})
    return rows.order_by("created_at", "pk")


def told(
    asked: Asked,
    requests: Iterable[Any],
    changes: Iterable[Any],
    yes: Iterable[ChangeStep],
    faults: Iterable[Fault],
    calls: Iterable[FaultStep],
    tests: Iterable[Inspection],
    upkeep: Iterable[Service],
    settings: Iterable[Setting],
) -> dict[int, Facts]:
    found: dict[int, Facts] = defaultdict(dict)
    for key, facts in (
        *_requests(requests, asked.on),
        *_changes(changes, yes, asked.on),
        *_faults(faults, calls, asked.on),
    ):
        found[key] |= facts
    tested = {row.device_id: row for row in tests}
    served = {row.device_id: row for row in upkeep}
    for key, device in asked.school_computers.items():
        found[key] |= _of_a_device(tested.get(device.pk), served.get(device.pk))
    everybody = _settings(settings, asked.organisation)
    return {person.pk: {**everybody, **found[person.pk]} for person in asked.people}


def _requests(rows: Iterable[Any], on: dt.date) -> Iterator[tuple[int, Facts]]:
    """The newest request that was not taken back, with what was weighed when it was answered."""
    for row in rows:
        if row.last_state not in STATES:
            continue
        facts: dict[str, Any] = {"device.request_state": STATES[row.last_state]}
        if row.last_name == "decide":
            weighed = ["need", "stock"] if row.ladder or row.last_compared else ["stock"]
            facts["device.request_weighed"] = weighed
        yield row.person_id, known(facts, REQUEST, row.last_at, on)


def _changes(rows: Iterable[Any], said: Iterable[ChangeStep], on: dt.date) -> Iterator[tuple[int, Facts]]:
    """Who said yes, where there is one change that is asked for and not made. With two, nobody could tell which is meant."""
    live: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        live[row.person_id].append(row)
    yes: dict[int, list[str]] = defaultdict(list)
    for step in said:
        yes[step.change_id].append(step.name)
    for key, (row, *more) in live.items():
        if not more:
            facts = {"change.approved_by": sorted(yes[row.pk])}
            yield key, known(facts, f"{CHANGE}: {row.what}", row.last_at, on)


def _faults(rows: Iterable[Fault], calls: Iterable[FaultStep], on: dt.date) -> Iterator[tuple[int, Facts]]:
    """Who was told of a fault reported that day: those here by the report itself, the others once they were called."""
    called: dict[int, set[str]] = defaultdict(set)
    for step in calls:
        called[step.fault_id].add(step.told)
    for row in rows:
        here = {each["recipient"] for each in row.route if each["recipient"] in HERE}
        yield row.person_id, known({"fault.told": sorted(here | called[row.pk])}, FAULT, row.created_at, on)


def _of_a_device(test: Inspection | None, service: Service | None) -> Facts:
    """A test that failed undoes the one before it."""
    facts: Facts = {}
    if test:
        value = test.checked_on.isoformat() if test.is_pass else "never"
        facts["device.checked_on"] = Known(value, TEST, test.checked_on)
    if service:
        facts["device.serviced"] = Known(True, UPKEEP, service.done_on)
    return facts


def _settings(rows: Iterable[Setting], organisation: Organisation) -> Facts:
    """What counts for everybody: the school’s own record, else that of its trust."""
    nearest = sorted(rows, key=lambda row: row.organisation_id == organisation.pk)
    return {row.fact: Known(row.value, SETTING, row.seen_on) for row in nearest}


def known(facts: Mapping[str, Any], source: str, at: dt.datetime, on: dt.date) -> Facts:
    seen = min(timezone.localdate(at), on)
    return {name: Known(value, source, seen) for name, value in facts.items()}
