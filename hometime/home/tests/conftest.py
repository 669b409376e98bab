"""Days at home that somebody agreed to, for a private reason."""

import pytest

from hometime.arrangements.models import Arrangement

SECRET = "hospital appointments"


@pytest.fixture
def at_home(great_wickering, now, today):
    """`at_home(tess, ":0:day", ":2:am")`: agreed, for a private reason."""

    def agreed(person, *slots):
        return Arrangement.objects.create(
            organisation=great_wickering,
            person=person,
            created_at=now,
            created_by=person,
            ground="health_advice",
            why=SECRET,
            slots=list(slots),
            starts_on=today,
            place="home",
            data="none",
            state="approved",
            by_limits=True,
            decider_kind="head",
        )

    return agreed
