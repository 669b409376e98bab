"""A legal request for flexible working: what was asked, what was talked over, the answer, an appeal, more time."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person, Role

from .everyday import About


class FlexibleRequest(About):
    class State(models.TextChoices):
        RECEIVED = "received", "Waiting for an answer"
        AGREED = "agreed", "Agreed"
        PARTLY = "partly", "Partly agreed"
        DECLINED = "declined", "Turned down"
        APPEALED = "appealed", "Waiting for the answer to an appeal"
        UPHELD = "upheld", "Turned down after an appeal"
        WITHDRAWN = "withdrawn", "Taken back"

    class Lasting(models.TextChoices):
        PERMANENT = "permanent", "For good"
        TRIAL = "trial", "As a trial"
        FIXED = "fixed_term", "Until a day"

    class How(models.TextChoices):
        HERE = "here", "Sent here"
        HAND = "hand", "Handed over on paper"
        POST = "post", "By post"
        MAIL = "mail", "By email"

    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nation = models.CharField(max_length=2)
    received_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices, default=How.HERE)
    change = models.TextField()
    starts_on = models.DateField()
    earlier = models.TextField(blank=True, help_text="Earlier requests to this employer, as the person told them.")
    effect = models.TextField(blank=True)
    reasons = models.TextField(blank=True, help_text="Private: for the person and the decider.")
    for_disability = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    last_day = models.DateField(
        null=True, blank=True, help_text="For the final decision; none where the law sets none."
    )

    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    grounds = models.JSONField(default=list)
    explanation = models.TextField(blank=True)
    why_reasonable = models.TextField(blank=True)
    lasting = models.CharField(max_length=10, choices=Lasting.choices, blank=True)
    agreed_from = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_answer = models.TextField(blank=True)
    name = "Flexible working request"

    class Meta(About.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")),
                name="arrangements_nobody_decides_own_flexible",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_by=None) | ~Q(appeal_decided_by=F("person")),
                name="arrangements_nobody_hears_own_appeal",
            ),
            models.CheckConstraint(
                condition=Q(Q(how="here"), created_by=F("person")) | Q(~Q(how="here"), ~Q(created_by=F("person"))),
                name="arrangements_nobody_logs_own_paper",
            ),
        ]

    @property
    def is_granted(self) -> bool:
        """Agreed, at least in part; an appeal about the rest takes nothing of that away."""
        return bool(self.lasting) and self.state != self.State.WITHDRAWN

    @property
    def before_appeal(self) -> "FlexibleRequest.State":
        """The answer that stands again once an appeal is taken back."""
        return self.State.PARTLY if self.lasting else self.State.DECLINED

    def is_live(self, on: dt.date) -> bool:
        """Not decided, withdrawn or out of time; a no is live while an appeal runs."""
        in_time = self.last_day is None or on <= self.last_day
        return self.state in (self.State.RECEIVED, self.State.APPEALED) and in_time


class Consultation(models.Model):
    """A meeting about a request, held or missed. Only ever added."""

    request = models.ForeignKey(FlexibleRequest, on_delete=models.CASCADE, related_name="consultations")
    invited_on = models.DateField()
    held_on = models.DateField()
    was_missed = models.BooleanField(default=False)
    had_good_reason = models.BooleanField(default=False)
    who_present = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]


class Extension(models.Model):
    """More time, put forward by one side; it holds once the other agrees, and never before."""

    request = models.ForeignKey(FlexibleRequest, on_delete=models.CASCADE, related_name="extensions")
    new_last_day = models.DateField()
    by_employer = models.BooleanField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("proposed_by")), name="arrangements_two_agree_on_more_time"
            )
        ]
