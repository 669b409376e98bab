"""A school with things to lend, and ways to put one in somebody’s hands at a moment."""

import datetime as dt

import pytest

from hometime.equipment.models import Device, Loan


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
