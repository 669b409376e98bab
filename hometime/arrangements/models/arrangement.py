"""One request to work from home, what was said about it on the way, and the conditions it was agreed with."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Case, F, Q, When

from hometime.arrangements.patterns import Pattern
from hometime.arrangements.states import AGREED, OPEN, State
from hometime.people.models import Organisation, Person, Role

# Steps in which one person judges another.
JUDGING = ("give-view", "review-kit", "review-data", "go-on", "decide", "suspend", "resume", "confirm", "look-again")


class Arrangement(models.Model):
    class Ground(models.TextChoices):
        AD_HOC = "ad_hoc", "I would like to, such as to plan and mark"
        ONE_DAY = "one_day", "For one piece of work, such as a day of reports"
        FLEXIBLE = "flexible", "As agreed under flexible working"
        HEALTH = "health_advice", "A doctor or public health advice says so"
        OTHER = "other", "Another reason the school allows"

    class Place(models.TextChoices):
        HOME = "home", "At home"
        OTHER_HOME = "other_home", "In someone else’s home"

    class Data(models.TextChoices):
        NONE = "none", "No school information at all"
        ORDINARY = "ordinary", "Ordinary work, with nothing about a person"
        PERSONAL = "personal", "Facts about people, such as names or marks"
        SENSITIVE = "sensitive", "Very private facts, such as health or child protection"

    class Kit(models.TextChoices):
        NOT_ASKED = "", "Not looked at"
        CAN_BE_DONE = "can_be_done", "The job can be done with equipment at home"
        HEAD_TOLD = "head_told", "It cannot, and the head has been told"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="arrangements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="arrangements")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    ground = models.CharField(max_length=20, choices=Ground.choices)
    why = models.TextField(
        blank=True, help_text="Private: for the person, the decider and the data protection officer."
    )
    slots = models.JSONField(help_text="Half days at home, as patterns.Slot writes them.")
    term_time_only = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=20, choices=Place.choices)
    data = models.CharField(max_length=20, choices=Data.choices)
    data_need = models.TextField(blank=True)
    helps = models.JSONField(default=list, help_text="Tests of the tier that the person says it meets.")
    manager_spoken = models.BooleanField(default=False)
    tier = models.CharField(
        max_length=60, blank=True, help_text="In the words of the policy in force when it was asked."
    )
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    state = models.CharField(max_length=20, choices=State.choices)
    line_manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    awaits_kit = models.BooleanField(default=False)
    awaits_data = models.BooleanField(default=False)
    kit = models.CharField(max_length=20, choices=Kit.choices, blank=True, default=Kit.NOT_ASKED)
    has_budget = models.BooleanField(default=False)
    data_looked_at = models.DateField(null=True, blank=True)

    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    by_limits = models.BooleanField(
        default=False, help_text="Agreed by the limits the school set, by nobody in person."
    )
    decision_reason = models.TextField(blank=True)
    covers_sensitive = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Lists of what waits are by this: an index leads to the oldest twenty, however many requests are done with.
    waits_since = models.GeneratedField(
        expression=Case(When(state__in=OPEN, then=F("created_at"))),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["organisation", "waits_since", "id"], name="arrangements_waiting"),
            models.Index(fields=["organisation", "state", "created_at"], name="arrangements_by_state"),
            models.Index(fields=["person", "state"], name="arrangements_of_person"),
            models.Index(
                fields=["organisation", "review_on"], condition=Q(review_on__isnull=False), name="arrangements_review"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="arrangements_state"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="arrangements_dates"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")), name="arrangements_nobody_decides_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*AGREED, State.SUSPENDED, State.REFUSED])
                | Q(decided_by__isnull=False)
                | Q(by_limits=True),
                name="arrangements_somebody_decided",
            ),
            models.CheckConstraint(
                condition=Q(line_manager=None) | ~Q(line_manager=F("person")), name="arrangements_manager_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.pattern.words}"

    @property
    def name(self) -> str:
        return "Request to work from home"

    @property
    def pattern(self) -> Pattern:
        return Pattern.read(self.slots, self.starts_on, self.last_day, self.term_time_only)

    @property
    def last_day(self) -> dt.date | None:
        return min(filter(None, (self.ends_on, self.ended_on)), default=None)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_agreed(self) -> bool:
        return self.state in AGREED

    def is_over(self, on: dt.date) -> bool:
        """It was agreed, and its last day has passed."""
        return bool(self.last_day and self.last_day < on)

    def shown_state(self, on: dt.date) -> str:
        """The state in words, with what the dates add to it."""
        if (self.is_agreed or self.state == State.SUSPENDED) and self.is_over(on):
            return State.ENDED.label
        return State(self.state).label


class Step(models.Model):
    """Something that was done with a request, by whom and when. Only ever added."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="steps")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Whom it is about.")
    name = models.CharField(max_length=20)
    outcome = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name__in=JUDGING) | Q(by=None) | ~Q(by=F("person")),
                name="arrangements_nobody_judges_own",
            )
        ]


class Condition(models.Model):
    """What must be in place before the first day: a fact with the value wanted, or words somebody else confirms."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="conditions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Whom it is about.")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    words = models.CharField(max_length=300)
    fact = models.CharField(max_length=80, blank=True)
    wanted = models.JSONField(null=True, blank=True)
    met_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_by=None) | ~Q(met_by=F("person")), name="arrangements_nobody_confirms_own"
            )
        ]

    def __str__(self) -> str:
        return self.words
