"""A policy in force at both schools. A part takes it in its conftest, in place of the `in_force` of the whole cast."""

from datetime import date

import pytest

from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped
from tests.made_once import make_once


@pytest.fixture
def in_force(great_wickering, tamsin_hollow, now):
    """`in_force("yourig")`: put that policy in force at both schools, and have the first of them."""

    def at_both(slug):
        for school in (great_wickering, tamsin_hollow):
            publish_version(shipped(slug), organisation=school, in_force_from=date(2026, 9, 1), by=None, at=now)

    def publish(slug):
        make_once(slug, now, lambda: at_both(slug), after="cast")
        return great_wickering

    return publish
