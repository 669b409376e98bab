"""What is got rid of and how, what certificates say was destroyed, and what people looked through of what they hold."""

import uuid

from django.db import models
from django.db.models import Q

from hometime.equipment.models import Device
from hometime.files.models import StoredFile
from hometime.papers.models import SignOut
from hometime.people.models import Organisation, Person


class Kept(models.Model):
    """What every record of this part has."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]


class Disposal(Kept):
    """Somebody’s own word that something is gone for good: what, how and when. Values as in disposal.what and disposal.route."""

    class What(models.TextChoices):
        PAPER = "paper", "Papers"
        FILES = "files", "Files on a device or online"
        MEMORY_STICK = "memory_stick", "A memory stick"

    class Route(models.TextChoices):
        CROSS_CUT = "cross_cut_shredder", "A cross-cut shredder, which cuts both ways"
        SHREDDER = "shredder", "Another shredder"
        SHRED_BIN = "school_shred_bin", "The locked shredding bin at school"
        SCHOOL = "school_process", "The way my school gets rid of things"
        WIPED = "wiped", "Wiped first"
        BIN = "household_bin", "The bin at home"
        OTHER = "other", "Another way"

    what = models.CharField(max_length=20, choices=What.choices)
    route = models.CharField(max_length=30, choices=Route.choices)
    data = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    keep_until = models.DateField(null=True, blank=True)
    sign_out = models.ForeignKey(SignOut, null=True, blank=True, on_delete=models.PROTECT, related_name="disposals")
    things = models.JSONField(default=list, help_text="Numbers of the things of a sign-out.")
    policy_hash = models.CharField(max_length=64, blank=True)
    name = "Disposal"


class Certificate(Kept):
    """A company’s word that things were destroyed. Its lines stay as they were read; what is made of them is added."""

    class Kind(models.TextChoices):
        EQUIPMENT = "equipment", "Equipment, by serial"
        PAPER = "paper", "Papers, such as a shredding bin"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    company = models.CharField(max_length=120)
    reference = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.TextField(blank=True, help_text="The list as it was handed in, letter for letter.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the list or the document.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_withdrawn = models.CharField(max_length=300, blank=True)
    lines_at = models.DateTimeField(null=True, blank=True, help_text="When its lines were read, if after it was kept.")

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=Q(withdrawn_at=None) & ~Q(sha256=""),
                name="retention_a_certificate_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False), name="retention_somebody_withdrew_it"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at"], name="retention_certificates_by_day")]

    def __str__(self) -> str:
        return called(self.company, self.reference)

    @property
    def name(self) -> str:
        return "Certificate of disposal"


def called(company: str, reference: str) -> str:
    """How people know a certificate."""
    return f"{company} {reference}".strip()


class CertificateLine(models.Model):
    """One thing a certificate names. `device` once somebody ticked it off; `settled` says why when there is nothing to tick."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField(help_text="The line of the file, as a person counts.")
    written = models.CharField(max_length=120, help_text="The serial as it was written.")
    serial = models.CharField(max_length=80, blank=True, help_text="As serials are compared; empty where worthless.")
    words = models.CharField(max_length=200, blank=True)
    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="certified_by")
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["device"], condition=Q(ticked_at__isnull=False), name="retention_a_device_is_destroyed_once"
            ),
            models.CheckConstraint(
                condition=Q(ticked_at=None, ticked_by=None) | Q(ticked_at__isnull=False, ticked_by__isnull=False),
                name="retention_a_tick_has_a_hand",
            ),
        ]


class HoldingReview(Kept):
    """What somebody found when they looked through what they hold away from school."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holding_reviews")
    rows = models.JSONField(help_text="For each thing held: what kind, its code, its words, and whether it is needed.")
    has_overdue = models.BooleanField(help_text="Anything, files too, past its day on the school’s list.")
    has_unneeded = models.BooleanField(help_text="School information, files too, that is not needed any more.")
    name = "Look through what is held"

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(created_by=models.F("person")), name="retention_ones_own_word")
        ]
