"""Audit: an unannounced look at some devices, drawn by a seed that was sealed first. AuditCheck: what was found of one."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person

from .device import Device


class Audit(models.Model):
    """The sample follows from `seed` and `pool` alone. `seal` stood in the ledger before anything was drawn."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one audit.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="audits")
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64, help_text="Shown to nobody until the audit is closed.")
    pool = models.JSONField(help_text="All that could be drawn, each with its weight.")
    seal = models.CharField(max_length=64, help_text="SHA-256 of seed, size and pool.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "once"], name="equipment_audit_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(closed_at=None), name="equipment_one_audit_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="equipment_audits_by_day")]

    def __str__(self) -> str:
        return "Audit"

    @property
    def name(self) -> str:
        return "Audit"


class AuditCheck(models.Model):
    """One device of an audit. It says all it needs about the device itself, so that it outlives the device’s record."""

    class Outcome(models.TextChoices):
        FOUND = "found", "Found"
        MISSING = "missing", "Missing"
        UNEXPECTED = "unexpected", "Not on the list, or with somebody else"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="checks")
    place = models.PositiveSmallIntegerField(help_text="In the order drawn.")
    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.SET_NULL, related_name="audit_checks")
    device_code = models.UUIDField(null=True, blank=True)
    asset_code = models.CharField(max_length=30, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=200)
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    holder_name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    findings = models.JSONField(default=list, help_text="Values of the fact device.findings.")
    words = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(null=True, blank=True, help_text="Taken away to be looked at, against a receipt.")
    kept_why = models.CharField(max_length=300, blank=True)
    receipt = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The sealed copy."
    )
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    put_right_at = models.DateTimeField(
        null=True, blank=True, help_text="From here on nothing of it is held to be wrong."
    )
    put_right_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    put_right_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(holder=None) | ~Q(checked_by=F("holder")),
                name="equipment_nobody_checks_their_own",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", checked_at=None) | (~Q(outcome="") & Q(checked_at__isnull=False)),
                name="equipment_checked_somehow",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at=None) | Q(given_back_at__gte=F("kept_at")), name="equipment_kept_before_back"
            ),
            models.CheckConstraint(
                condition=Q(put_right_at=None) | Q(put_right_at__gte=F("checked_at")),
                name="equipment_found_before_put_right",
            ),
            models.CheckConstraint(
                condition=Q(put_right_by=None) | Q(holder=None) | ~Q(put_right_by=F("holder")),
                name="equipment_nobody_puts_right_their_own",
            ),
            models.UniqueConstraint(fields=["audit", "place"], name="equipment_one_place_in_an_audit"),
        ]
        indexes = [models.Index(fields=["device", "checked_at"], name="equipment_checks_of_a_device")]

    def __str__(self) -> str:
        return f"{self.what} {self.asset_code}".strip()

    @property
    def name(self) -> str:
        return str(self)
