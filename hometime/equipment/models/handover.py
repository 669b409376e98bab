"""HandOver: things handed to a person in one go, under words frozen as they stood; its signature, photographs and basket."""

import uuid

from django.db import models
from django.db.models import Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person

from .device import Device


class HandOver(models.Model):
    """One moment at the door: who gave what to whom, and the page they were shown."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(
        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one hand-over."
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hand_overs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hand_overs")
    words = models.JSONField(help_text="All that was read before signing: policy, version, sentences, things, days.")
    words_hash = models.CharField(max_length=64, help_text="SHA-256 of the canonical form of the words.")
    handed_at = models.DateTimeField(null=True, blank=True, help_text="Empty while things are put aside for signing.")
    called_off_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "once"], name="equipment_handed_over_once"),
            models.CheckConstraint(
                condition=~Q(created_by=models.F("person")), name="equipment_nobody_lends_to_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"Hand-over to {self.person}"

    @property
    def name(self) -> str:
        return "Hand-over"


class LoanSignature(models.Model):
    """The borrower’s name under the words: typed or drawn, at the door or later by their own sign-in."""

    class How(models.TextChoices):
        TYPED = "typed", "Typed name"
        DRAWN = "drawn", "Drawn with a finger"

    hand_over = models.OneToOneField(HandOver, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    typed_name = models.CharField(max_length=200, blank=True)
    drawn = models.TextField(blank=True, help_text="The path of the drawn line, as SVG writes paths.")
    at_the_door = models.BooleanField(help_text="Signed on the lender’s device, not by their own sign-in.")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(typed_name="") | ~Q(drawn=""), name="equipment_signed_with_something")
        ]


class HandOverPhoto(models.Model):
    """How a thing looked when it went out or came back; at most two an act."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")


class BasketItem(models.Model):
    """A thing somebody has picked to hand over and not handed over yet. Not evidence: it comes and goes."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    keeper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["keeper", "device"], name="equipment_in_a_basket_once")]
