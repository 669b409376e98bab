"""PaperRequest: leave for papers to go, asked where the policy wants it; or an exception, where it says that papers stay."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Person, Role

from .leaving import Papers, PaperSet


class PaperRequest(Papers):
    class Kind(models.TextChoices):
        PERMISSION = "permission", "Permission to take papers"
        EXCEPTION = "exception", "An exception: papers stay here otherwise"

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        GIVEN = "given", "Yes"
        REFUSED = "refused", "No"
        WITHDRAWN = "withdrawn", "Taken back"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_requests")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    purpose = models.CharField(max_length=300)
    why_paper = models.CharField(max_length=300, blank=True)
    items = models.JSONField(help_text="What would leave, one name each.")
    labels = models.JSONField(default=list, blank=True, help_text="Their labels, where each has one.")
    due_on = models.DateField(help_text="When they would come back; leave lasts no longer.")
    container = models.CharField(max_length=20, blank=True)
    is_lasting = models.BooleanField(default=False, help_text="For every time a set goes out until that day.")
    paper_set = models.ForeignKey(PaperSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cites = models.JSONField(default=list)
    policy_hash = models.CharField(max_length=64, blank=True)
    decider_kind = models.CharField(max_length=20, choices=Role.Kind.choices)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta(Papers.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")), name="papers_nobody_decides_their_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "refused"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="papers_somebody_decided",
            ),
            models.CheckConstraint(
                condition=Q(is_lasting=False) | Q(paper_set__isnull=False), name="papers_only_sets_have_lasting_leave"
            ),
            models.CheckConstraint(
                condition=(~Q(state="refused") & ~Q(kind="exception", state="given")) | ~Q(reason=""),
                name="papers_a_no_or_an_exception_says_why",
            ),
        ]
