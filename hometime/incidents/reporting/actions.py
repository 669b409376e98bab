"""keep_draft, drop_draft, report_incident: what somebody tells, half or whole. The same report sent twice is one report."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_of, version_in_force

from .. import telling
from ..blast.lines import lines_of, plain
from ..blast.named import holders_of_things, named_devices, named_papers
from ..models import ChildIdentity, Draft, Incident, Item, Recipient, Snapshot, Step
from .routing import Happened, ToTell, whom_to_tell


@dataclass(frozen=True)
class Thing:
    """A device or papers that are part of it."""

    kind: str
    record: UUID
    label: str


@dataclass(frozen=True)
class Report:
    """What was told. Whatever nobody said is taken at its gravest."""

    kind: str
    thing: str
    now: str = "not_sure"
    data: str = "not_known"
    looked_after_child: str = "not_sure"
    child: str = "not_sure"
    whose: Sequence[str] = ()
    words: str = ""
    place: str = ""
    child_name: str = ""
    people_count: int | None = None
    noticed_at: dt.datetime | None = None
    concerns: Person | None = None
    things: Sequence[Thing] = ()


@transaction.atomic
def keep_draft(code: UUID, *, step: str, said: Mapping[str, Any], by: Viewer, at: dt.datetime) -> Draft:
    """Keep what was said so far. A new code begins a report; it is no record yet, and stands in no ledger."""
    draft, _ = Draft.objects.select_for_update().get_or_create(
        code=code,
        defaults={"organisation": by.organisation, "person": by.person, "created_at": at, "changed_at": at},
    )
    if draft.person_id != by.person.pk or draft.ended_at:
        raise Refused("This report was sent or thrown away.", "Begin a new one.")
    draft.said = {**draft.said, step: dict(said)}
    draft.changed_at = at
    draft.save(update_fields=["said", "changed_at"])
    return draft


@transaction.atomic
def drop_draft(draft: Draft, *, by: Viewer, at: dt.datetime) -> None:
    """Throw away a half-finished report. What was said in it is forgotten."""
    if draft.person_id != by.person.pk:
        raise Refused("This report is somebody else’s.", "Leave it to them.")
    Draft.objects.filter(pk=draft.pk, ended_at=None).update(ended_at=at, said={})


def report_incident(report: Report, *, once: UUID, by: Viewer, at: dt.datetime) -> Incident:
    """Report it: whoever must know is told at once. Sent again with the same key, it is the same report."""
    known = _known(once, by)
    if known:
        return known
    try:
        return _report(report, once, by, at)
    except IntegrityError:
        known = _known(once, by)  # the other half of a press that came through twice was quicker
        if known is None:
            raise
        return known


def _known(once: UUID, by: Viewer) -> Incident | None:
    return Incident.objects.filter(once=once, created_by=by.person).first()


@transaction.atomic
def _report(report: Report, once: UUID, by: Viewer, at: dt.datetime) -> Incident:
    noticed = report.noticed_at or at
    if noticed > at:
        raise Refused("That time has not come yet.", "Give a time in the past.")
    concerns = report.concerns or _holder(report.things, by, noticed) or by.person
    incident = _made(report, concerns, noticed, once, by, at)
    Item.objects.bulk_create(
        Item(incident=incident, kind=thing.kind, record=thing.record, label=thing.label[:200])
        for thing in report.things
    )
    if report.child_name.strip():
        child = {"words": report.child_name.strip(), "created_at": at, "created_by": by.person}
        ChildIdentity.objects.create(incident=incident, **child)
    Step.objects.create(incident=incident, kind=Step.Kind.REPORTED, at=at, by=by.person)
    recipients = tell_all(incident, whom_to_tell(_happened(incident), _policy(incident), by.today), at)
    Snapshot.objects.create(incident=incident, at=at, lines=plain(lines_of(incident, at)))
    Draft.objects.filter(code=once, person=by.person).update(ended_at=at, said={})
    details = {"kind": incident.kind, "thing": incident.thing, "told": len(recipients)}
    record("incidents.incident_reported", organisation=by.organisation, by=by, subject=incident, at=at, details=details)
    return incident


def _holder(things: Sequence[Thing], by: Viewer, then: dt.datetime) -> Person | None:
    """Whose it is: who had what the report names, so that nobody looks into a loss of their own. None if the reporter did."""
    devices, papers = named_devices(by.organisation, things), named_papers(by.organisation, things)
    holders = holders_of_things(devices, papers, then)
    return None if by.person in holders or not holders else holders[0]


def _made(report: Report, concerns: Person, noticed: dt.datetime, once: UUID, by: Viewer, at: dt.datetime) -> Incident:
    return Incident.objects.create(
        organisation=by.organisation,
        once=once,
        created_by=by.person,
        created_at=at,
        concerns=concerns,
        kind=report.kind,
        thing=report.thing,
        data=report.data,
        looked_after_child=report.looked_after_child,
        child=report.child,
        now=report.now,
        whose=list(report.whose),
        words=report.words.strip(),
        place=report.place.strip(),
        people_count=report.people_count,
        noticed_at=noticed,
        aware_at=noticed,  # whoever works for the school knew, so the school did
        version=version_in_force(by.organisation, by.today),
    )


def tell_all(incident: Incident, people: Sequence[ToTell], at: dt.datetime) -> list[Recipient]:
    """Put on record who is to know, and tell those who are here. Bodies outside are for a person to tell."""
    rows = [_recipient(incident, each, at) for each in people]
    Recipient.objects.bulk_create(rows)
    told = [row for row in rows if row.person_id]
    Step.objects.bulk_create(
        Step(incident=incident, kind=Step.Kind.TOLD, what=row.role, words=f"{row.person}, {row.label}", at=at)
        for row in told
    )
    telling.those_to_know(incident, told, at)
    return rows


def _recipient(incident: Incident, each: ToTell, at: dt.datetime) -> Recipient:
    is_reporter = each.person is not None and each.person.pk == incident.created_by_id
    return Recipient(
        incident=incident,
        role=each.role,
        person=each.person,
        label=each.label,
        contact=each.contact,
        by=each.by,
        why=each.why,
        cites=list(each.cites),
        told_at=at if each.person else None,
        seen_at=at if is_reporter else None,
        seen_by=each.person if is_reporter else None,
    )


def _happened(incident: Incident) -> Happened:
    return Happened(
        incident.kind,
        incident.thing,
        incident.data,
        incident.looked_after_child,
        incident.now,
        incident.organisation,
        incident.concerns,
    )


def _policy(incident: Incident) -> Any:
    return policy_of(incident.version.hash) if incident.version else None
