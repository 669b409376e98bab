"""Notice: what one person is told, written in the transaction of the act it tells of. Message: one mail of one or more.

A message moves only along TRANSITIONS, each step by compare-and-set, so that two workers never both take it.
"""

import uuid
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from hometime.people.models import Organisation, Person


class Pace(models.TextChoices):
    AT_ONCE = "at-once", "At once"  # urgent: day or night
    SOON = "soon", "In working hours"  # a mail of its own, once the person is at work
    DIGEST = "digest", "In the daily email"


class State(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    LEASED = "leased", "Being sent"  # a worker has it; nothing has left
    HANDING = "handing", "Being handed over"  # from here on the mail system may have it
    SENT = "sent", "Sent"
    KEPT = "kept", "Kept here"  # no mail is sent: the demonstration, or somebody without an address
    UNSURE = "unsure", "May not have arrived"  # the worker stopped in mid hand-over, and nobody can say
    FAILED = "failed", "Could not be sent"


TRANSITIONS = {
    (State.QUEUED, State.LEASED),
    (State.LEASED, State.LEASED),  # the worker that had it is gone: its lease has lapsed
    (State.LEASED, State.QUEUED),
    (State.LEASED, State.FAILED),
    (State.LEASED, State.HANDING),
    (State.HANDING, State.HANDING),  # the same, and somebody else finds out what became of it
    (State.HANDING, State.SENT),
    (State.HANDING, State.QUEUED),  # only when the mail system said no, or knows nothing of it
    (State.HANDING, State.FAILED),
    (State.HANDING, State.UNSURE),
    (State.UNSURE, State.SENT),  # the slow worker came back after all
    (State.UNSURE, State.QUEUED),  # somebody decided to send it again
    (State.FAILED, State.QUEUED),
}
OPEN = (State.QUEUED, State.LEASED, State.HANDING)
TROUBLED = (State.UNSURE, State.FAILED)
SETTLED = (State.SENT, State.KEPT, *TROUBLED)


class MessageQuerySet(models.QuerySet):
    def to_look_at(self, now) -> Self:
        """What is due, and what a worker let go of without a word."""
        return self.filter(state__in=OPEN, next_at__lte=now)


class Message(models.Model):
    """One mail to one person."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(blank=True, help_text="Where to, if not to the address the person has now.")
    state = models.CharField(max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()  # when a worker looks at it: it is due, or the lease on it lapses
    lease = models.CharField(max_length=32, blank=True)  # the token of the worker that has it
    handed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="notices_message_state"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=OPEN), name="notices_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_state_display()}"

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a mail system can tell that it has had this one."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
        return f"<{self.code}@{domain}>"

    @property
    def is_troubled(self) -> bool:
        return self.state in TROUBLED

    def move(self, to: State, **columns: object) -> bool:
        """Take one step, if nobody else has taken one since this message was read."""
        if (State(self.state), to) not in TRANSITIONS:
            raise ValueError(f"A message that is {self.state} cannot become {to}.")
        here = Message.objects.filter(pk=self.pk, state=self.state, lease=self.lease)
        with transaction.atomic():
            if not here.update(state=to, **columns):
                return False
            if to in SETTLED:
                forget_secrets(self.pk)
        self.state = to
        for name, value in columns.items():
            setattr(self, name, value)
        return True


class Notice(models.Model):
    """What one person is told. `key` is unique: queuing the same thing twice tells it once."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    locked = models.TextField(blank=True, help_text="Of a letter: what it says, locked, until it has been sent.")
    address = models.EmailField(blank=True, help_text="Where to, if not to the address the person has now.")
    href = models.CharField(max_length=300, blank=True)
    pace = models.CharField(max_length=10, choices=Pace.choices)
    due_at = models.DateTimeField()
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="notices")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="notices_pace"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(message=None), name="notices_to_gather"),
            models.Index(fields=["person", "-created_at"], name="notices_by_person"),
            models.Index(fields=["organisation", "-created_at"], name="notices_by_organisation"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_on_its_way(self) -> bool:
        return self.message is None or self.message.state in OPEN

    @property
    def how_it_stands(self) -> str:
        return self.message.get_state_display() if self.message else Pace(self.pace).label


def forget_secrets(message_id: int) -> None:
    """A letter’s link or code is nobody’s to read once it has gone, or will not go."""
    Notice.objects.filter(message=message_id).exclude(locked="").update(locked="")
