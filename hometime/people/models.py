"""Organisation, Person, Post, Role, Delegation, Account and Invitation: who is here, what they do, how they sign in.

Post and Role have dates. Both ends are included, and no end means until further notice; nobody sweeps them.
"""

import hashlib
import uuid
from datetime import date, datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class DatedQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Organisation(models.Model):
    """A school, or the trust or council that schools belong to."""

    class Kind(models.TextChoices):
        TRUST = "trust", "Trust"
        COUNCIL = "council", "Council"
        SCHOOL = "school", "School"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["trust", "council", "school"]), name="people_organisation_kind"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(kind="school"), name="people_only_schools_have_a_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody an organisation knows. They belong to it through a post, and to none once their posts have ended."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="people_one_person_an_address"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="people_by_name")]  # every list of people is by name

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A job, or a place such as governor or volunteer, that a person holds at an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    job_title = models.CharField(max_length=100)
    line_manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="manages")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_post_dates"
            ),
            models.CheckConstraint(
                condition=Q(line_manager=None) | ~Q(line_manager=F("person")), name="people_nobody_manages_themselves"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "job_title", "starts_on"], name="people_one_post"
            ),
        ]
        indexes = [  # who is here on a day is asked on every list of people, and answered without the posts themselves
            models.Index(fields=["organisation", "person", "starts_on", "ends_on"], name="people_posts_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.job_title}, {self.organisation}"


class Role(models.Model):
    """What a person may decide or see, beyond their own affairs, at an organisation. One person may hold several."""

    class Kind(models.TextChoices):
        HEAD = "head", "Headteacher"
        LINE_MANAGER = "line-manager", "Line manager"
        IT = "it", "IT lead"
        DPO = "dpo", "Data protection officer"
        DSL = "dsl", "Safeguarding lead"
        BUSINESS_MANAGER = "business-manager", "Business manager"
        GOVERNOR = "governor", "Governor"
        STAFF = "staff", "Member of staff"
        VOLUNTEER = "volunteer", "Volunteer"
        POLICY_OWNER = "policy-owner", "Policy owner"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("person")), name="people_nobody_gives_themselves_a_role"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "head",
                        "line-manager",
                        "it",
                        "dpo",
                        "dsl",
                        "business-manager",
                        "governor",
                        "staff",
                        "volunteer",
                        "policy-owner",
                    ]
                ),
                name="people_role_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="people_role_dates"
            ),
            models.UniqueConstraint(fields=["organisation", "person", "kind", "starts_on"], name="people_one_role"),
        ]
        indexes = [models.Index(fields=["organisation", "kind"], name="people_role_holders")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}"


class Delegation(models.Model):
    """For some days somebody else holds a person’s role beside them. It lapses with the role it lends."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="delegations")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # role.person, for the constraint
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in")
    starts_on = models.DateField()
    ends_on = models.DateField()  # a stand-in until further notice is an acting head: give them the role
    reason = models.CharField(max_length=500, blank=True, help_text="Private: the holder and whoever arranged it.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="people_delegation_dates"),
            models.CheckConstraint(condition=~Q(deputy=F("holder")), name="people_nobody_stands_in_for_themselves"),
            models.CheckConstraint(condition=~Q(deputy=F("created_by")), name="people_nobody_makes_themselves_deputy"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="people_delegation_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["starts_on"], condition=Q(ended_at=None), name="people_delegations_by_day")]

    def __str__(self) -> str:
        return f"{self.deputy} stands in for {self.holder}"


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> models.QuerySet["Account"]:
        # Whoever has an account in hand asks next whose it is.
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """How one person signs in. The username is their e-mail address, or a made-up word for those who have none."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    username = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(username=Lower("username")), name="people_username_in_small_letters"),
        ]

    def __str__(self) -> str:
        return self.username


class Invitation(models.Model):
    """A link that lets one person in for the first time, once. Only a fingerprint of it is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    fingerprint = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True, help_text="Where it was sent; empty when it was handed over.")
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invited_by=None) | ~Q(invited_by=F("person")), name="people_nobody_invites_themselves"
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and at < self.expires_at


def fingerprint_of(secret: str) -> str:
    """Enough to know a link’s secret again, and no way back to it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class WorkingHours(models.Model):
    """The hours somebody says they work at an organisation: when they may be reached. Their own word alone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="working_hours")
    days = models.JSONField(help_text="For Monday to Sunday, [from, to] or null.")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "working hours"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="people_hours_once"),
        ]

    def __str__(self) -> str:
        return "Working hours"


class GuestAccess(models.Model):
    """Why somebody who is not staff may come in, who answers for them, and until when. It ends by itself on its day."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guest_access")
    sponsor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sponsors")
    why = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="people_guest_dates"),
            models.CheckConstraint(condition=~Q(sponsor=F("person")), name="people_nobody_answers_for_themselves"),
            models.CheckConstraint(condition=~Q(created_by=F("person")), name="people_nobody_lets_themselves_in"),
        ]
        indexes = [models.Index(fields=["organisation", "ends_on"], name="people_guests_until")]

    def __str__(self) -> str:
        return "Access for somebody who is not staff"
