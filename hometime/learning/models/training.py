"""Course: what the policy wants learnt. Completion: somebody did it. Reading: somebody read or was given something."""

import uuid

from django.db import models
from django.db.models import F, Q

from hometime.files.models import StoredFile
from hometime.people.models import Organisation, Person


class Course(models.Model):
    """A course an organisation’s policy asks for. `fact` is what a completion of it proves to the engine."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="courses")
    fact = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True)
    address = models.URLField(blank=True, help_text="Where the course is done.")
    topics = models.JSONField(default=list, help_text="What the course covers, as values of learning.topics_covered.")
    topics_on = models.DateField(null=True, help_text="When somebody last said what it covers.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["organisation", "fact"], name="learning_one_course_a_fact")]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return self.title


class Completion(models.Model):
    """Somebody did a course on a day. When it runs out is worked out from the policy in force, or read off a certificate."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="completions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="completions")
    done_on = models.DateField()
    good_until = models.DateField(null=True, help_text="As its certificate says.")
    certificate = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "person", "done_on"], name="learning_done_once_a_day"),
            models.CheckConstraint(
                condition=Q(certificate__isnull=False) | ~Q(created_by=F("person")),
                name="learning_own_word_needs_certificate",
            ),
            models.CheckConstraint(
                condition=Q(good_until=None) | Q(good_until__gte=F("done_on")), name="learning_completion_dates"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="learning_done_by")]

    def __str__(self) -> str:
        return f"{self.course}, {self.done_on}"


class Reading(models.Model):
    """Something a person read themselves (risks, another policy) or was given (the handout, a training update)."""

    class Kind(models.TextChoices):
        RISKS = "risks", "The risks of working at home"
        POLICY = "policy", "Another policy"
        HANDOUT = "handout", "The guidance"
        UPDATE = "update", "A training update"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=100, blank=True, help_text="Which policy, or what the update is called.")
    done_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "kind", "what", "done_on"], name="learning_read_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person", "kind"], name="learning_read_by")]

    def __str__(self) -> str:
        return self.get_kind_display()
