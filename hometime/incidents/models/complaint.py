"""Complaints about how the school used somebody’s data."""

import datetime as dt

from django.db import models
from django.db.models import Q

from hometime.lib.clock import last_day_of_days

from . import choices
from .base import Record, nobody_yet, one_of
from .report import Incident


class ComplaintDoor(Record):
    """A form for people outside the school, from when it was switched on until it was switched off. Its word is its address."""

    word = models.CharField(max_length=20, unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = nobody_yet()
    name = "The form for complaints"

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at=None), name="incidents_one_complaint_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Complaint(Record):
    """One complaint. Its days are counted from the day it came, which is day one."""

    How = choices.ComplaintHow
    created_by = nobody_yet()  # nobody: it came by the form for people outside
    once = models.UUIDField(null=True, blank=True, unique=True)  # the same form sent twice is one complaint
    email = models.EmailField(blank=True)  # restricted, like who it is from
    received_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    from_whom = models.CharField(max_length=200)  # restricted: in no list, notice or ledger
    words = models.TextField()
    days = models.PositiveSmallIntegerField()  # the law’s, on the day it came
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = nobody_yet()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = nobody_yet()
    about = nobody_yet()  # a member of staff it is about: they do not look after it

    class Meta(Record.Meta):
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "received_on"], name="incidents_complaints_came"),
            models.Index(
                fields=["organisation", "created_at"], condition=Q(answered_on=None), name="incidents_complaints_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_on=None) | Q(acknowledged_on__gte=models.F("received_on")),
                name="incidents_acknowledged_after",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(acknowledged_on__isnull=False), name="incidents_answered_after_that"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"Complaint {self.reference}"

    @property
    def reference(self) -> str:
        """What the person who complains is given."""
        return self.code.hex[:6].upper()

    @property
    def due_on(self) -> dt.date:
        """The last day to say that it was received."""
        return last_day_of_days(self.received_on, self.days)

    @property
    def stage(self) -> str:
        if self.answered_on:
            return "Answered"
        return "Being looked into" if self.acknowledged_on else "To be acknowledged"


class ComplaintStep(models.Model):
    """What was done about a complaint: enquiries, word of how it goes, the outcome."""

    Kind = choices.ComplaintStepKind
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = nobody_yet()  # nobody: it came by itself

    class Meta:
        ordering = ["at", "pk"]
        constraints = [one_of("incidents_complaint_step_kind", "kind", choices.ComplaintStepKind)]

    def __str__(self) -> str:
        return self.get_kind_display()
