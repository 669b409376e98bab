"""Two at the very same moment: the same report from a flaky phone, the same tick, the same ending, the same judgement of late."""

import pytest

from hometime.incidents.deciding.actions import close_incident, tell_regulator
from hometime.incidents.looking.actions import contain, see
from hometime.incidents.models import Incident
from hometime.incidents.reporting.actions import report_incident
from hometime.ledger.models import Entry
from hometime.notices.models import Notice
from tests.racing import refused

from .conftest import FOLDER, LAPTOP, ONCE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_flaky_phone_sends_the_same_report_twice_at_once(race, school, tess, viewer, now):
    by = viewer(tess)
    first, second = race(*[lambda: report_incident(FOLDER, once=ONCE, by=by, at=now)] * 2)
    assert first.pk == second.pk
    assert Incident.objects.count() == Entry.objects.filter(act="incidents.incident_reported").count() == 1
    assert Notice.objects.count() == 3


def test_two_tick_the_same_thing(race, school, tess, idris, reported, viewer, now):
    made = reported(tess, LAPTOP)

    def tick(by):
        return lambda: contain(made, item="locked", words="", by=by, at=now)

    assert refused(race(tick(viewer(tess)), tick(viewer(idris)))) == 1
    assert made.steps.filter(kind="contained").count() == 1


def test_two_close_it(race, school, tess, dara, reported, viewer, now):
    made = reported(tess)
    by = viewer(dara)
    close = lambda: close_incident(  # noqa: E731
        Incident.objects.get(pk=made.pk), ending="near_miss", words="Found.", by=by, at=now
    )
    assert refused(race(close, close)) == 1
    assert made.steps.filter(kind="closed").count() == 1


def test_two_tell_the_regulator(race, school, tess, dara, reported, viewer, now):
    made = reported(tess)
    by = viewer(dara)
    tell = lambda: tell_regulator(made, reference="IC-1", sent_at=now, by=by, at=now)  # noqa: E731
    assert refused(race(tell, tell)) == 1
    assert made.regulator_notices.count() == 1


def test_two_presses_of_seen(race, school, tess, hana, reported, viewer, now):
    made = reported(tess)
    by = viewer(hana)
    look = lambda: see(Incident.objects.get(pk=made.pk), by=by, at=now)  # noqa: E731
    assert refused(race(look, look)) == 1
    assert made.steps.filter(kind="seen").count() == 1
