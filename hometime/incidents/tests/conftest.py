"""A school with a policy in force, and mishaps reported there."""

from uuid import UUID, uuid4

import pytest

from hometime.incidents.reporting.actions import Report, report_incident
from tests.policies import in_force as in_force  # that policy at both schools

ONCE = UUID("00000000-0000-4000-8000-00000000000a")
# The folder of a child in care, gone from the boot of a car at the supermarket.
FOLDER = Report(
    kind="stolen",
    thing="papers",
    now="over",
    data="sensitive",
    looked_after_child="yes",
    child="yes",
    whose=("pupils",),
    words="It was in the boot.",
    place="The supermarket",
    child_name="Jo Bloggs of class 4",
)
LAPTOP = Report(
    kind="lost", thing="school_device", now="not_sure", data="personal", looked_after_child="no", child="yes"
)


@pytest.fixture
def school(in_force, great_wickering):
    in_force("starter")
    return great_wickering


@pytest.fixture
def reported(viewer, now):
    """`reported(tess, FOLDER)`: that report, made by them now."""

    def make(person, what=FOLDER, once=None, at=None):
        return report_incident(what, once=once or uuid4(), by=viewer(person), at=at or now)

    return make


@pytest.fixture
def folder(school, tess, reported):
    return reported(tess)


@pytest.fixture
def laptop(school, tess, reported):
    return reported(tess, LAPTOP)
