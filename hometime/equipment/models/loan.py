"""Loan: one device in one person’s hands, from a moment until it is back; its due days, and their word on it."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person

from .device import Device
from .handover import HandOver


class LoanQuerySet(models.QuerySet):
    def at(self, moment: dt.datetime) -> Self:
        """Those that were out at a moment."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), lent_at__lte=moment)

    def open(self) -> Self:
        """Those that nothing has ended, things put aside among them."""
        return self.filter(ended_at=None)


class Loan(models.Model):
    """One device lent to one person. Put aside first (`lent_at` empty) where the signature must come before it."""

    class Ended(models.TextChoices):
        RETURNED = "returned", "Returned"
        LOST = "lost", "Written off as lost"
        CALLED_OFF = "called_off", "Never handed over"

    class Condition(models.TextChoices):
        GOOD = "good", "In good order"
        WORN = "worn", "Worn, and works"
        DAMAGED = "damaged", "Damaged"
        INCOMPLETE = "incomplete", "Something is missing"

    class Wiped(models.TextChoices):
        YES = "yes", "Yes, wiped"
        NO = "no", "Not yet"
        NOT_NEEDED = "not_needed", "It keeps no data"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="loans")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="loans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="loans")
    hand_over = models.ForeignKey(HandOver, null=True, blank=True, on_delete=models.PROTECT, related_name="loans")
    lent_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="As it stands now; DueChange has how it was.")
    returned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=20, choices=Ended.choices, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=20, choices=Condition.choices, blank=True)
    wiped = models.CharField(max_length=20, choices=Wiped.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    photo = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            # Two people hand out the same thing at once: the second meets this, and is told who has it.
            models.UniqueConstraint(fields=["device"], condition=Q(ended_at=None), name="equipment_one_open_loan"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | ~Q(ended_by=F("person")), name="equipment_nobody_receives_their_own"
            ),
            models.CheckConstraint(
                condition=Q(created_by=None) | ~Q(created_by=F("person")), name="equipment_lent_by_another"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="equipment_loan_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(ended_how="returned", ended_at=F("returned_at")),
                name="equipment_returned_is_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ended_at", "due_on"], name="equipment_due_back"),
            models.Index(fields=["organisation", "ended_at", "lent_at"], name="equipment_last_lent"),
            models.Index(fields=["person", "lent_at"], name="equipment_loans_of"),
        ]

    def __str__(self) -> str:
        return f"Loan of {self.device}"

    @property
    def name(self) -> str:
        return str(self.device)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_put_aside(self) -> bool:
        return self.is_open and self.lent_at is None


class DueChange(models.Model):
    """The day to be back, set anew: what it was, what it is, and why."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="due_changes")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]


class HolderWord(models.Model):
    """What the borrower says of a thing they hold: I still have it, or my data is off it. Nobody says it for them."""

    class Says(models.TextChoices):
        STILL_HAVE = "still_have", "I still have it"
        NOT_HERE = "not_here", "I do not have it"
        DATA_OFF = "data_off", "My data is off it"

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="words")
    says = models.CharField(max_length=20, choices=Says.choices)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["loan", "says"], name="equipment_word_on_a_loan")]


class WorksOn(models.Model):
    """Which of their computers somebody says they work on, from a moment on. Of several, the last said counts while they have it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="worked_on")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["device", "person", "created_at"], name="equipment_worked_on")]

    @property
    def name(self) -> str:
        return f"{self.person} works on {self.device}"
