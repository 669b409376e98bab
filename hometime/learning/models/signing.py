"""SigningRound: a version put to people to sign. Acknowledgement: one signature. Decline: one no. SigningSheet: paper."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person
from hometime.policy.models import PolicyVersion


class SigningRound(models.Model):
    """A version put to an organisation’s people, with its author’s word on every changed clause: minor or major."""

    class Weight(models.TextChoices):
        MINOR = "minor", "Minor"
        MAJOR = "major", "Major"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signing_rounds")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="signing_rounds")
    previous = models.ForeignKey(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+")
    declared = models.JSONField(
        default=dict, help_text="Clause id to minor or major: what the author says of each change."
    )
    sign_by = models.DateField()
    opened_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="learning_one_round_a_version"),
            models.CheckConstraint(condition=Q(sign_by__gte=F("opened_on")), name="learning_round_dates"),
        ]

    def __str__(self) -> str:
        return f"Signing {self.version}"

    @property
    def name(self) -> str:
        return str(self)


class SigningSheet(models.Model):
    """A printed list of names, signed by hand: what was printed, and the scan that came back."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signing_sheets")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Sheet for {self.version}"

    @property
    def name(self) -> str:
        return str(self)


class Acknowledgement(models.Model):
    """One person’s signature on one version: the words as they stood, and a hash of all that was signed."""

    class How(models.TextChoices):
        HERE = "here", "Signed in Hometime"
        SHEET = "sheet", "Signed on paper"
        KIOSK = "kiosk", "Signed on a shared device"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    how = models.CharField(max_length=10, choices=How.choices, default=How.HERE)
    typed_name = models.CharField(max_length=200)
    signed_on = models.DateField()
    statement = models.JSONField(help_text="All that was signed: policy, version, declarations, what was shown.")
    statement_hash = models.CharField(max_length=64, help_text="SHA-256 of the statement’s canonical form.")
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(SigningSheet, null=True, on_delete=models.PROTECT, related_name="acknowledgements")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "version"], name="learning_signed_once"),
            # Another person may enter a signature made on paper, and nothing else; nobody enters their own from paper.
            models.CheckConstraint(
                condition=(Q(how="sheet") & ~Q(created_by=F("person"))) | (~Q(how="sheet") & Q(created_by=F("person"))),
                name="learning_signed_by_themselves",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "version"], name="learning_signed_version")]

    def __str__(self) -> str:
        return f"Signature of {self.version}"

    @property
    def name(self) -> str:
        return str(self)


class Decline(models.Model):
    """A person says that they will not sign a version, and perhaps why. They may still sign it later."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="declines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declines")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="declines")
    reason = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "version"], name="learning_declined_once"),
        ]

    def __str__(self) -> str:
        return f"Decline of {self.version}"
