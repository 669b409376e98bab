"""Decisions, what went to the regulator and to people, lessons."""

from django.db import models
from django.db.models import Q

from . import choices
from .base import Record, differ, nobody_yet, one_of, somebody
from .report import Incident


class RiskDecision(models.Model):
    """How likely harm is to people, and why; the last one counts. Nobody decides about themselves."""

    Outcome = choices.Outcome
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reasons = models.TextField()
    decided_by = somebody()
    decided_at = models.DateTimeField()
    advised_by = nobody_yet()  # the data protection officer, where somebody else decides
    advice = models.TextField(blank=True)
    concerns = somebody()  # incident.concerns and its reporter, for the constraints
    reporter = somebody()

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            one_of("incidents_outcome", "outcome", choices.Outcome),
            differ("incidents_nobody_decides_about_themselves", "decided_by", "concerns"),
            differ("incidents_nobody_decides_their_own_report", "decided_by", "reporter"),
            models.CheckConstraint(condition=~Q(reasons=""), name="incidents_decided_with_reasons"),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_to_be_reported(self) -> bool:
        return self.outcome != self.Outcome.UNLIKELY


class RegulatorNotice(models.Model):
    """One report to the regulator: the first, or what followed it."""

    Kind = choices.NoticeKind
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="regulator_notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reference = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    late_reasons = models.TextField(blank=True)
    is_late = models.BooleanField()
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = somebody()

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident"], condition=Q(kind="first"), name="incidents_one_first_report"),
            models.CheckConstraint(
                condition=Q(is_late=False) | Q(kind="follow_up") | ~Q(late_reasons=""),
                name="incidents_late_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reference}"


class FormAnswers(models.Model):
    """Answers for the regulator’s form; the last ones count, and those before stay."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="form_answers")
    said = models.JSONField()
    created_at = models.DateTimeField()
    created_by = somebody()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Answers for {self.incident}"


class Letter(Record):
    """A letter to somebody whose data it was, kept as it was sent."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="letters")
    to = models.CharField(max_length=200)
    how = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    sent_on = models.DateField()
    name = "A letter"

    def __str__(self) -> str:
        return f"{self.name}, {self.incident}"


class Lesson(Record):
    """Something to do better, with somebody who sees to it and a day."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="lessons")
    words = models.CharField(max_length=500)
    owner = somebody()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = nobody_yet()
    outcome = models.TextField(blank=True)
    name = "A lesson"

    class Meta(Record.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="incidents_lesson_done_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "done_at", "due_on"], name="incidents_lessons_due")]

    def __str__(self) -> str:
        return f"{self.name}, {self.incident}"


class Referral(Record):
    """That a matter was passed on under the discipline procedure, which is kept elsewhere. Written by hand, never by a report."""

    about = somebody()
    words = models.TextField()
    referred_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    name = "A note"

    class Meta(Record.Meta):
        constraints = [differ("incidents_nobody_refers_themselves", "about", "created_by")]

    def __str__(self) -> str:
        return self.name
