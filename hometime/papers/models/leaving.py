"""What papers are, wherever they stand: asked about, out, or in a set that is lent again and again."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from hometime.people.models import Organisation, Person


class Data(models.TextChoices):
    """How private, in the words of the catalogue’s data.kind."""

    ORDINARY = "ordinary", "Ordinary work, with nothing about a person"
    PERSONAL = "personal", "Facts about people, such as names or marks"
    SENSITIVE = "sensitive", "Very private facts, such as health or child protection"


class InCare(models.TextChoices):
    """Whether any of it is about a child in care (a looked-after child)."""

    NO = "no", "No"
    YES = "yes", "Yes"
    NOT_KNOWN = "not_known", "I do not know"


class Container(models.TextChoices):
    """What papers are carried in, in the words of the catalogue’s journey.container."""

    LOCKED_CASE = "locked_case", "A closed case that locks"
    CLOSED_BAG = "closed_bag", "A closed bag that does not lock"
    SUPPLIED_CASE = "supplied_case", "The case a device came with"
    OPEN = "open_or_see_through", "A bag that is open or that people can see through"


class Papers(models.Model):
    """What every description of papers has. `whose` says which people, never their names: “pupils of 7B”."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    whose = models.CharField(max_length=120, blank=True)
    people_count = models.PositiveIntegerField(null=True, blank=True, help_text="How many people it is about.")
    data = models.CharField(max_length=20, choices=Data.choices)
    in_care = models.CharField(max_length=10, choices=InCare.choices, default=InCare.NO)
    is_master = models.BooleanField(default=False, help_text="The school’s main copy, or the only one.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def name(self) -> str:
        """What the ledger calls it: never whose."""
        return "Papers"

    @property
    def is_about_people(self) -> bool:
        return self.data != Data.ORDINARY


DESCRIPTION = ("what", "whose", "people_count", "data", "in_care", "is_master")


def description_of(papers: Papers) -> dict[str, Any]:
    return {name: getattr(papers, name) for name in DESCRIPTION}


class PaperSet(Papers):
    """Papers with a label that opens the page which signs them out: the books of a class, or one folder by itself."""

    items = models.JSONField(help_text="What is in it, one name each.")
    label = models.CharField(max_length=12, unique=True, help_text="On the sheet in the box, and in its QR code.")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Papers.Meta):
        ordering = ["what", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "what"], condition=Q(retired_at=None), name="papers_one_set_of_a_name"
            )
        ]

    @property
    def is_single(self) -> bool:
        """One thing, which may go out beside others; several go out as a set."""
        return len(self.items) == 1
