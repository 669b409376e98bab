"""A second step in Hometime is a fact, so a policy that asks for one is met without anybody being asked."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.gathering import known_about
from hometime.decisions.sign_in_facts import FACT, SOURCE, facts_about


def set_up(person, kind, at):
    return Authenticator.objects.create(user=person.account, type=kind, data={}, created_at=at)


def test_an_app_counts_from_the_day_it_was_set_up(tess, noor, great_wickering, now, today):
    set_up(tess, "totp", now)
    set_up(noor, "recovery_codes", now)
    found = facts_about([tess, noor], great_wickering, today)
    assert (found[tess.pk][FACT].value, found[tess.pk][FACT].source) == (True, SOURCE)
    assert found[noor.pk] == {}, "nothing is said of those who have none"
    assert facts_about([tess], great_wickering, today - timedelta(days=1)) == {tess.pk: {}}


def test_it_is_one_query_for_all(cast, great_wickering, today):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        facts_about(list(cast.values()), great_wickering, today)
    assert len(asked) == 1


def test_the_engine_hears_of_it(in_force, tess, great_wickering, now, today):
    set_up(tess, "webauthn", now)
    assert known_about([tess], great_wickering, today)[tess.pk][FACT].source == SOURCE
