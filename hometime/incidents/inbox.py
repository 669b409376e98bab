"""What waits for somebody after something went wrong: reports, hours that run out, complaints, lessons. Never what happened."""

import datetime as dt

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from hometime.lib.clock import LONDON
from hometime.people.viewer import Viewer
from hometime.people.waiting import Kind

from .clock.running import most_hours
from .complaints.access import KEEPERS
from .complaints.queries import complaints_for
from .models import Complaint, Incident, Lesson, RegulatorNotice, RiskDecision
from .queries import LEADS, lessons_for, open_incidents, unseen_by

HARMLESS = (Incident.Data.NONE, Incident.Data.ORDINARY)


def undecided_by(viewer: Viewer) -> QuerySet[Incident]:
    """Reports this viewer has seen and may decide on, whose hours still run: not judged harmless, the regulator not told."""
    told = RegulatorNotice.objects.filter(incident=OuterRef("pk"), kind=RegulatorNotice.Kind.FIRST)
    judged = RiskDecision.objects.filter(incident=OuterRef("pk")).order_by("-decided_at", "-pk")
    ends = ExpressionWrapper(F("aware_at") + Value(dt.timedelta(hours=most_hours())), DateTimeField())
    rows = open_incidents(viewer).exclude(created_by=viewer.person).exclude(data__in=HARMLESS)
    rows = rows.filter(~Exists(told), ~Exists(unseen_by(viewer).order_by().filter(incident=OuterRef("pk"))))
    rows = rows.annotate(
        judged=Coalesce(Subquery(judged.values("outcome")[:1]), Value("")), ends_on=TruncDate(ends, tzinfo=LONDON)
    )
    return rows.exclude(judged=RiskDecision.Outcome.UNLIKELY) if viewer.has_role(*LEADS) else rows.none()


def unanswered_by(viewer: Viewer) -> QuerySet[Complaint]:
    """Complaints this viewer looks after, until they are answered."""
    rows = complaints_for(viewer).filter(answered_on=None)
    return rows if viewer.has_role(*KEEPERS) else rows.none()


def lessons_of(viewer: Viewer) -> QuerySet[Lesson]:
    """What this viewer said they would see to."""
    return lessons_for(viewer).filter(owner=viewer.person, done_at=None)


KINDS = (
    Kind(
        unseen_by,
        "A report is waiting to be seen",
        "incidents:incident",
        "Look now",
        about="",
        since="told_at",
        code="incident__code",
        goes_first=True,
    ),
    Kind(
        undecided_by,
        "The hours of a report are running",
        "incidents:incident",
        "Decide by {}",
        day="ends_on",
        about="",
        since="aware_at",
        goes_first=True,
    ),
    Kind(unanswered_by, "A complaint about data", "incidents:complaint", "To answer", about=""),
    Kind(lessons_of, "A lesson to put in place", "incidents:lesson", "By {}", day="due_on", about=""),
)
