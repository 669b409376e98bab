"""What a school sets: its terms and INSET days, how many must be on site, what is agreed without asking, which jobs fit."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person

WAITS_DAYS = 7  # unless a school says otherwise


class SchoolDates(models.Model):
    """A term, or INSET days, of an organisation; a school without any goes by those of its trust."""

    class Kind(models.TextChoices):
        TERM = "term", "Term"
        INSET = "inset", "INSET days"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="school_dates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    first_week = models.CharField(max_length=1, choices=[("A", "Week A"), ("B", "Week B")], default="A")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="arrangements_school_dates"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "starts_on"], name="arrangements_school_dates_once"
            ),
        ]


class Limits(models.Model):
    """From a day: the fewest on site in a team, what is agreed without anybody deciding, and how long a request may wait.

    A later row takes its place.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="home_working_limits")
    starts_on = models.DateField()
    fewest_on_site = models.PositiveSmallIntegerField(default=0)
    auto_days = models.PositiveSmallIntegerField(default=0, help_text="Days a month agreed without asking; 0 is never.")
    waits_days = models.PositiveSmallIntegerField(
        default=WAITS_DAYS, help_text="Days a request may wait before it is raised; 0 is never."
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "-pk"]


class JobFit(models.Model):
    """Whether a job can be done at home, as somebody judged it who does not hold it. A later row takes its place."""

    class Fit(models.TextChoices):
        YES = "yes", "Yes, all of it"
        PART = "part", "Part of it"
        NO = "no", "No"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="job_fits")
    job_title = models.CharField(max_length=100)
    fit = models.CharField(max_length=10, choices=Fit.choices)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.job_title

    @property
    def name(self) -> str:
        return self.job_title
