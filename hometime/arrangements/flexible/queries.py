"""Flexible working requests as somebody may see them: one’s own, and those one decides at the organisation in view."""

from django.db.models import Q, QuerySet

from hometime.people.models import Person, Post, Role
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
