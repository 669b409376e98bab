"""Putting a policy in force."""

import datetime as dt

import pytest

from hometime.engine.errors import PolicyError
from hometime.ledger.models import Entry
from hometime.policy.actions import publish_version
from hometime.policy.models import PolicyVersion
from hometime.policy.queries import policy_of, version_in_force

from .small_pack import CONTROLS, RULES, load, write_pack

START = dt.date(2026, 1, 1)


@pytest.fixture
def publish(great_wickering, now):
    def put(policy, start=START):
        return publish_version(policy, organisation=great_wickering, in_force_from=start, by=None, at=now)

    return put


def test_a_version_is_known_by_its_hash_and_reads_back_the_same(tmp_path, publish):
    policy = load(write_pack(tmp_path))
    version = publish(policy)
    assert version.hash == policy.hash == policy_of(version.hash).hash
    assert Entry.objects.latest("id").act == "policy.version_published"


def test_publishing_the_same_again_changes_nothing(tmp_path, publish):
    policy = load(write_pack(tmp_path))
    publish(policy)
    entries = Entry.objects.count()
    publish(policy)
    assert (PolicyVersion.objects.filter(slug="small").count(), Entry.objects.count()) == (1, entries)


def test_each_day_has_its_version(tmp_path, publish, great_wickering):
    old, new = load(write_pack(tmp_path)), load(write_pack(tmp_path, (RULES, "most: 10", "most: 5")))
    publish(old)
    publish(new, dt.date(2027, 1, 1))
    assert old.hash != new.hash
    assert version_in_force(great_wickering, dt.date(2026, 12, 31)).hash == old.hash
    assert version_in_force(great_wickering, dt.date(2027, 1, 1)).hash == new.hash
    assert version_in_force(great_wickering, dt.date(2025, 12, 31)) is None


def test_a_broken_pack_never_loads_and_the_old_stays_in_force(tmp_path, publish, great_wickering, today):
    good = load(write_pack(tmp_path))
    publish(good)
    with pytest.raises(PolicyError, match=r"device\.yaml:14:9: "):
        publish(load(write_pack(tmp_path, (CONTROLS, "place.kind == 'home'", "exec('1')"))))
    assert version_in_force(great_wickering, today).hash == good.hash
