"""Leave to work abroad, or to take school equipment there."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Person, Role

from .everyday import About


class AbroadRequest(About):
    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a decision"
        GIVEN = "given", "Agreed"
        REFUSED = "refused", "Not agreed"
        RETURNED = "returned", "Back again"
        WITHDRAWN = "withdrawn", "Taken back"

    country = models.CharField(max_length=100)
    leaves_on = models.DateField()
    returns_on = models.DateField()
    works_there = models.BooleanField()
    data = models.CharField(max_length=20, blank=True)
    kit = models.TextField(blank=True, help_text="School equipment to be taken, one item a line.")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    is_insured = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    name = "Request to go abroad"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(returns_on__gte=F("leaves_on")), name="arrangements_abroad_dates"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")), name="arrangements_nobody_sends_self_abroad"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "refused", "returned"]) | Q(decided_by__isnull=False),
                name="arrangements_abroad_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.country}"

    def shown_state(self, on: dt.date) -> str:
        """The state in words, with what the dates add to it."""
        if self.state == self.State.GIVEN and on >= self.leaves_on:
            return "Abroad" if on <= self.returns_on else "To be noted as back"
        return self.State(self.state).label
