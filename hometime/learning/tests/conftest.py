"""A policy in force for the cast, and a next version of it with one clause changed."""

import copy
import datetime as dt
from functools import lru_cache

import pytest

from hometime.people.actions import add_person
from hometime.people.models import Role
from hometime.policy.actions import publish_version
from hometime.policy.packs import build_policy, catalogue, shipped

STARTED = dt.date(2026, 9, 1)
DECLARES = ("I have read it", "I understand it", "I will keep to it")


@pytest.fixture
def publish(now):
    def put(policy, organisation, on=STARTED):
        return publish_version(policy, organisation=organisation, in_force_from=on, by=None, at=now)

    return put


@pytest.fixture
def version(great_wickering, publish):
    """Wolsey House in force at Great Wickering: it asks for a signature."""
    return publish(shipped("wolsey-house"), great_wickering)


@pytest.fixture
def odette(wickering_trust, now):
    """Looks after the policy of the whole trust."""
    office = {"job_title": "Policy lead", "roles": [Role.Kind.POLICY_OWNER], "starts_on": dt.date(2020, 9, 1)}
    return add_person(wickering_trust, name="Odette Fry", email="odette@trust.example", **office, by=None, at=now)


@pytest.fixture
def trusts(wickering_trust, publish):
    """A policy of the trust, in force at its schools."""
    return publish(shipped("academy-trust"), wickering_trust)


@pytest.fixture
def next_version(great_wickering, publish, today):
    """Another version from today, its clauses mended: `next_version({"WH88": "New words."})`."""

    def put(words):
        return publish(mended(tuple(words.items())), great_wickering, today)

    return put


@lru_cache
def mended(words):
    source = copy.deepcopy({name: shipped("wolsey-house").source[name] for name in ("about", "clauses", "rules")})
    for row in source["clauses"]:
        row["text"] = dict(words).get(row["id"], row["text"])
    source["about"]["version"] = "2"
    return build_policy("wolsey-house", source, catalogue())
