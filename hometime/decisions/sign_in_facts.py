"""What signing in to Hometime tells: who shows a second step. It knows only of those who do; of others it says nothing."""

import datetime as dt
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.utils import timezone

from hometime.people.models import Organisation, Person
from hometime.people.together import keys_of

from .gathering import Known

FACT = "signin.second_factor"
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are no second step
SOURCE = "how you sign in to Hometime"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """One query, however many people. What was set up later than the day in question does not count."""
    known: dict[int, dict[str, Known]] = {person.pk: {} for person in people}
    steps = Authenticator.objects.filter(user__person__in=keys_of(people), type__in=STEPS).order_by("created_at")
    for person, set_up_at in steps.values_list("user__person", "created_at"):
        if timezone.localdate(set_up_at) <= on:
            known[person][FACT] = Known(True, SOURCE, on)
    return known
