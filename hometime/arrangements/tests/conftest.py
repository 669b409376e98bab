"""A school with a policy in force, and requests on their way."""

from datetime import date, timedelta

import pytest

from hometime.arrangements.actions import Decision, Wish, ask_arrangement, decide_arrangement, give_view
from hometime.people.models import Role
from hometime.people.standing_in.actions import delegate
from tests.policies import in_force as in_force  # that policy at both schools

FRIDAYS = Wish(
    ground="ad_hoc",
    slots=(":4:day",),
    starts_on=date(2026, 11, 13),
    ends_on=None,
    place="home",
    data="ordinary",
    why="My back is bad on Fridays.",
    helps=("flexibility", "business_need"),
    manager_spoken=True,
)


@pytest.fixture
def school(in_force, great_wickering):
    in_force("dudley")
    return great_wickering


@pytest.fixture
def asked(school, tess, viewer, now):
    """Tess asked for Fridays; Leo, her line manager, is next."""
    return ask_arrangement(FRIDAYS, by=viewer(tess), at=now)


@pytest.fixture
def viewed(asked, leo, viewer, now):
    """Leo is for it; Hana decides next."""
    return give_view(asked, is_for=True, words="She can be spared.", by=viewer(leo), at=now)


@pytest.fixture
def agreed(viewed, hana, viewer, now):
    return decide_arrangement(viewed, Decision(is_yes=True), by=viewer(hana), at=now)


@pytest.fixture
def lend(school, viewer, now, today):
    """`lend(hana, "head", to=bilal)`: somebody is away this week, and somebody else stands in."""

    def lend_it(person, kind, to):
        role = Role.objects.get(person=person, kind=kind, organisation=school)
        ends = today + timedelta(days=4)
        return delegate(role, deputy=to, starts_on=today, ends_on=ends, reason="", by=viewer(person), at=now)

    return lend_it
