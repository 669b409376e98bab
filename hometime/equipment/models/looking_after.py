"""What the school does to look after devices and the ways in: tests, upkeep, limits, settings, and set-ups for home."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person

from .asking import Asked
from .device import Device


class Kept(models.Model):
    """What the school writes of its own things: where, and who wrote it when."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]


class Inspection(Kept):
    """One electrical test of one device: the day, the tester, the number on the label stuck to it."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="inspections")
    checked_on = models.DateField()
    is_pass = models.BooleanField()
    label = models.CharField(max_length=40, blank=True)
    tester = models.CharField(max_length=100, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        ordering = ["checked_on", "pk"]
        constraints = [
            # A tester’s list sent twice changes nothing; a device that failed may pass later the same day.
            models.UniqueConstraint(fields=["device", "checked_on", "is_pass"], name="equipment_tested_once"),
        ]

    def __str__(self) -> str:
        return f"{self.device}: {'passed' if self.is_pass else 'failed'}"

    @property
    def name(self) -> str:
        return f"Electrical test of {self.device}"


class Withdrawal(Kept):
    """A device nobody should use, from a moment until it is fit again."""

    class Why(models.TextChoices):
        FAILED = "failed", "It failed its electrical test"
        OVERDUE = "overdue", "Its electrical test is overdue"

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="withdrawals")
    why = models.CharField(max_length=10, choices=Why.choices)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="equipment_withdrawn_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="equipment_withdrawal_times"
            ),
        ]


class Service(Kept):
    """A device looked over and kept in good order by the school."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="services")
    done_on = models.DateField()
    words = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        ordering = ["done_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["device", "done_on"], name="equipment_serviced_once_a_day")]

    @property
    def name(self) -> str:
        return f"Upkeep of {self.device}"


class Setting(Kept):
    """How something is set for everybody at the school, as whoever answers for it saw it on a day."""

    fact = models.CharField(max_length=60)
    value = models.JSONField()
    seen_on = models.DateField()
    words = models.CharField(max_length=300, help_text="Where it was seen.")
    name = "Setting"


class Restriction(Asked):
    """A limit put on a device, a service or somebody’s way in. Without a person, it is for everybody who works from outside."""

    class What(models.TextChoices):
        SYSTEM = "system", "Limit a system for work from outside"
        DEVICE = "device", "Disconnect a device"
        SERVICE = "service", "Disconnect a service"
        ACCESS = "access", "Stop somebody getting in"

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # type: ignore[assignment]
    what = models.CharField(max_length=10, choices=What.choices)
    words = models.CharField(max_length=200, help_text="Which system, device or service.")
    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions")
    why = models.TextField()
    was_warned = models.BooleanField(help_text="The person was told beforehand.")
    begun_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_words = models.TextField(blank=True)

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(created_by=F("person")), name="equipment_nobody_limits_themselves"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(person=None) | ~Q(ended_by=F("person")),
                name="equipment_nobody_restores_themselves",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="equipment_restriction_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.words}"

    @property
    def name(self) -> str:
        return "Limit"


class SetUp(Asked):
    """The set-up somebody is to have at home, which several people agree to."""

    words = models.TextField()
    depends_on = models.TextField(blank=True)
    name = "Set-up at home"

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(condition=~Q(created_by=F("person")), name="equipment_nobody_sets_themselves_up"),
        ]


class SetUpWord(models.Model):
    """One of those who must agree says yes: IT, the head, whoever answers for the budget."""

    set_up = models.ForeignKey(SetUp, on_delete=models.PROTECT, related_name="agreed")
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    as_who = models.CharField(max_length=20, help_text="it, head or budget.")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["set_up", "as_who"], name="equipment_set_up_agreed_once"),
            models.CheckConstraint(condition=~Q(by=F("subject")), name="equipment_nobody_agrees_own_set_up"),
        ]


class KitAdvice(Asked):
    """Whether a job can be done with equipment at home. Where it cannot, the head is told with it."""

    can_be_done = models.BooleanField()
    words = models.TextField()
    name = "Advice on equipment at home"

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(condition=~Q(created_by=F("person")), name="equipment_nobody_advises_on_themselves"),
        ]
