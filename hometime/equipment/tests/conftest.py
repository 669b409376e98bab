"""A school with things to lend, and ways to put one in somebody’s hands at a moment."""

import datetime as dt
import json
import uuid

import pytest

from hometime.equipment.loans.actions import hand_over
from hometime.equipment.loans.signatures import Signature
from hometime.equipment.loans.words import hash_of, words_for
from hometime.equipment.models import Device, Loan
from hometime.policy.actions import publish_version
from hometime.policy.packs import published, shipped


@pytest.fixture
def device(great_wickering, now):
    """`device("GWA-0001", kind="laptop", serial="5CD1")`: a thing on the register since three months ago."""

    def put(asset_code, *, school=great_wickering, on=None, **given):
        at = on or now - dt.timedelta(days=90)
        values = {"kind": "laptop", "registered_on": at.date(), "created_at": at, **given}
        return Device.objects.create(organisation=school, asset_code=asset_code, **values)

    return put


@pytest.fixture
def lend(now, idris):
    """`lend(device, tess)`: out since a month ago; `ended=` when it came back."""

    def put(thing, person, *, at=None, due_on=None, ended=None):
        lent_at = at or now - dt.timedelta(days=30)
        back = {"ended_at": ended, "returned_at": ended, "ended_how": "returned"} if ended else {}
        return Loan.objects.create(
            organisation=thing.organisation,
            device=thing,
            person=person,
            lent_at=lent_at,
            due_on=due_on,
            created_at=lent_at,
            created_by=idris,
            **back,
        )

    return put


@pytest.fixture
def put_in_force(great_wickering, tamsin_hollow, now):
    """`put_in_force("dudley", ladder=[…])`: that policy at both schools, with an order of need of its own."""

    def publish(slug, ladder=None):
        policy = shipped(slug)
        if ladder:
            source = json.loads(policy.text)
            for rule in source["rules"]:
                if rule["control"] == "equipment-request":
                    rule.setdefault("parameters", {})["ladder"] = ladder
            policy = published(json.dumps(source))
        for school in (great_wickering, tamsin_hollow):
            publish_version(policy, organisation=school, in_force_from=dt.date(2026, 9, 1), by=None, at=now)

    return publish


@pytest.fixture
def give(idris, tess, viewer, now, great_wickering):
    """`give(laptop, case)`: Idris hands them to Tess at the door, and she types her name."""

    def hand(*devices, to=tess, by=idris, due_on=None, signature="own name", once=None, at=now, photos=()):
        words = words_for(to, devices, due_on, great_wickering, at.date())
        signed = Signature(to.name) if signature == "own name" else signature
        told = {"due_on": due_on, "signature": signed, "read": hash_of(words), "photos": photos}
        return hand_over(list(devices), to, **told, once=once or uuid.uuid4(), by=viewer(by), at=at)

    return hand
