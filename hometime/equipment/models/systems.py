"""System: what a school works with, whose facts are in it and how private they are. Opening: from where it can be opened.

Rows are added and their ends dated. What is said of a past day is dated twice: since when it was so, and when it was written down.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.lib.text import in_words
from hometime.people.models import Organisation, Person

from .device import Device, Kit


class System(models.Model):
    """Mail, the register of pupils, the safeguarding records: as the school calls it."""

    class Data(models.TextChoices):
        """How private, in the words of the catalogue’s data.kind."""

        ORDINARY = "ordinary", "Ordinary work, with nothing about a person"
        PERSONAL = "personal", "Facts about people, such as names or marks"
        SENSITIVE = "sensitive", "Very private facts, such as health or child protection"

    class Whose(models.TextChoices):
        PUPILS = "pupils", "Pupils"
        FAMILIES = "families", "Families"
        STAFF = "staff", "Staff"
        OTHERS = "others", "Others"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    whose = models.JSONField(default=list)
    data = models.CharField(max_length=20, choices=Data.choices)
    people_count = models.PositiveIntegerField(null=True, blank=True, help_text="How many people it is about.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at=None), name="equipment_one_system_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="equipment_systems_are_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whose_words(self) -> str:
        return in_words([self.Whose(each).label.lower() for each in self.whose])

    @property
    def words(self) -> str:
        """Very private facts, such as health or child protection, about pupils and families: about 420 people."""
        about = f", about {self.whose_words}" if self.whose else ""
        count = f": about {self.people_count} people" if self.people_count else ""
        return f"{self.get_data_display()}{about}{count}"


class Opening(models.Model):
    """That a system can be opened from one device, from a kit, or from every school device of a kind."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="openings")
    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kit = models.ForeignKey(Kit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Device.Kind.choices, blank=True)
    since = models.DateField(null=True, blank=True, help_text="Empty where it was so as long as anybody knows.")
    how = models.CharField(max_length=200, blank=True, help_text="How it is known.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(device__isnull=False, kit=None, kind="")
                | Q(device=None, kit__isnull=False, kind="")
                | (Q(device=None, kit=None) & ~Q(kind="")),
                name="equipment_opened_from_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["system", thing],
                    condition=Q(ended_at=None) & shown,
                    name=f"equipment_opened_once_from_a_{thing}",
                )
                for thing, shown in (
                    ("device", Q(device__isnull=False)),
                    ("kit", Q(kit__isnull=False)),
                    ("kind", ~Q(kind="")),
                )
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")), name="equipment_opening_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system}, from {self.where}"

    @property
    def where(self) -> str:
        if self.device:
            return str(self.device)
        return f"the kit “{self.kit}”" if self.kit else f"every school {self.get_kind_display().lower()}"
