"""Flexible working requests as somebody may see them: one’s own, and those one decides at the organisation in view."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hometime.people.models import Delegation, Person, Post, Role
from hometime.people.queries import holders_of
from hometime.people.viewer import Viewer

from ..deciders import usual_decider_kind
from ..models import FlexibleRequest


def may_be_logged_by(viewer: Viewer) -> list[Person]:
    """Whose request this viewer would answer, and so puts on record: all staff, or those who answer the others’."""
    usual = usual_decider_kind(viewer.organisation, viewer.today)
    posts = Post.objects.filter(organisation=viewer.organisation).on(viewer.today)
    people = Person.objects.filter(pk__in=posts.values("person")).exclude(pk=viewer.person.pk)
    if not viewer.has_role(usual):
        people = people.filter(pk__in=holders_of(usual, viewer.organisation, on=viewer.today).values("pk"))
    staff = Role.objects.filter(
        kind=Role.Kind.STAFF, organisation__in=[viewer.organisation.pk, viewer.organisation.parent_id]
    )
    return list(people.filter(pk__in=staff.on(viewer.today).values("person")).order_by("name"))


def flexible_for(viewer: Viewer | None) -> QuerySet[FlexibleRequest]:
    if viewer is None:
        return FlexibleRequest.objects.none()
    rows = FlexibleRequest.objects.select_related(
        "person", "organisation", "employer", "created_by", "decided_by", "appeal_decided_by"
    )
    return rows.filter(Q(person=viewer.person) | Q(organisation=viewer.organisation, decider_kind__in=viewer.roles))


def appeals_heard_by(viewer: Viewer) -> QuerySet[FlexibleRequest]:
    """Appeals that wait here; not those against one’s own answer, where somebody else can hear them (access.hears_appeal)."""
    asked = {"organisation": viewer.organisation, "state": FlexibleRequest.State.APPEALED}
    return flexible_for(viewer).filter(~Q(decided_by=viewer.person) | ~_others_hear(viewer), **asked)


def _others_hear(viewer: Viewer) -> Q:
    """Somebody else than the viewer and whoever asked holds the role, or stands in for somebody who does."""
    others = Post.objects.exclude(person=viewer.person).on(viewer.today)
    places = [viewer.organisation.pk, viewer.organisation.parent_id]
    roles = Role.objects.filter(kind=OuterRef("decider_kind"), organisation__in=places).on(viewer.today)
    held = roles.filter(Exists(others.filter(person=OuterRef("person")))).exclude(person=OuterRef("person"))
    lent = Delegation.objects.filter(role__kind=OuterRef("decider_kind"), role__organisation__in=places, ended_at=None)
    lent = (
        lent.filter(Exists(others.filter(person=OuterRef("deputy"))))
        .exclude(deputy=OuterRef("person"))
        .exclude(holder=OuterRef("person"))
    )
    return Q(Exists(held)) | Q(Exists(lent.on(viewer.today)))
