"""StoredFile: what somebody handed in, or Hometime made, and what proves that it is still the same."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from hometime.people.models import Organisation, Person


class StoredFile(models.Model):
    """One file on disk, never changed. Erased, it leaves its hash, so that a copy can still be known again."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF document"
        PNG = "png", "PNG picture"
        JPEG = "jpeg", "JPEG picture"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)  # as its owner knows it; never used on disk
    kind = models.CharField(max_length=10, choices=Kind.choices)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=40, unique=True)  # its random name under settings.FILES
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["pdf", "png", "jpeg"]), name="files_kind"),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="files_by_time")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.FILES) / self.place[:2] / self.place

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None
