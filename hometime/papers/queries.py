"""Papers as somebody may see them, and as things stood at a moment."""

import datetime as dt

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

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
    rows = SignOut.objects.filter(person=person).out_at(at)
    rows = rows.filter(organisation=organisation) if organisation else rows
    return list(with_counts(rows, at).prefetch_related("items").order_by("due_on", "pk"))


def with_counts(rows: QuerySet[SignOut], at: dt.datetime) -> QuerySet[SignOut]:
    """As it stood at a moment: `away` items not accounted for, `missing` among them, and the day they were due then."""
    later = LongerTime.objects.filter(sign_out=OuterRef("pk"), created_at__gt=at).order_by("created_at", "pk")
    away = Q(items__ended_at=None) | Q(items__ended_at__gt=at)
    return rows.annotate(
        total=Count("items"),
        away=Count("items", filter=away),
        missing=Count("items", filter=away & Q(items__missing_at__lte=at)),
        due_then=Coalesce(Subquery(later.values("was_due_on")[:1]), F("due_on")),
    )


def due_at(sign_out: SignOut, at: dt.datetime) -> dt.date:
    """The day they were due back as it stood at a moment."""
    later = sign_out.longertimes.filter(created_at__gt=at).order_by("created_at", "pk").first()
    return later.was_due_on if later else sign_out.due_on


def holder_of_set(paper_set: PaperSet) -> SignOut | None:
    return paper_set.sign_outs.filter(closed_at=None).select_related("person").first()


def still_away(sign_out: SignOut) -> QuerySet[PaperItem]:
    return sign_out.items.filter(ended_at=None)
