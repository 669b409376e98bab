"""The life of a device of somebody’s own: what its owner says of it, agrees to, hands to a repairer and clears."""

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile

from .asking import Asked
from .device import Device


class OwnWord(Asked):
    """What only the owner can say."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")

    class Meta(Asked.Meta):
        abstract = True
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(condition=Q(created_by=F("person")), name="equipment_%(class)s_is_ones_own_word"),
        ]


class Declaration(OwnWord):
    """The owner’s yes or no to each condition of the policy in force, word for word as it was shown."""

    policy = models.CharField(max_length=64, help_text="The hash of the policy in force.")
    conditions = models.JSONField(help_text="For each: label, what it says, and whether the owner keeps it.")
    name = "Word on the rules for an own device"

    @property
    def missing(self) -> list[dict[str, object]]:
        return [each for each in self.conditions if not each["keeps"]]


class InspectionConsent(OwnWord):
    """Whether the school may look at the device when it looks into a broken rule. The last word counts."""

    agrees = models.BooleanField()
    name = "Word on looking at an own device"


class Repair(OwnWord):
    """A device given to a repairer, with the contract under which they keep what is on it safe."""

    shop = models.CharField(max_length=120)
    has_contract = models.BooleanField()
    contract = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    name = "Repair of an own device"


class Clearance(OwnWord):
    """School work is off the device: what was cleared, and how."""

    class How(models.TextChoices):
        FILES = "files", "I deleted the files and emptied the bin"
        TRACES = "traces", "I also cleared saved copies in the browser and every other trace"
        WIPED = "wiped", "I wiped the whole device"

    how = models.CharField(max_length=10, choices=How.choices)
    name = "School work cleared from an own device"


class ClearRequest(Asked):
    """The school asks for its work to be cleared off somebody’s own device."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="clear_requests")
    why = models.TextField()
    done_with = models.ForeignKey(Clearance, null=True, blank=True, on_delete=models.PROTECT, related_name="asked")
    name = "Request to clear an own device"

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(created_by=F("person")), name="equipment_nobody_asks_themselves_to_clear"
            ),
            models.UniqueConstraint(
                fields=["device"], condition=Q(done_with=None), name="equipment_asked_to_clear_once"
            ),
        ]


class OwnDisposal(OwnWord):
    """The end of an own device’s life with school work: how it went, and the owner’s word that it is clean."""

    class How(models.TextChoices):
        WIPED = "wiped", "I wiped it, so that nobody can read what was on it"
        SCHOOL = "school_process", "The school gets rid of it for me"
        KEPT = "kept", "I am keeping it, but no longer using it for school work"

    how = models.CharField(max_length=20, choices=How.choices)
    words = models.CharField(max_length=300, blank=True)
    name = "End of an own device"
