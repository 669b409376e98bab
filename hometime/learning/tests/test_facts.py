"""What this part tells the engine: only what it knows, for a thousand people as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.gathering import gather
from hometime.learning.actions.signing import ask_to_sign, decline_policy, sign_policy
from hometime.learning.actions.training import describe_course, hand_out, read_policies, read_risks, record_completions
from hometime.learning.courses import courses_asked
from hometime.learning.facts import facts_about
from hometime.people.models import Person, Post
from hometime.policy.packs import shipped

from .conftest import DECLARES

SIGNED = "learning.signed_current"


@pytest.fixture
def known(great_wickering, today):
    return lambda person, on=None: facts_about([person], great_wickering, on or today)[person.pk]


def sign(version, person, viewer, now):
    return sign_policy(version=version, typed_name=person.name, declared=DECLARES, by=viewer(person), at=now)


def test_it_says_nothing_of_somebody_nobody_asked(version, tess, known):
    assert known(tess) == {}


def test_a_signature_counts_from_its_day_and_gives_the_handout(version, tess, viewer, now, known, today):
    sign(version, tess, viewer, now)
    assert known(tess)[SIGNED].value is True
    assert known(tess)["learning.handout_on"].value == today.isoformat()
    assert known(tess, today - dt.timedelta(days=1)) == {}


def test_who_was_asked_or_said_no_has_not_signed(version, tess, noor, bilal, viewer, now, known, today):
    decline_policy(version=version, reason="No.", by=viewer(tess), at=now)
    assert known(tess)[SIGNED].value is False
    assert SIGNED not in known(noor)
    ask_to_sign(version=version, declared={}, sign_by=today, by=viewer(bilal), at=now)
    assert known(noor)[SIGNED].value is False


def test_training_and_readings_become_facts_the_engine_can_hold(
    tess, bilal, great_wickering, publish, viewer, now, today
):
    policy = shipped("academy-trust")
    publish(policy, great_wickering)
    course = courses_asked(great_wickering, today)["learning.privacy_course_on"]
    told = {"good_until": None, "certificate": None, "by": viewer(bilal), "at": now}
    record_completions(course=course, people=[tess], done_on=today, **told)
    topics = ["privacy", "screen_sharing"]
    describe_course(course=course, provider="", address="", topics=topics, by=viewer(bilal), at=now)
    read_risks(by=viewer(tess), at=now)
    read_policies(policies=["safeguarding"], by=viewer(tess), at=now)
    hand_out(people=[tess], by=viewer(bilal), at=now)
    held = gather(tess, great_wickering, policy.vocabulary, today).facts
    for name in ("privacy_course_on", "risks_read_on", "handout_on"):
        assert held[f"learning.{name}"] == today.toordinal()
    assert held["learning.topics_covered"] == set(topics)
    assert held["learning.policies_read"] == {"safeguarding"}


def test_a_certificate_that_ran_out_proves_nothing(tess, bilal, great_wickering, publish, viewer, now, today, known):
    publish(shipped("starter"), great_wickering)
    course = courses_asked(great_wickering, today)["learning.cyber_course_on"]
    told = {"done_on": today, "good_until": today, "certificate": None, "by": viewer(bilal), "at": now}
    record_completions(course=course, people=[tess], **told)
    assert known(tess)["learning.cyber_course_on"].value == today.isoformat()
    assert known(tess, today + dt.timedelta(days=1))["learning.cyber_course_on"].value == "never"


def test_a_thousand_people_cost_as_many_queries_as_ten(version, tess, bilal, viewer, great_wickering, now, today):
    sign(version, tess, viewer, now)
    ask_to_sign(version=version, declared={}, sign_by=today, by=viewer(bilal), at=now)
    people = Person.objects.bulk_create(Person(name=f"Person {number}", created_at=now) for number in range(1000))
    Post.objects.bulk_create(
        Post(organisation=great_wickering, person=person, job_title="Teacher", starts_on=today) for person in people
    )
    spent(people[:1], great_wickering, today)  # the policy itself is read once a process
    assert spent(people[:10], great_wickering, today) == spent([tess, *people], great_wickering, today)


def spent(people, organisation, today):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        facts_about(people, organisation, today)
    return len(queries)
