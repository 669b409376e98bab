"""A half-finished report, and an incident with all that was said when it was reported."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q

from hometime.lib.clock import hours_after
from hometime.people.models import Organisation, Person

from . import choices
from .base import Record, nobody_yet, one_of, somebody


class Draft(models.Model):
    """A report on its way. Its code is the once-only key of what is sent from it."""

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # sent, or thrown away

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"A report begun by {self.person}"


class Incident(Record):
    """What was reported. The words of the report never change; what is learned later stands in steps and decisions."""

    State = choices.State
    Kind = choices.Kind
    Thing = choices.Thing
    Data = choices.Data
    Now = choices.Now
    Ending = choices.Ending
    once = models.UUIDField(unique=True)  # the same report sent twice is one report
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    thing = models.CharField(max_length=16, choices=Thing.choices)
    data = models.CharField(max_length=12, choices=Data.choices)
    looked_after_child = models.CharField(max_length=10, choices=choices.YesNo.choices)
    child = models.CharField(max_length=10, choices=choices.YesNo.choices)
    now = models.CharField(max_length=10, choices=Now.choices)
    whose = models.JSONField(default=list)
    words = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    people_count = models.PositiveIntegerField(null=True, blank=True)
    concerns = somebody()  # whose thing, or whose mishap: mostly whoever reports it
    noticed_at = models.DateTimeField()
    aware_at = models.DateTimeField()  # from when the hours are counted
    version = models.ForeignKey("policy.PolicyVersion", null=True, on_delete=models.PROTECT, related_name="+")
    ending = models.CharField(max_length=20, choices=Ending.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            one_of("incidents_state", "state", choices.State),
            one_of("incidents_kind", "kind", choices.Kind),
            one_of("incidents_data", "data", choices.Data),
            models.CheckConstraint(condition=Q(noticed_at__lte=models.F("created_at")), name="incidents_noticed_first"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(ending="") | ~Q(state="closed"),
                name="incidents_closed_with_an_ending",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "created_at"], name="incidents_in_order"),
            models.Index(fields=["organisation", "aware_at"], condition=Q(closed_at=None), name="incidents_open"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Says nothing of what happened or to whom: it may stand anywhere."""
        return f"Report {self.code.hex[:6].upper()}"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def may_touch_people(self) -> bool:
        """Whether information about people is in it, as far as anybody knows."""
        return self.data not in (self.Data.NONE, self.Data.ORDINARY)

    @property
    def may_be_looked_after(self) -> bool:
        """A no is the only answer that lets the safeguarding lead rest."""
        return self.looked_after_child != choices.YesNo.NO

    def hour(self, hours: int) -> dt.datetime:
        """The moment so many hours after the school knew."""
        return hours_after(self.aware_at, hours)


class Item(models.Model):
    """A device or papers that are part of it, by the code of its record, which may be gone one day."""

    class Kind(models.TextChoices):
        DEVICE = "device", "A device"
        PAPERS = "papers", "Papers"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    record = models.UUIDField()
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["incident", "record"], name="incidents_item_once")]

    def __str__(self) -> str:
        return self.label


class ChildIdentity(models.Model):
    """Which child it is: for the safeguarding lead and the data protection officer alone."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="children")
    words = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    created_by = somebody()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return "A child"


class Recipient(models.Model):
    """Somebody who is to know, and when they were told and saw it. Without a person: a body outside the school."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="recipients")
    role = models.CharField(max_length=20)
    person = nobody_yet()
    label = models.CharField(max_length=200)
    contact = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=100, blank=True)
    why = models.CharField(max_length=20)  # policy, law, instead (nobody else can be reached)
    cites = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = nobody_yet()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "role", "person", "label"], name="incidents_told_once"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="incidents_seen_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "told_at"], condition=Q(seen_at=None), name="incidents_not_seen_yet")]

    def __str__(self) -> str:
        return self.label


class Step(models.Model):
    """Something that was done about it, never changed: the timeline is its steps."""

    Kind = choices.StepKind
    Audience = choices.StepAudience
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.CharField(max_length=40, blank=True)  # which item of a checklist, which body
    words = models.TextField(blank=True)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.ALL)
    at = models.DateTimeField()
    by = nobody_yet()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            one_of("incidents_step_kind", "kind", choices.StepKind),
            models.UniqueConstraint(
                fields=["incident", "kind", "what"],
                condition=Q(kind__in=["contained", "body"]),
                name="incidents_ticked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.incident}"


class Snapshot(models.Model):
    """What every register said at the moment of the report, kept as it was then."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="snapshot")
    at = models.DateTimeField()
    lines = models.JSONField()

    def __str__(self) -> str:
        return f"{self.incident} as known then"
