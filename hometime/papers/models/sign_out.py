"""SignOut and its items: who has which papers away from school, since when, what for and until when; and what came back.

Rows are added and their ends dated, never edited away: everything here can be read as of a past moment.
"""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person

from .leaving import Container, Papers, PaperSet
from .request import PaperRequest


class SignOutQuerySet(models.QuerySet):
    def out_at(self, moment: dt.datetime) -> Self:
        """Those with something still away at a moment."""
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=moment), created_at__lte=moment)

    def made_by(self, moment: dt.datetime) -> Self:
        return self.filter(created_at__lte=moment)


class SignOut(Papers):
    """Papers that left school, or were printed at home, in one person’s keeping."""

    class Basis(models.TextChoices):
        LOG = "log", "Signing out was enough"
        PERMISSION = "permission", "Permission was given"
        EXCEPTION = "exception", "An exception was allowed"
        SILENT = "silent", "The policy does not say"
        NO_LEAVE = "no_leave", "They left before permission was given"
        PRINTED = "printed", "Printed at home"
        INSTEAD = "instead", "They stayed at school"

    class Origin(models.TextChoices):
        SCHOOL = "school", "Taken from school"
        PRINTED = "printed", "Printed at home"
        INSTEAD = "instead", "Not taken: electronic copy used"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_sign_outs")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.SCHOOL)
    purpose = models.CharField(max_length=300)
    why_paper = models.CharField(max_length=300, blank=True, help_text="Why an electronic copy would not do.")
    due_on = models.DateField(help_text="When they come back.")
    container = models.CharField(max_length=20, choices=Container.choices, blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    cites = models.JSONField(default=list, help_text="The clauses that settled whether they might leave.")
    policy_hash = models.CharField(max_length=64, blank=True)
    leave = models.ForeignKey(PaperRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_outs")
    uses_leave_up = models.BooleanField(default=False, help_text="Leave for once; leave for a set may last.")
    paper_set = models.ForeignKey(PaperSet, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_outs")
    once = models.UUIDField(default=uuid.uuid4, unique=True, help_text="The same form sent twice is one sign-out.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When the last of it was accounted for.")

    objects = SignOutQuerySet.as_manager()

    class Meta(Papers.Meta):
        constraints = [
            models.UniqueConstraint(fields=["paper_set"], condition=Q(closed_at=None), name="papers_a_set_is_out_once"),
            models.UniqueConstraint(
                fields=["leave"], condition=Q(uses_leave_up=True), name="papers_leave_is_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=["permission", "exception"]) | Q(leave__isnull=False),
                name="papers_leave_is_on_record",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("created_at")), name="papers_closed_after_it_opened"
            ),
            models.CheckConstraint(
                condition=~Q(origin="instead") | Q(closed_at__isnull=False, closed_at=F("created_at")),
                name="papers_not_taken_is_never_out",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "closed_at", "due_on"], name="papers_late"),
            models.Index(fields=["organisation", "created_at"], name="papers_in_order"),
        ]

    @property
    def is_not_taken(self) -> bool:
        return self.origin == self.Origin.INSTEAD

    def days_late(self, on: dt.date) -> int:
        return max((on - self.due_on).days, 0)


class PaperItem(models.Model):
    """One thing among papers that left: a book, a folder, a sheet. Its end is dated and says how."""

    class Ended(models.TextChoices):
        BACK = "back", "Back at school"
        DESTROYED = "destroyed", "Destroyed"
        LOST = "lost", "Lost, and written off"

    sign_out = models.ForeignKey(SignOut, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=120)
    thing = models.ForeignKey(
        PaperSet, null=True, blank=True, on_delete=models.PROTECT, related_name="trips", help_text="If it has a label."
    )
    missing_at = models.DateTimeField(null=True, blank=True)
    missing_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sign_out", "number"], name="papers_items_are_numbered"),
            models.UniqueConstraint(fields=["thing"], condition=Q(ended_at=None), name="papers_a_thing_is_out_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="", ended_by=None)
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_how="")),
                name="papers_an_end_says_how_and_who",
            ),
            models.CheckConstraint(
                condition=Q(missing_at=None) | Q(missing_by__isnull=False), name="papers_somebody_missed_it"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def state_at(self, moment: dt.datetime) -> str:
        """out, missing, back, destroyed or lost."""
        if self.ended_at is not None and self.ended_at <= moment:
            return self.ended_how
        return "missing" if self.missing_at is not None and self.missing_at <= moment else "out"


class Dated(models.Model):
    """Something said of a sign-out, once, by somebody."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sign_out = models.ForeignKey(SignOut, on_delete=models.PROTECT, related_name="%(class)ss")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["created_at", "pk"]


class Journey(Dated):
    """How papers travelled: what they were carried in, and what the person could not keep to. Arrival is confirmed."""

    class Transport(models.TextChoices):
        CAR = "car", "By car"
        PUBLIC = "public", "By bus, train or taxi"
        FOOT = "foot", "On foot or by bicycle"

    class Way(models.TextChoices):
        HOME = "home", "From school"
        BACK = "back", "Back to school"

    way = models.CharField(max_length=10, choices=Way.choices, default=Way.HOME)
    container = models.CharField(max_length=20, choices=Container.choices)
    transport = models.CharField(max_length=10, choices=Transport.choices)
    cannot = models.JSONField(default=list, help_text="Members of cannot.journey that were ticked.")
    level = models.CharField(max_length=10, help_text="What the policy answered.")
    told = models.JSONField(default=list, help_text="What the person was told: words and clauses.")
    policy_hash = models.CharField(max_length=64, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["sign_out"], condition=Q(arrived_at=None), name="papers_one_journey_at_a_time"
            )
        ]


class LongerTime(Dated):
    """A later day for papers to come back, with why; the day before it stays on record here."""

    was_due_on = models.DateField()
    due_on = models.DateField()
    why = models.CharField(max_length=300)

    class Meta(Dated.Meta):
        constraints = [models.CheckConstraint(condition=Q(due_on__gt=F("was_due_on")), name="papers_longer_is_later")]
