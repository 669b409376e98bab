"""Question: what somebody asked about the policy, the answer they had, and what of it everybody may read."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.people.models import Organisation, Person
from hometime.policy.models import PolicyVersion


class Question(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        ANSWERED = "answered", "Answered"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policy_questions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="policy_questions")
    version = models.ForeignKey(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+")
    clause = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    # Between bars, so that one word can be looked for: |head|policy-owner|
    goes_to = models.CharField(max_length=200, help_text="The roles that answer it, between bars.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    created_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # What everybody may read is written apart, so that no name slips through with the words of the asker.
    shown_question = models.TextField(blank=True)
    shown_answer = models.TextField(blank=True)
    shown_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("person")), name="learning_no_answer_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | Q(state="answered", answered_at__isnull=False),
                name="learning_question_state",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "created_at"], name="learning_question_waiting"),
            models.Index(fields=["organisation", "shown_at"], name="learning_question_shown"),
        ]

    def __str__(self) -> str:
        return "Question about the policy"

    @property
    def answerers(self) -> frozenset[str]:
        """The roles that answer it: settled when it was asked, and never the asker’s alone."""
        return frozenset(self.goes_to.strip("|").split("|"))

    @property
    def name(self) -> str:
        return str(self)
