"""A closure or serious incident: whom it sends home, and what was chosen in a hurry."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person


class Closure(models.Model):
    class Cause(models.TextChoices):
        GOVERNMENT = "government", "The government has ordered it"
        BUILDING = "building", "A building is damaged or not safe"
        OTHER = "other", "Another serious incident"

    class State(models.TextChoices):
        ACTIVE = "active", "Declared"
        WINDING_DOWN = "winding-down", "Winding down"
        CLOSED = "closed", "Over"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="closures")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    words = models.TextField(blank=True)
    starts_on = models.DateField()
    expected_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ACTIVE)
    remote_learning_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="The last day at home.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = "Closure"

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=~Q(state="closed"), name="arrangements_one_closure_at_a_time"
            )
        ]

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ended_on is None or day <= self.ended_on)


class SentHome(models.Model):
    """One of those a closure sends home, without any request of their own."""

    closure = models.ForeignKey(Closure, on_delete=models.CASCADE, related_name="sent_home")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closure", "person"], name="arrangements_sent_home_once")]


class HurriedChoice(models.Model):
    """A tool or a way of working chosen in a hurry, to be looked at later by somebody else."""

    closure = models.ForeignKey(Closure, on_delete=models.CASCADE, related_name="choices")
    words = models.CharField(max_length=300)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    review = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("chosen_by")),
                name="arrangements_choice_seen_by_another",
            )
        ]
