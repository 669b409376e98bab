"""PolicyVersion: one published version of an organisation’s policy, known by its hash and never changed."""

import uuid

from django.db import models

from hometime.people.models import Organisation


class PolicyVersion(models.Model):
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policy_versions")
    slug = models.SlugField()
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="The whole policy as JSON, catalogue included, in the order people see.")
    hash = models.CharField(max_length=64, help_text="SHA-256 of its canonical form (RFC 8785).")
    in_force_from = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "hash", "in_force_from"], name="policy_published_once")
        ]
        indexes = [models.Index(fields=["organisation", "in_force_from"]), models.Index(fields=["hash"])]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def name(self) -> str:
        return str(self)
