"""What people ask about devices: for one, for a change to one, for help with one, and whether insurance would still pay."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person, Role

from .device import Device


class Asked(models.Model):
    """What every one of them has: who it is from, where, and who wrote it when."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["created_by", "once"], name="equipment_%(class)s_once")]
        indexes = [models.Index(fields=["organisation", "created_at"], name="equip_%(class)s_day")]


class Step(models.Model):
    """Something that was done, and how things stood after it. Only ever added, so that any moment can be read again."""

    name = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


class DeviceRequest(Asked):
    """Somebody needs a device. The school’s ladder is kept as it stood on the day of asking."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        WAITING = "waiting", "On the waiting list"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Not agreed"
        WITHDRAWN = "withdrawn", "Taken back"

    kind = models.CharField(max_length=20, choices=Device.Kind.choices)
    need = models.TextField()
    ladder = models.JSONField(
        default=list, help_text="The order of need, the most pressing first; empty where there is none."
    )
    rung = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which need of the ladder this is, from 1."
    )
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"],
                condition=Q(state__in=["asked", "waiting"]),
                name="equipment_one_open_request_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display().lower()}"

    @property
    def name(self) -> str:
        return f"Request for a {self.get_kind_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ASKED, self.State.WAITING)


class RequestStep(Step):
    """One step of a request, with the place in the queue and the stock as they were, so that it can be shown to be fair."""

    request = models.ForeignKey(DeviceRequest, on_delete=models.PROTECT, related_name="steps")
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(null=True)
    of = models.PositiveIntegerField(null=True, help_text="How many were in the queue.")
    in_stock = models.PositiveIntegerField(null=True, help_text="How many devices of the kind could be lent.")
    compared = models.TextField(
        blank=True, help_text="Where there is no ladder: how the need compares with the others."
    )

    class Meta(Step.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="decide") | ~Q(by=F("subject")), name="equipment_nobody_decides_own_request"
            )
        ]


class ChangeRequest(Asked):
    """Something to be put on, in or into a device. `needs` is who must say yes, as the policy had it on that day."""

    class Kind(models.TextChoices):
        APP = "app", "Put something new on it, even a game, music or pictures"
        UPDATE = "update", "Update a program"
        HARDWARE = "hardware", "Fit or plug in a new part"
        UPGRADE = "upgrade", "Get a better device or program"
        UNKNOWN_FILE = "unknown_file", "Open a file or message from someone you do not know"
        MEMORY_STICK = "memory_stick", "Plug in a memory stick"

    class State(models.TextChoices):
        ASKED = "asked", "With IT"
        MONEY = "money", "With the person who decides about money"
        AGREED = "agreed", "Agreed, and not done yet"
        INSTALLED = "installed", "Done"
        REFUSED = "refused", "Not agreed"
        WITHDRAWN = "withdrawn", "Taken back"

    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="change_requests")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = models.CharField(max_length=200)
    why = models.TextField()
    needs = models.JSONField(help_text="it, finance: whose yes it takes.")
    it_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    money_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)

    class Meta(Asked.Meta):
        indexes = [
            *Asked.Meta.indexes,
            models.Index(fields=["organisation", "state", "it_kind"], name="equipment_changes_for_it"),
            models.Index(fields=["organisation", "state", "money_kind"], name="equipment_changes_for_money"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"

    @property
    def name(self) -> str:
        return "Request for a change to a device"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ASKED, self.State.MONEY, self.State.AGREED)


class ChangeStep(Step):
    """One step. A yes from IT and a yes to the money are never one person’s, and never the asker’s."""

    change = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="steps")
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_yes = models.BooleanField(null=True)
    version = models.CharField(max_length=80, blank=True, help_text="Of what was installed.")

    class Meta(Step.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["change", "by"], condition=Q(name__in=["it", "finance"]), name="equipment_two_say_yes"
            ),
            models.UniqueConstraint(
                fields=["change", "name"], condition=Q(name__in=["it", "finance"]), name="equipment_each_says_once"
            ),
            models.CheckConstraint(
                condition=~Q(name__in=["it", "finance"]) | ~Q(by=F("subject")),
                name="equipment_nobody_agrees_own_change",
            ),
        ]


class Fault(Asked):
    """Something does not work, or the screen says that its settings have changed."""

    class About(models.TextChoices):
        DEVICE = "device", "The device itself"
        NETWORK = "network", "The internet or the network"
        SERVICE = "council_service", "A council service or program"
        MESSAGE = "computer_message", "The screen says that its settings have changed"

    class State(models.TextChoices):
        REPORTED = "reported", "Reported"
        OWN = "own", "The owner’s to mend"
        STARTED = "started", "Somebody is on it"
        FIXED = "fixed", "Fixed"
        CLOSED = "closed", "Closed"

    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="faults")
    about = models.CharField(max_length=20, choices=About.choices)
    is_own = models.BooleanField(default=False, help_text="It is about a device of the person’s own.")
    words = models.TextField()
    noticed_at = models.DateTimeField()
    is_data_at_risk = models.BooleanField(default=False)
    route = models.JSONField(
        default=list, help_text="Whom the policy names: recipient, words, phone, whether they are here."
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.REPORTED)

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(condition=Q(noticed_at__lte=F("created_at")), name="equipment_fault_noticed_before"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_about_display().lower()}"

    @property
    def name(self) -> str:
        return f"Fault: {self.get_about_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.REPORTED, self.State.STARTED, self.State.OWN)


class FaultStep(Step):
    fault = models.ForeignKey(Fault, on_delete=models.PROTECT, related_name="steps")
    told = models.CharField(
        max_length=40, blank=True, help_text="Whom the person called, in the policy’s own name for them."
    )


class InsuranceQuery(Asked):
    """“Would the insurance still pay?” Until somebody answers, the answer is to leave it."""

    class Answer(models.TextChoices):
        SAFE = "safe", "Yes, the insurance still pays"
        NOT_SAFE = "not_safe", "No, do not do it"

    device = models.ForeignKey(Device, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    line_manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = "Question about insurance"

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("person")), name="equipment_nobody_insures_themselves"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="equipment_insurance_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.words[:60]}"
