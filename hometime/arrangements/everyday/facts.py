"""What the small records tell the engine: care, hours, duties, absence, doubts. For any number of people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation
from hometime.people.together import People

from ..models import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice, Stationery

Facts = dict[str, Known]


def reads(people: People, organisation: Organisation, on: dt.date) -> list[QuerySet[Any]]:
    """What somebody wrote here by that day, oldest first, so that the last word is written last; what they are off for that day."""
    end_of_day = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    where = {"person__in": people, "organisation": organisation}
    kinds = (CareDeclaration, HoursNotice, DutiesAgreement, Stationery, Doubt)
    written: list[QuerySet[Any]] = [kind.objects.filter(**where, created_at__lt=end_of_day) for kind in kinds]
    return [*(rows.order_by("created_at", "pk") for rows in written), Absence.objects.filter(**where, on=on)]


def told(
    on: dt.date,
    cares: Iterable[CareDeclaration],
    hours: Iterable[HoursNotice],
    agreements: Iterable[DutiesAgreement],
    stationery: Iterable[Stationery],
    doubts: Iterable[Doubt],
    absences: Iterable[Absence],
) -> dict[int, Facts]:
    found: dict[int, Facts] = defaultdict(dict)
    for care in cares:
        found[care.person_id].update(_known({"arrangement.care_in_place": care.in_place}, "care declaration", care, on))
    for notice in hours:
        found[notice.person_id].update(_known({"arrangement.hours_told": True}, "hours told", notice, on))
    for duties in agreements:
        found[duties.person_id].update(_known(_duties(duties, on), "agreement about duties", duties, on))
    for absence in absences:
        found[absence.person_id].update(_known({"absence.reported": True}, "absence report", absence, on))
    for entry in stationery:
        found[entry.person_id].update(_known({"stationery.told": True}, "list of stationery taken", entry, on))
    for doubt in doubts:
        found[doubt.person_id].update(_known(_doubt(doubt), "question to the school", doubt, on))
    return found


def _duties(row: DutiesAgreement, on: dt.date) -> dict[str, str]:
    agreed = row.agreed_at is not None and timezone.localdate(row.agreed_at) <= on
    word = "agreed" if agreed else "not_agreed"
    change = word if row.change == DutiesAgreement.Change.OTHER else row.change
    return {"duties.change": change, "duties.instead": word if row.instead else "not_needed"}


def _doubt(row: Doubt) -> dict[str, Any]:
    """While a doubt is open the person is unsure; a yes from who decides is a yes to working from home."""
    answers = {Doubt.State.YES: "approved", Doubt.State.NO: "refused"}
    spoken = row.view_by_id is not None
    status = answers.get(Doubt.State(row.state), "asked")
    return {
        "arrangement.unsure": row.decided_by_id is None,
        "arrangement.manager_spoken": spoken,
        "arrangement.status": status,
    }


def _known(facts: dict[str, Any], source: str, row: Any, on: dt.date) -> Facts:
    seen = min(timezone.localdate(row.created_at), on)
    return {name: Known(value, source, seen) for name, value in facts.items()}
