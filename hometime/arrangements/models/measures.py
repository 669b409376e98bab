"""An extra check on somebody’s work at home: what it is, why, and that the person knows of it."""

from django.db import models
from django.db.models import F, Q

from .everyday import About


class Measure(About):
    """Never hidden: writing it down tells the person, and ending it does too."""

    what = models.CharField(max_length=300)
    why = models.TextField()
    starts_on = models.DateField()
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the person said that they had read it.")
    ended_on = models.DateField(null=True, blank=True, help_text="The last day of it.")
    name = "Extra check"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(created_by=F("person")), name="arrangements_measures_are_set_by_another"
            )
        ]
