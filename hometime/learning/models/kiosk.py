"""Kiosk: a shared device on which people without e-mail sign. Pin: how one of them says who they are on it."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person


class Kiosk(models.Model):
    """A device set up for a while. Only a hash of the word in its cookie is kept."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=80)
    word_hash = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("created_at")), name="learning_kiosk_times"),
        ]

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """Kept as a password is. Wrong tries are counted, and too many close it for a while."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pins")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pins")
    secret = models.CharField(max_length=200)
    failures = models.PositiveSmallIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="learning_one_pin"),
            models.CheckConstraint(condition=~Q(created_by=F("person")), name="learning_pin_from_another"),
        ]

    def __str__(self) -> str:
        return "PIN"
