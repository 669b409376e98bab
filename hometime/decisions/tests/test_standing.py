"""Who is set up to work from home."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.models import Evidence
from hometime.decisions.standing import standing_of
from hometime.people.models import Person
from hometime.policy.packs import shipped

pytestmark = pytest.mark.django_db


def test_somebody_with_everything_on_record_is_set_up(in_force, tess, great_wickering, today):
    [standing] = standing_of([tess], great_wickering, shipped("wolsey-house"), today)
    assert (standing.headline, standing.broken) == ("ok", [])


def test_somebody_new_is_told_the_first_thing_to_put_right(in_force, noor, great_wickering, today):
    [standing] = standing_of([noor], great_wickering, shipped("wolsey-house"), today)
    assert standing.headline in ("stop", "not-sure")
    assert standing.first_thing.severity == "STOP"


def test_the_order_of_people_is_kept(in_force, cast, great_wickering, today):
    people = [cast["noor"], cast["tess"], cast["leo"]]
    assert [s.person for s in standing_of(people, great_wickering, shipped("wolsey-house"), today)] == people


def queries_for(count, organisation, today, now):
    people = Person.objects.bulk_create([Person(name=f"Person {n}", created_at=now) for n in range(count)])
    known = {"fact": "learning.signed_current", "value": True, "source": "a list", "seen_on": today}
    Evidence.objects.bulk_create(
        Evidence(person=p, organisation=organisation, recorded_at=now, **known) for p in people
    )
    with CaptureQueriesContext(connection) as queries:
        assert len(standing_of(people, organisation, shipped("wolsey-house"), today)) == count
    return len(queries)


def test_a_thousand_people_cost_as_many_queries_as_ten(in_force, great_wickering, today, now):
    queries_for(1, great_wickering, today, now)  # the policy itself is read once a process
    few = queries_for(10, great_wickering, today, now)
    assert queries_for(1000, great_wickering, today, now) == few
