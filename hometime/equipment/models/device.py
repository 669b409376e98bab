"""Device, its changes and losses, and Kit: what there is, and what was said of it when."""

import datetime as dt
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person

# What may be written differently later; every change keeps all of them as they stood before.
DETAILS = ("asset_code", "kind", "platform", "make", "model", "serial", "name")


class DeviceQuerySet(models.QuerySet):
    def at(self, moment: dt.datetime) -> Self:
        """Those on the register at a moment: entered by then, and not yet retired."""
        return self.filter(Q(retired_at=None) | Q(retired_at__gt=moment), created_at__lte=moment)


class Device(models.Model):
    """One thing with a number of its own: a laptop, a memory stick, or a phone that its owner uses for work."""

    class Kind(models.TextChoices):
        LAPTOP = "laptop", "Laptop"
        TABLET = "tablet", "Tablet"
        PHONE = "phone", "Phone"
        DESKTOP = "desktop", "Desktop computer"
        ACCESSORY = "accessory", "Accessory"
        MEMORY_STICK = "memory_stick", "Memory stick"
        ROUTER = "router", "Router"
        OTHER = "other", "Something else"

    class Platform(models.TextChoices):
        WINDOWS = "windows", "Windows"
        CHROMEOS = "chromeos", "ChromeOS"
        MACOS = "macos", "macOS"
        IOS = "ios", "iOS or iPadOS"
        ANDROID = "android", "Android"
        LINUX = "linux", "Linux"
        OTHER = "other", "Something else"

    class Owner(models.TextChoices):
        SCHOOL = "school", "The school"
        MINE = "mine", "The person who uses it"

    class Retired(models.TextChoices):
        WIPED = "wiped", "Wiped, then recycled"
        DESTROYED = "destroyed", "Destroyed"
        SOLD = "sold", "Wiped, then sold or given away"
        SENT_BACK = "sent_back", "Sent back to whoever leased it to us"
        LOST = "lost", "Lost or stolen, and not found"
        OWNER_STOPPED = "owner_stopped", "Its owner no longer uses it for work"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="devices")
    asset_code = models.CharField(max_length=30, help_text="On its label; capital letters, digits and hyphens.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    platform = models.CharField(max_length=20, choices=Platform.choices, blank=True)
    make = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    serial = models.CharField(max_length=80, blank=True, help_text="Capital letters; empty where it is worthless.")
    name = models.CharField(max_length=80, blank=True, help_text="As people call it.")
    owner = models.CharField(max_length=10, choices=Owner.choices, default=Owner.SCHOOL)
    owner_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="own_devices"
    )
    registered_on = models.DateField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_how = models.CharField(max_length=20, choices=Retired.choices, blank=True)
    retired_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_with = models.CharField(max_length=200, blank=True, help_text="Who took it, and their reference.")
    certificate = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["asset_code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "asset_code"], name="equipment_one_asset_code"),
            # A device that was retired may come back, or its number be entered again: only those in use must differ.
            models.UniqueConstraint(
                fields=["organisation", "serial"],
                condition=~Q(serial="") & Q(retired_at=None),
                name="equipment_one_serial_in_use",
            ),
            models.CheckConstraint(
                condition=Q(owner="school", owner_person=None) | Q(owner="mine", owner_person__isnull=False),
                name="equipment_personal_devices_have_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_how="") | (Q(retired_at__isnull=False) & ~Q(retired_how="")),
                name="equipment_retired_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind"], name="equipment_by_kind"),
            models.Index(fields=["organisation", "created_at"], name="equipment_by_day"),
            models.Index(
                fields=["organisation", "retired_at"], condition=Q(retired_at__isnull=False), name="equipment_retired"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.asset_code}"

    @property
    def what(self) -> str:
        """In words: what it is called, or its make and model, or just its kind."""
        return called(self.kind, self.make, self.model, self.name)

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def is_computer(self) -> bool:
        return self.kind in COMPUTERS

    @property
    def details(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in DETAILS}


CALLED_BY = ("kind", "make", "model", "name")


def called(kind: str, make: str, model: str, name: str) -> str:
    """What a device with such details is called."""
    return name or f"{make} {model}".strip() or str(Device.Kind(kind).label)


COMPUTERS = (Device.Kind.LAPTOP, Device.Kind.TABLET, Device.Kind.PHONE, Device.Kind.DESKTOP)


class DeviceChange(models.Model):
    """The details of a device written differently from a moment on. `before` has all of them, so the past can be read."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        return [(name, self.before[name], now) for name, now in self.after.items() if self.before.get(name) != now]


class DeviceLoss(models.Model):
    """A device nobody can find, from the moment it was missed until it is found or written off."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="losses")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="equipment_lost_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="equipment_loss_times"
            ),
        ]


class Kit(models.Model):
    """Devices and accessories that are lent together: a laptop, its charger and its case."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="kits")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at=None), name="equipment_one_kit_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class KitItem(models.Model):
    """A device in a kit, from one moment to another."""

    kit = models.ForeignKey(Kit, on_delete=models.PROTECT, related_name="items")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="kit_items")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="equipment_in_one_kit"),
        ]
