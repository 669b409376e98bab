"""Feed: an address from which a calendar program may read somebody’s days, or their team’s, without signing in."""

import uuid

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from hometime.people.models import Organisation, Person


class Feed(models.Model):
    """Its address holds a secret worked out from the site’s own; nothing kept here gives it away. Renewing makes another."""

    class Kind(models.TextChoices):
        PERSON = "person", "Your own days"
        TEAM = "team", "Your team’s days"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_feeds")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    turn = models.PositiveIntegerField(default=1, help_text="How often its address was made.")
    created_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "kind"], name="home_one_feed_of_a_kind"),
            models.CheckConstraint(condition=models.Q(kind__in=["person", "team"]), name="home_feed_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"Calendar feed: {self.get_kind_display()}"

    @property
    def secret(self) -> str:
        return salted_hmac("hometime.home.feed", f"{self.code}:{self.turn}", algorithm="sha256").hexdigest()

    def opens_to(self, secret: str) -> bool:
        return self.ended_at is None and constant_time_compare(secret, self.secret)
