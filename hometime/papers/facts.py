"""What the log of papers tells the engine, and nothing it does not know: silent about whoever has signed nothing out.

Leave and signing out are told while they are live: an answer, a trip that is not over. What is over says only that all came back.
The source names the papers, as an answer may be about others.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.people.together import keys_of, read_together

from .models import PaperRequest, SignOut

LOG, LEAVE = "log of papers", "permission for papers"
Facts = dict[str, Known]
BY_BASIS = {"permission": "given", "exception": "exception", "no_leave": "none"}


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, Facts]:
    """One query for any number of people; as things stood at the end of the day."""
    end = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    where = {"person__in": keys_of(people), "organisation": organisation, "created_at__lt": end}
    out = SignOut.objects.filter(**where, origin=SignOut.Origin.SCHOOL).order_by("created_at", "pk")
    signed_out, leave = read_together(out, _live(PaperRequest.objects.filter(**where), on, end))
    found: dict[int, Facts] = {person.pk: {} for person in people}
    trips: dict[int, list[SignOut]] = defaultdict(list)
    for row in signed_out:
        trips[row.person_id].append(row)
    for asked in leave:
        found[asked.person_id] = _of_leave(asked, on, end)
    for key, own in trips.items():
        found[key] |= _of_trips(own, on, end)
    return found


def _live(rows: QuerySet[PaperRequest], on: dt.date, end: dt.datetime) -> QuerySet[PaperRequest]:
    """Asked, or answered and not yet used or run out; the newest of each person last."""
    used = SignOut.objects.filter(uses_leave_up=True, created_at__lt=end).values("leave")
    return rows.filter(due_on__gte=on).exclude(withdrawn_at__lt=end).exclude(pk__in=used).order_by("created_at", "pk")


def _of_leave(asked: PaperRequest, on: dt.date, end: dt.datetime) -> Facts:
    is_decided = asked.decided_at is not None and asked.decided_at < end
    given = "exception" if asked.kind == PaperRequest.Kind.EXCEPTION else "given"
    value = {PaperRequest.State.GIVEN.value: given}.get(asked.state, asked.state) if is_decided else "asked"
    seen = min(timezone.localdate(asked.decided_at if is_decided and asked.decided_at else asked.created_at), on)
    facts = {"paper.permission": Known(value, f"{LEAVE}: {asked}", seen)}
    return facts | (
        {"paper.signed_out": Known(False, f"{LOG}: {asked}", on)} if value in ("given", "exception") else {}
    )


def _of_trips(own: list[SignOut], on: dt.date, end: dt.datetime) -> Facts:
    out = [row for row in own if row.closed_at is None or row.closed_at >= end]
    if not out:
        return {"paper.all_back": Known(True, LOG, on)}
    last = out[-1]
    seen = min(timezone.localdate(last.created_at), on)
    facts = {"paper.signed_out": Known(True, f"{LOG}: {last}", seen)}
    if last.basis in BY_BASIS:
        facts["paper.permission"] = Known(BY_BASIS[last.basis], f"{LEAVE}: {last}", seen)
    if any(row.due_on < on for row in out):
        facts["paper.all_back"] = Known(False, LOG, on)
    return facts
