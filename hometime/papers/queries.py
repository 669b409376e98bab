"""Papers as somebody may see them, and as things stood at a moment."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hometime.people.models import Organisation, Person, Role
from hometime.people.viewer import Viewer

from .models import LongerTime, PaperItem, PaperRequest, PaperSet, SignOut
from .models.sign_out import SignOutQuerySet

# Those who answer for what is lost, and the office that looks for what is late.
LOOK_AFTER = (Role.Kind.HEAD, Role.Kind.DPO, Role.Kind.DSL, Role.Kind.BUSINESS_MANAGER)


def papers_for(viewer: Viewer | None) -> "SignOutQuerySet[SignOut]":
    """One’s own, those one gave leave for, and all of the school in view for those who look after papers."""
    if viewer is None:
        return SignOut.objects.none()
    here = SignOut.objects.filter(organisation=viewer.organisation).select_related("person", "paper_set", "leave")
    if viewer.has_role(*LOOK_AFTER):
        return here
    return here.filter(Q(person=viewer.person) | Q(leave__decider_kind__in=viewer.roles))


def requests_for(viewer: Viewer | None) -> QuerySet[PaperRequest]:
    if viewer is None:
        return PaperRequest.objects.none()
    here = PaperRequest.objects.filter(organisation=viewer.organisation).select_related("person", "decided_by")
    if viewer.has_role(*LOOK_AFTER):
        return here
    return here.filter(Q(person=viewer.person) | Q(decider_kind__in=viewer.roles))


def with_use(rows: QuerySet[PaperRequest]) -> QuerySet[PaperRequest]:
    """With whether a yes has been used up."""
    return rows.annotate(is_used=Exists(SignOut.objects.filter(leave=OuterRef("pk"), uses_leave_up=True)))


def requests_waiting_for(viewer: Viewer) -> QuerySet[PaperRequest]:
    """What this viewer could decide now."""
    rows = requests_for(viewer).filter(state=PaperRequest.State.ASKED, decider_kind__in=viewer.roles)
    return rows.exclude(person=viewer.person).order_by("created_at", "pk")


def sets_for(viewer: Viewer | None) -> QuerySet[PaperSet]:
    """The sets of the school in view: anybody who works here may need one."""
    if viewer is None:
        return PaperSet.objects.none()
    return PaperSet.objects.filter(organisation=viewer.organisation, retired_at=None)


def sign_outs_at(organisation: Organisation, at: dt.datetime) -> QuerySet[SignOut]:
    """What was out of a school at a moment, with how much of it was still away then."""
    rows = SignOut.objects.filter(organisation=organisation).out_at(at)
    return with_counts(rows, at).select_related("person", "paper_set").order_by("due_on", "pk")


def out_with(person: Person, at: dt.datetime, organisation: Organisation | None = None) -> list[SignOut]:
    """What one person had away from school at a moment, items and all; prints at home among it."""
    return list(rows_out_with(person, at, organisation))


def rows_out_with(person: Person, at: dt.datetime, organisation: Organisation | None = None) -> QuerySet[SignOut]:
    rows = SignOut.objects.filter(person=person).out_at(at)
    rows = rows.filter(organisation=organisation) if organisation else rows
    return with_counts(rows, at).prefetch_related("items").order_by("due_on", "pk")


def log_for(viewer: Viewer, at: dt.datetime, *, past: bool) -> QuerySet[SignOut, dict[str, Any]]:
    """What was signed out by a moment, the last first, as a list shows it."""
    rows = with_due_then(papers_for(viewer).made_by(at), at, past=past)
    return _in_brief(rows.order_by("-created_at", "-pk"))


def late_for(viewer: Viewer, at: dt.datetime, *, past: bool) -> QuerySet[SignOut, dict[str, Any]]:
    """What was still out after its day at a moment, the latest first, as a list shows it."""
    rows, day = papers_for(viewer), timezone.localdate(at)
    if past:
        then = with_due_then(rows.out_at(at), at, past=True)
        return _in_brief(then.filter(due_then__lt=day).order_by("due_then", "pk"))
    now = rows.filter(closed_at=None, due_on__lt=day).order_by("due_on", "pk")
    return _in_brief(with_due_then(now, at, past=False))


def _in_brief(rows: QuerySet[Any]) -> QuerySet[SignOut, dict[str, Any]]:
    return rows.values("pk", "code", "what", "origin", "created_at", "due_then", "person__name")


def with_due_then(rows: QuerySet[SignOut], at: dt.datetime, *, past: bool = True) -> QuerySet[Any]:
    """With the day they were due at a moment. Of now the sign-out says it itself, and an index can be read in its order."""
    if not past:
        return rows.annotate(due_then=F("due_on"))
    later = LongerTime.objects.filter(sign_out=OuterRef("pk"), created_at__gt=at).order_by("created_at", "pk")
    return rows.annotate(due_then=Coalesce(Subquery(later.values("was_due_on")[:1]), F("due_on")))


def with_counts(rows: QuerySet[SignOut], at: dt.datetime) -> QuerySet[SignOut]:
    """As it stood at a moment: `away` items not accounted for, `missing` among them, and the day they were due then."""
    return with_due_then(rows.annotate(**_counts(at, "items__")), at)


def counts_of(sign_outs: Iterable[int], at: dt.datetime) -> dict[int, Any]:
    """The same counts of the rows of one page, by their keys: of what has no items there are none."""
    rows = PaperItem.objects.filter(sign_out__in=list(sign_outs)).values("sign_out").annotate(**_counts(at))
    return {row["sign_out"]: row for row in rows}


def _counts(at: dt.datetime, items: str = "") -> dict[str, Count]:
    away = Q(**{f"{items}ended_at": None}) | Q(**{f"{items}ended_at__gt": at})
    key = f"{items}pk"
    return {
        "total": Count(key),
        "away": Count(key, filter=away),
        "missing": Count(key, filter=away & Q(**{f"{items}missing_at__lte": at})),
    }


def due_at(sign_out: SignOut, at: dt.datetime) -> dt.date:
    """The day they were due back as it stood at a moment."""
    later = sign_out.longertimes.filter(created_at__gt=at).order_by("created_at", "pk").first()
    return later.was_due_on if later else sign_out.due_on


def holder_of_set(paper_set: PaperSet) -> SignOut | None:
    """The sign-out it is out with: as a set, or as one of several things."""
    return holders_of([paper_set]).get(paper_set.pk)


def holders_of(sets: Collection[PaperSet]) -> dict[int, SignOut]:
    """By the key of each that is out. Two queries, however many."""
    whole = SignOut.objects.filter(paper_set__in=sets, closed_at=None).select_related("person")
    single = PaperItem.objects.filter(thing__in=sets, ended_at=None).select_related("sign_out__person")
    found = {row.paper_set_id: row for row in whole if row.paper_set_id}
    return found | {row.thing_id: row.sign_out for row in single if row.thing_id}


def still_away(sign_out: SignOut) -> QuerySet[PaperItem]:
    return sign_out.items.filter(ended_at=None)
