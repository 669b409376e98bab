"""Chain (the head of one organisation's acts), Entry (one act), Payload (its names and details, which may be erased).

Nothing here points at another part's tables: an act outlives the records it speaks of, so it keeps their codes.
"""

import uuid

from django.db import models


class Chain(models.Model):
    """How long an organisation's chain is and what it ends with. Locked while an act is added."""

    organisation = models.UUIDField(unique=True)
    organisation_name = models.CharField(max_length=200)
    length = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organisation_name}: {self.length} acts"


class Entry(models.Model):
    """One act. Never changed and never deleted: the database itself refuses (triggers.py)."""

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.UUIDField()
    organisation_name = models.CharField(max_length=200)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    payload_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sequence"], name="ledger_one_entry_a_place"),
        ]
        indexes = [
            models.Index(fields=["organisation", "subject", "sequence"], name="ledger_by_subject"),
            models.Index(fields=["organisation", "at"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name} {self.sequence}: {self.act}"


class Payload(models.Model):
    """The names and details of an act, as canonical text. Erased by clearing the text; the entry keeps its hash."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    text = models.TextField(null=True)  # noqa: DJ001  no text is not the same as an empty one: it was erased

    def __str__(self) -> str:
        return "erased" if self.text is None else "kept"
