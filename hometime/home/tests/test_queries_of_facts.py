"""Standing costs one query for each source of facts, for one person as for a thousand, whatever is on record about them."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import school
from hometime.arrangements.models import Arrangement, Condition, JobFit
from hometime.decisions.facts import roles_of
from hometime.decisions.gathering import known_about, told_by
from hometime.decisions.standing import standing_of
from hometime.equipment.models import Device, Observation
from hometime.learning.models import Acknowledgement
from hometime.learning.signing import THE_FACT
from hometime.lib.remembering import remembering
from hometime.people.models import Person
from hometime.policy.queries import policy_of, published_at, version_in_force
from tests.made_once import make_once

# Read once for all of them: the versions published here, and the roles of these people.
SHARED = 2
QUERIES = {
    "hometime.equipment.asking.set_up_facts": 1,
    "hometime.arrangements.facts": 1,
    "hometime.learning.facts": 2,  # what these people signed, which other parts ask too; and what they did
    "hometime.equipment.facts": 2,  # who has what; then what is on record about them and the computers they work on
    "hometime.papers.facts": 1,
    "hometime.incidents.facts": 1,
    "hometime.retention.facts": 1,
    "hometime.decisions.sign_in_facts": 1,
    "hometime.decisions.facts": 1,
}
FRONT_PAGE = 25  # at most; that of somebody who manages nobody, or has nothing waiting, costs one or two less


@pytest.fixture
def school_of(in_force, great_wickering, hana, now, today):
    """`school_of(10)`: so many people with a row of every register each.

    A yes to each waits for a signature, which all have given, and what each has on loan was on the network.
    """

    def put(number):
        school.fill(great_wickering, hana, range(number))
        people = list(Person.objects.filter(name__startswith="Person 0").order_by("pk"))
        made = {"organisation": great_wickering, "created_at": now, "created_by": hana}
        agreed = Arrangement.objects.filter(person__in=people)
        agreed.update(state="conditions", by_limits=True, waits_since=None)
        Condition.objects.bulk_create(
            Condition(arrangement=row, person_id=row.person_id, words="Sign", fact=THE_FACT, wanted=True)
            for row in agreed
        )
        JobFit.objects.create(**made, job_title="Teacher", fit="yes")
        version = version_in_force(great_wickering, today)
        signed = {"version": version, "signed_on": today, "statement": {}}
        Acknowledgement.objects.bulk_create(
            Acknowledgement(**{**made, "created_by": person}, **signed, person=person) for person in people
        )
        seen = {"organisation": great_wickering, "source": "intune", "seen_at": now, "received_at": now}
        Observation.objects.bulk_create(
            Observation(device=device, fact="device.online_at_school_on", value=today.isoformat(), **seen)
            for device in Device.objects.filter(asset_code__startswith="BENCH")
        )

    def fill(number):
        make_once(f"school of {number}", now, lambda: put(number), after="in force")
        policy_of(version_in_force(great_wickering, today).hash)  # read once a process
        return list(Person.objects.filter(name__startswith="Person 0").order_by("pk"))

    return fill


def counted(ask, *about):
    with CaptureQueriesContext(connection) as queries:
        ask(*about)
    return len(queries)


def test_every_source_is_counted():
    assert list(QUERIES) == settings.FACT_SOURCES


@pytest.mark.parametrize("number", [10, 1000])
def test_each_source_costs_what_is_written_here(school_of, number, great_wickering, today):
    everybody = school_of(number)
    policy = policy_of(version_in_force(great_wickering, today).hash)
    for people in (everybody[:1], everybody):
        assert counted(standing_of, people, great_wickering, policy, today) == SHARED + sum(QUERIES.values())
    Arrangement.objects.update(state="decision")  # a condition has the other sources asked in the middle of this one
    for people in (everybody[:1], everybody):
        with remembering():
            shared = counted(published_at, great_wickering) + counted(roles_of, people, great_wickering, today)
            found = {each: counted(told_by, each, people, great_wickering, today) for each in QUERIES}
        assert (shared, found) == (SHARED, QUERIES)


def test_there_is_something_on_record_in_every_source_that_is_counted(school_of, great_wickering, today):
    known = known_about(school_of(10), great_wickering, today)
    told = {
        "arrangement.status", "arrangement.role_fit", "stationery.told", "learning.signed_current", "learning.handout_on",
        "device.listed", "device.online_at_school_on", "device.request_state", "paper.signed_out",
        "incident.state",
    }  # fmt: skip
    for facts in known.values():
        assert told <= facts.keys()


@pytest.mark.parametrize("number", [10, 1000])
def test_the_front_page_costs_the_same_in_a_school_of_any_size(school_of, number, page, hana, tess, at_that_moment):
    school_of(number)
    found = {}
    for person in (tess, hana):
        page.sign_in(person)
        page.get("/")
        found[person.name] = counted(page.get, "/")
    assert max(found.values()) == FRONT_PAGE, found
