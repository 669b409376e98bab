"""StaffImport: one list of staff, from the moment it is handed in until it is taken back."""

import uuid

from django.db import models
from django.db.models import Q

from hometime.people.models import Organisation, Person


class StaffImport(models.Model):
    """One list: as handed in, then with enough of what it did to take that back."""

    class State(models.TextChoices):
        READ = "read", "Not brought in yet"
        APPLIED = "applied", "Brought in"
        UNDONE = "undone", "Taken back"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="Of the file.")
    sheet = models.JSONField(help_text="Heads and lines as read; emptied as soon as the list is taken over.")
    columns = models.JSONField(default=dict, help_text="Field → column.")
    sites = models.JSONField(default=list, help_text="What the list calls this school.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    done = models.JSONField(default=list, help_text="What was done, and how it was before: enough to take it back.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="read", applied_at=None)
                | Q(state__in=["applied", "undone"], applied_at__isnull=False),
                name="imports_applied_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="imports_of_a_school")]

    def __str__(self) -> str:
        return self.name
