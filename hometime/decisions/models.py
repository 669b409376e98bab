"""Evidence: what is on record about a person, one fact at a time. Receipt: an answer as it was shown. Both are only ever added to."""

import uuid

from django.db import models

from hometime.people.models import Organisation, Person


class Evidence(models.Model):
    """One fact about a person as a register knew it: a later row takes its place, an earlier one stays readable."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    fact = models.CharField(max_length=80)
    value = models.JSONField()
    source = models.CharField(max_length=200, help_text="Where it comes from, in plain words: “equipment register”.")
    seen_on = models.DateField(help_text="The day on which the source saw it.")
    recorded_at = models.DateTimeField(help_text="When we came to know it.")

    class Meta:
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["person", "fact", "recorded_at"])]

    def __str__(self) -> str:
        return f"{self.fact}, {self.source}"


class Receipt(models.Model):
    """An answer kept as it was shown: version, facts, reasons. Its code is its address."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="receipts")
    policy_hash = models.CharField(max_length=64)
    policy_title = models.CharField(max_length=300)
    activity = models.CharField(max_length=60)
    title = models.CharField(max_length=200, help_text="What the person wanted to do, in words.")
    digest = models.CharField(max_length=64, help_text="The name of the answer: anybody can work it out again.")
    headline = models.CharField(max_length=10)
    on = models.DateField()
    answer = models.JSONField(
        help_text="The whole answer, as docs/reference/ask-json.md describes it, with what each part was called."
    )
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        indexes = [models.Index(fields=["organisation", "person", "-kept_at"])]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "digest"], name="decisions_receipt_kept_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.title}: {self.headline}"
