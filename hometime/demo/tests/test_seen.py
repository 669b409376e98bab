"""What was seen of the pretend devices says the same as the records of the people who have them."""

import pytest

from hometime.decisions.standing import standing_of
from hometime.demo.seen import put_seen
from hometime.demo.things import put_things
from hometime.equipment.audits.drawing import draw, seal_of
from hometime.equipment.models import Audit, Device
from hometime.equipment.posture.queries import posture_of
from hometime.people.models import Person
from hometime.policy.packs import shipped

PACKS = ["wolsey-house", "ravensbury", "academy-trust", "yourig", "dudley", "starter"]


def headlines(organisation, pack, today):
    people = list(Person.objects.order_by("name"))
    found = standing_of(people, organisation, shipped(pack), today)
    return {each.person.name: (each.headline, [rule.id for rule in each.broken]) for each in found}


@pytest.mark.parametrize("pack", PACKS)
def test_nobody_stands_otherwise_for_what_was_seen(in_force, great_wickering, now, today, pack):
    put_things(now)
    before = headlines(great_wickering, pack, today)
    put_seen(now)
    assert headlines(great_wickering, pack, today) == before


def test_there_is_something_to_look_at(in_force, great_wickering, now):
    put_things(now)
    put_seen(now)
    tablet = Device.objects.get(asset_code="GWA-0013")
    assert posture_of(tablet, now)["device.encryption"].is_disputed
    audit = Audit.objects.get()
    assert audit.seal == seal_of(audit.seed, audit.size, audit.pool)
    assert draw(audit.seed, audit.size, audit.pool) == [str(check.device_code) for check in audit.checks.all()]
