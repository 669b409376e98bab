"""Reports as somebody may see them. `None` is a stranger and sees nothing."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hometime.people.models import Role
from hometime.people.viewer import Viewer

from .models import Draft, Incident, Lesson, Recipient, Step

LEADS = (Role.Kind.HEAD, Role.Kind.DPO)
DEVICES = (Incident.Thing.SCHOOL_DEVICE, Incident.Thing.OWN_DEVICE, Incident.Thing.ACCOUNT)


def incidents_for(viewer: Viewer | None) -> QuerySet[Incident]:
    """The viewer’s own reports, those they were told of, and those their role sees; never one about them, unless they reported it."""
    if viewer is None:
        return Incident.objects.none()
    of_others = ~Q(concerns=viewer.person) & _not_about_lenders(viewer)
    seen = Q(created_by=viewer.person) | of_others & _by_role(viewer)
    return Incident.objects.filter(seen, organisation=viewer.organisation).select_related(
        "organisation", "created_by", "concerns"
    )


def _by_role(viewer: Viewer) -> Q:
    """All of them for those who lead; for others those they were told of, and what their role looks after."""
    if viewer.has_role(*LEADS):
        return Q()
    by_role = Q(Exists(Recipient.objects.filter(incident=OuterRef("pk"), person=viewer.person)))
    if viewer.has_role(Role.Kind.DSL):
        by_role |= ~Q(looked_after_child="no")
    if viewer.has_role(Role.Kind.IT):
        by_role |= Q(thing__in=DEVICES)
    return by_role


def in_brief(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    """As a list shows them, and decides whether it may: without the words of any."""
    shown = ("code", "state", "ending", "created_at", "aware_at", "closed_at", "created_by", "concerns__name")
    rows = rows.select_related(None).select_related("concerns").only(*shown, "thing", "data", "looked_after_child")
    return rows.annotate(reporter=F("created_by__name"))


def with_told(rows: QuerySet[Incident], viewer: Viewer) -> QuerySet[Incident]:
    """With `told_viewer`, so that a list need not read whom each report told; left out for those who lead anyway."""
    if not viewer.own_roles.isdisjoint(LEADS) and not viewer.has_role(Role.Kind.DSL):
        return rows
    return rows.annotate(told_viewer=Exists(Recipient.objects.filter(incident=OuterRef("pk"), person=viewer.person)))


def _not_about_lenders(viewer: Viewer) -> Q:
    """Somebody who sees it only because they stand in for the person it is about does not."""
    lent = {role.person_id for role in viewer.acts_for}
    own = viewer.own_roles & {*LEADS, Role.Kind.DSL, Role.Kind.IT}
    return ~Q(concerns__in=lent) if lent and not own else Q()


def open_incidents(viewer: Viewer | None) -> QuerySet[Incident]:
    return incidents_for(viewer).filter(closed_at=None)


def drafts_for(viewer: Viewer | None) -> QuerySet[Draft]:
    """The viewer’s own half-finished reports; nobody else sees them."""
    if viewer is None:
        return Draft.objects.none()
    return Draft.objects.filter(person=viewer.person, organisation=viewer.organisation, ended_at=None)


def unseen_by(viewer: Viewer | None) -> QuerySet[Recipient]:
    """What this viewer was told of and has not looked at."""
    if viewer is None:
        return Recipient.objects.none()
    rows = Recipient.objects.filter(incident__organisation=viewer.organisation, person=viewer.person, seen_at=None)
    return rows.exclude(incident__state=Incident.State.CLOSED).select_related("incident").order_by("told_at", "pk")


def lessons_for(viewer: Viewer | None) -> QuerySet[Lesson]:
    """Lessons the viewer has to see to, and those of reports they lead."""
    if viewer is None:
        return Lesson.objects.none()
    here = Lesson.objects.filter(organisation=viewer.organisation).select_related("owner", "incident__concerns")
    if not viewer.has_role(*LEADS):
        return here.filter(owner=viewer.person)
    seen = Exists(incidents_for(viewer).order_by().filter(pk=OuterRef("incident")))
    return here.filter(Q(owner=viewer.person) | Q(seen))


def steps_seen(viewer: Viewer, incident: Incident, parts: frozenset[str]) -> QuerySet[Step]:
    """The steps whose words this viewer may read; their own always."""
    seen = Q(by=viewer.person)
    if "words" in parts:
        seen |= Q(audience=Step.Audience.ALL)
    if "lead" in parts:
        seen |= Q(audience=Step.Audience.LEADS)
    if "device" in parts:
        seen |= Q(kind=Step.Kind.CONTAINED)
    if "child" in parts:
        seen |= Q(audience=Step.Audience.SAFEGUARDING)
    return incident.steps.filter(seen).select_related("by")
