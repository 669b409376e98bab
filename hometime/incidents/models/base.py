"""What every record of this part has."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person


class Record(models.Model):
    """Kept for evidence: added, and never edited away."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]


def somebody(**more: Any) -> Any:
    return models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", **more)


def nobody_yet() -> Any:
    return somebody(null=True, blank=True)


def one_of(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def differ(name: str, one: str, other: str) -> models.CheckConstraint:
    """Two people, never the same one."""
    return models.CheckConstraint(condition=Q(**{one: None}) | Q(**{other: None}) | ~Q(**{one: F(other)}), name=name)
