"""Observation: one thing a source saw of a device, and when the source saw it. SeenList: a list of a device manager, handed in.
Difference: sources that do not agree. KnownAs: what a source calls a device. NetworkRange: addresses that are the school’s."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person

from .device import Device


class Source(models.TextChoices):
    INTUNE = "intune", "Intune"
    GOOGLE = "google", "Google"
    FLEET = "fleet", "Fleet"
    JAMF = "jamf", "Jamf"
    OSQUERY = "osquery", "osquery"
    OTHER = "other", "Another list"
    OWN = "own", "The person who has it"
    IT = "it", "Somebody who looked at it"
    NETWORK = "network", "The school network"
    SCAN = "scan", "A scan at school"
    OVERRULED = "overruled", "Set by hand"


MANAGERS = (Source.INTUNE, Source.GOOGLE, Source.FLEET, Source.JAMF, Source.OSQUERY, Source.OTHER)


class SeenList(models.Model):
    """A list from the moment it is handed in. Taken back, it stays as a row that says so, and its observations with it."""

    class State(models.TextChoices):
        READ = "read", "Not brought in yet"
        APPLIED = "applied", "Brought in"
        WITHDRAWN = "withdrawn", "Taken back"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="Of the file.")
    sha256 = models.CharField(
        max_length=64, help_text="Of the file, so that it can be told whether another is the same."
    )
    source = models.CharField(max_length=20, choices=Source.choices)
    devices = models.JSONField(default=list, help_text="As read; emptied as soon as the list is taken over.")
    sheet = models.JSONField(default=dict, help_text="Heads and lines of a sheet; emptied likewise.")
    columns = models.JSONField(default=dict, help_text="Field → column.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    counts = models.JSONField(default=dict, help_text="How many lines of each kind there were.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="read", applied_at=None, withdrawn_at=None)
                | Q(state="applied", applied_at__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", applied_at__isnull=False, withdrawn_at__gte=F("applied_at")),
                name="equipment_seen_list_times",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="equipment_lists_of_a_school")]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """What a source saw. Only ever added to; one of a list that was taken back counts no more from then on.

    `value` is None where the source itself cannot tell. A reading set by hand is one too, and counts until `good_until`.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="observations")
    fact = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    seen_at = models.DateTimeField(help_text="When the source saw it.")
    received_at = models.DateTimeField(help_text="When we were told.")
    seen_list = models.ForeignKey(
        SeenList, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    created_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    good_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="overruled")
                | Q(good_until__isnull=False, created_by__isnull=False, value__isnull=False),
                name="equipment_set_by_hand_for_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(source__in=["overruled", "it", "scan"]) | Q(holder=None) | ~Q(holder=F("created_by")),
                name="equipment_nobody_vouches_for_their_own",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(source="overruled", ended_at__gte=F("received_at")),
                name="equipment_only_set_by_hand_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["device", "fact", "source", "-seen_at"], name="equipment_seen_of_a_device"),
            models.Index(fields=["organisation", "received_at"], name="equipment_seen_at_a_school"),
        ]

    @property
    def name(self) -> str:
        return f"What was seen of {self.device}"


class Difference(models.Model):
    """Two sources say otherwise about one fact of a device, from one moment until they agree.

    It follows from observations, and is written in the same transaction (`posture.differing`): what waits for somebody is
    asked on every front page, and working it out from all that was ever seen would take too long there.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="differences")
    fact = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["device", "fact"], condition=Q(ended_at=None), name="equipment_one_difference_of_a_fact"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="equipment_difference_times"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "device"], condition=Q(ended_at=None), name="equipment_open_differences"
            )
        ]

    @property
    def name(self) -> str:
        return f"Sources differ about {self.device}"


class KnownAs(models.Model):
    """What a source calls a device, as a list that had both said. The newest counts."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="known_as")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source.choices)
    external = models.CharField(max_length=200)
    seen_list = models.ForeignKey(SeenList, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["organisation", "source", "external"], name="equipment_known_as")]


class NetworkRange(models.Model):
    """Addresses the school’s own network is seen under, from one moment to another."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.CharField(max_length=50, help_text="Such as 203.0.113.0/29.")
    words = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "network"],
                condition=Q(ended_at=None),
                name="equipment_one_network_of_an_address",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="equipment_network_times"
            ),
        ]

    def __str__(self) -> str:
        return self.network

    @property
    def name(self) -> str:
        return "School network"
