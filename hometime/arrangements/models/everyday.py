"""Small records of working from home: care in place, hours told, duties agreed, a day off sick, a doubt."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person


class About(models.Model):
    """What every one of them has: whose it is, where, and who wrote it when."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]


class CareDeclaration(About):
    """Somebody’s own word that care is in place while they work, or that it is no longer."""

    in_place = models.BooleanField()
    name = "Care while working"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(created_by=F("person")), name="arrangements_care_is_ones_own_word")
        ]


class HoursNotice(About):
    """The hours somebody was told, and whether they may be asked to answer outside them."""

    class Reach(models.TextChoices):
        NONE = "none", "Nobody need be answered outside these hours"
        FLEXIBLE = "flexible_hours", "They work flexible hours"
        AGREED = "agreed", "They agreed in writing to answer at other times"

    hours = models.JSONField(help_text="For Monday to Friday, [from, to] or null.")
    exception = models.CharField(max_length=20, choices=Reach.choices, default=Reach.NONE)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    name = "Hours"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(created_by=F("person")), name="arrangements_hours_are_told_by_another")
        ]


class DutiesAgreement(About):
    """How the work at home differs from the work at school, and who agreed to it."""

    class Change(models.TextChoices):
        NONE = "none", "My work is the same as at school"
        USUAL = "usual_practice", "It changes in a way the school always allows"
        OTHER = "other", "It changes in another way"

    change = models.CharField(max_length=20, choices=Change.choices)
    instead = models.BooleanField(default=False, help_text="There is usual work that cannot be done at home.")
    words = models.TextField(blank=True)
    agreed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="Why it is not agreed, and what to talk over.")
    name = "Work at home"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("person")), name="arrangements_nobody_agrees_own_duties"
            ),
            models.CheckConstraint(
                condition=Q(declined_by=None) | Q(agreed_by=None) & ~Q(declined_by=F("person")),
                name="arrangements_duties_answered_once",
            ),
        ]

    @property
    def needs_agreement(self) -> bool:
        return self.instead or self.change == self.Change.OTHER

    @property
    def is_open(self) -> bool:
        return self.needs_agreement and not self.agreed_by_id and not self.declined_by_id


class Absence(About):
    """A day at home on which somebody could not work. The reason is for the person and their line manager’s side alone."""

    class Reason(models.TextChoices):
        ILL = "ill", "I am ill"
        CARE = "care", "I am needed for somebody’s care"
        OTHER = "other", "Another reason"

    on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    seen_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField(null=True, blank=True)
    name = "Absence"

    class Meta(About.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "on"], name="arrangements_absent_once_a_day"),
            models.CheckConstraint(
                condition=Q(seen_by=None) | ~Q(seen_by=F("person")), name="arrangements_absence_seen_by_another"
            ),
        ]


class Stationery(About):
    """Pens, paper and the like that somebody took home from the school."""

    what = models.CharField(max_length=300)
    taken_on = models.DateField()
    name = "Stationery taken home"

    class Meta(About.Meta):
        ordering = ["-taken_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "taken_on"], name="arrangements_stationery_taken")]
        constraints = [
            models.CheckConstraint(condition=Q(created_by=F("person")), name="arrangements_stationery_is_ones_own_word")
        ]


class Doubt(About):
    """“May I?”, put to the line manager first and then to who decides. Both answers stay on record."""

    class State(models.TextChoices):
        ASKED = "asked", "With the line manager"
        DISCUSSED = "discussed", "With the person who decides"
        YES = "yes", "Yes"
        NO = "no", "No"

    words = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices)
    line_manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decider_kind = models.CharField(max_length=20)
    view = models.TextField(blank=True)
    view_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    name = "Question about working from home"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")), name="arrangements_nobody_settles_own_doubt"
            ),
            models.CheckConstraint(
                condition=Q(view_by=None) | ~Q(view_by=F("person")), name="arrangements_nobody_discusses_alone"
            ),
        ]
