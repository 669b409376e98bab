"""Hours, duties, absences and doubts as somebody may see them: their own, and those of the people they lead."""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from hometime.people.models import Person, Post, Role
from hometime.people.viewer import Viewer

from ..access import UNPAID
from ..deciders import stood_in_for
from ..models import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice, Stationery
from ..queries import managed_by

AnyOf = TypeVar("AnyOf", bound=Model)


def led_by(viewer: Viewer | None) -> QuerySet[Person]:
    """Those whose line manager one is; for a head, everybody else with a post here. Governors and volunteers have no hours."""
    if viewer is None:
        return Person.objects.none()
    if not viewer.has_role(Role.Kind.HEAD):
        return managed_by(viewer)
    people = Person.objects.filter(pk__in=_posts_here(viewer).values("person")).exclude(pk=viewer.person.pk)
    here = Role.objects.filter(organisation=viewer.organisation).on(viewer.today)
    unpaid, others = here.filter(kind__in=UNPAID).values("person"), here.exclude(kind__in=UNPAID).values("person")
    return people.exclude(Q(pk__in=unpaid) & ~Q(pk__in=others)).order_by("name")


def hours_for(viewer: Viewer | None) -> QuerySet[HoursNotice]:
    """Each with whether other hours were told since, in place of it."""
    later = HoursNotice.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    newer = later.filter(
        Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    )
    return seen_by(HoursNotice.objects.annotate(is_replaced=Exists(newer)), viewer)


def duties_for(viewer: Viewer | None) -> QuerySet[DutiesAgreement]:
    return seen_by(DutiesAgreement.objects.select_related("agreed_by", "declined_by"), viewer)


def absences_for(viewer: Viewer | None) -> QuerySet[Absence]:
    return seen_by(Absence.objects.all(), viewer)


def care_for(viewer: Viewer | None) -> QuerySet[CareDeclaration]:
    """One’s own word alone."""
    return CareDeclaration.objects.filter(person=viewer.person) if viewer else CareDeclaration.objects.none()


def stationery_for(viewer: Viewer | None) -> QuerySet[Stationery]:
    return seen_by(Stationery.objects.all(), viewer)


def doubts_for(viewer: Viewer | None) -> QuerySet[Doubt]:
    if viewer is None:
        return Doubt.objects.none()
    here = Doubt.objects.filter(organisation=viewer.organisation).select_related("person", "view_by", "decided_by")
    return here.filter(
        Q(person=viewer.person)
        | Q(line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
        | Q(decider_kind__in=viewer.roles)
    )


def seen_by(rows: QuerySet[AnyOf], viewer: Viewer | None) -> QuerySet[AnyOf]:
    """Of such rows: one’s own, and those of the people one leads, here."""
    if viewer is None:
        return rows.none()
    here = rows.filter(organisation=viewer.organisation).select_related("person")
    # Asked row by row, each by its person, so that the newest twenty come at once.
    led: QuerySet[Any]
    if viewer.has_role(Role.Kind.HEAD):
        led = _posts_here(viewer).filter(person=OuterRef("person"))
    else:
        led = managed_by(viewer).filter(pk=OuterRef("person"))
    return here.filter(Q(person=viewer.person) | Q(Exists(led)))


def _posts_here(viewer: Viewer) -> QuerySet[Post]:
    return Post.objects.filter(organisation=viewer.organisation).on(viewer.today)
