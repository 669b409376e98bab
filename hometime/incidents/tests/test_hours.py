"""The hours: elapsed ones, through every change of clocks, warned of to whoever can be reached, until they are stopped."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hometime.arrangements.models import Absence
from hometime.incidents.clock.actions import move_clock
from hometime.incidents.clock.alarms import due
from hometime.incidents.clock.running import clock_of
from hometime.incidents.deciding.actions import close_incident, decide_risk
from hometime.incidents.looking.actions import see
from hometime.incidents.models import Incident, RegulatorNotice, RiskDecision, Step
from hometime.ledger.models import Entry
from hometime.lib.clock import LONDON
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import sound_alarms

from .conftest import FOLDER, LAPTOP


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


VECTORS = [
    (london(2026, 10, 23, 15, 30), london(2026, 10, 26, 14, 30)),  # the clocks go back
    (london(2026, 10, 24, 23, 30), london(2026, 10, 27, 22, 30)),
    (london(2027, 3, 27, 12, 0), london(2027, 3, 30, 13, 0)),  # the clocks go forward
    (london(2026, 12, 24, 16, 0), london(2026, 12, 27, 16, 0)),  # Christmas
    (london(2027, 2, 12, 15, 10), london(2027, 2, 15, 15, 10)),  # half-term
]
CLOCK = "incidents.clock"


def fresh(aware):
    """A report nobody has done anything about, as it comes with its decisions and notices."""
    it = Incident(pk=1, aware_at=aware)
    nothing = {"regulator_notices": RegulatorNotice.objects.none(), "decisions": RiskDecision.objects.none()}
    it._prefetched_objects_cache = nothing
    return it


@pytest.mark.parametrize(("aware", "deadline"), VECTORS)
def test_the_hours_end_when_the_law_says(aware, deadline):
    it = fresh(aware)
    clock = clock_of(it, aware + timedelta(hours=1))
    assert clock.ends_at == deadline
    assert (clock.is_running, clock.hours) == (True, 1)


def test_what_stands_beside_the_hours_tells_summer_from_winter_time():
    it = fresh(VECTORS[0][0])
    assert clock_of(it, VECTORS[0][0]).ends_words == "Monday 26 October 2026 at 14:30 GMT"
    assert clock_of(it, VECTORS[0][1]).is_over


def sounded(at, kind=CLOCK):
    sound_alarms(at)
    return Notice.objects.filter(kind=kind)


@pytest.mark.parametrize(("aware", "deadline"), VECTORS[:4])
def test_warnings_come_at_their_hours_through_weekends_holidays_and_clock_changes(
    school, tess, reported, aware, deadline, dara, hana
):
    made = reported(tess, FOLDER, at=aware)
    before = [23, 24, 47, 48, 59, 60, 67, 68, 71, 72]
    counts = [sounded(made.hour(hours)).count() // 2 for hours in before]
    assert counts == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]
    told = Notice.objects.filter(kind=CLOCK)
    assert set(told.values_list("person", flat=True)) == {dara.pk, hana.pk}
    assert set(told.values_list("pace", flat=True)) == {"at-once"}
    assert made.hour(72) == deadline


def test_asking_twice_warns_once_and_hours_that_were_slept_through_are_not_told_one_by_one(folder):
    assert sounded(folder.hour(50)).count() == 2
    assert sounded(folder.hour(51)).count() == 2
    assert "48 of 72 hours" in Notice.objects.filter(kind=CLOCK)[0].text


def test_whoever_is_above_is_warned_when_the_only_holder_is_away(school, folder, dara, hana, grace, bilal):
    day = folder.hour(24).date()
    for person in (dara, hana):
        Absence.objects.create(
            organisation=school, person=person, on=day, reason="ill", created_at=folder.created_at, created_by=person
        )
    assert grace.pk in sounded(folder.hour(24)).values_list("person", flat=True)


def test_nothing_is_counted_where_nothing_about_people_is_in_it(school, tess, reported):
    made = reported(tess, replace(LAPTOP, data="none"))
    assert not sounded(made.hour(72)).exists()


def test_a_decision_that_it_is_unlikely_stops_the_clock_and_a_risk_does_not(folder, dara, viewer, now):
    decide_risk(folder, outcome="risk", reasons="It names children.", by=viewer(dara), at=now)
    assert sounded(folder.hour(24)).count() == 2
    decide_risk(folder, outcome="unlikely", reasons="It came back unopened.", by=viewer(dara), at=now)
    assert sounded(folder.hour(48)).count() == 2
    assert clock_of(folder, folder.hour(48)).stopped_by == "Need not be reported to the regulator"


def test_an_ending_stops_it_too(folder, dara, viewer, now):
    close_incident(folder, ending="near_miss", words="It was under the seat.", by=viewer(dara), at=now)
    assert not list(due(folder.hour(72)))


def test_a_safeguarding_lead_who_has_not_looked_is_chased_and_others_are_asked(folder, safia, hana, viewer, now):
    first = sounded(now + timedelta(hours=1), "incidents.chase")
    assert set(first.values_list("person", flat=True)) == {safia.pk, hana.pk}
    assert sounded(now + timedelta(hours=1), "incidents.chase").count() == 2
    assert sounded(now + timedelta(hours=2, minutes=5), "incidents.chase").count() > 2
    Notice.objects.all().delete()
    see(folder, by=viewer(safia), at=now + timedelta(hours=3))
    see(folder, by=viewer(hana), at=now + timedelta(hours=3))
    assert not sounded(now + timedelta(hours=4), "incidents.chase").exists()


def test_asking_for_alarms_is_a_fixed_number_of_queries_when_nothing_is_open(school, django_assert_num_queries, now):
    with django_assert_num_queries(1):
        sound_alarms(now)


def test_the_clock_is_moved_by_the_officer_with_a_reason(folder, dara, viewer, now):
    earlier = now - timedelta(hours=9)
    move_clock(folder, aware_at=earlier, words="The caretaker knew the evening before.", by=viewer(dara), at=now)
    folder.refresh_from_db()
    assert folder.aware_at == earlier
    assert folder.hour(72) == earlier + timedelta(hours=72)
    assert Step.objects.get(incident=folder, kind="clock").words.startswith("From Monday 2 November 2026 at 08:30 GMT")
    assert Entry.objects.filter(act="incidents.clock_moved").count() == 1


@pytest.mark.parametrize("slug", ["tess", "hana", "safia", "idris"])
def test_nobody_else_moves_it(folder, cast, slug, viewer, now):
    with pytest.raises(Refused):
        move_clock(folder, aware_at=now, words="No.", by=viewer(cast[slug]), at=now)


def test_it_is_not_moved_without_a_reason_nor_into_the_future(folder, dara, viewer, now):
    with pytest.raises(Refused, match="Say why"):
        move_clock(folder, aware_at=now, words=" ", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="not come yet"):
        move_clock(folder, aware_at=now + timedelta(hours=1), words="No.", by=viewer(dara), at=now)


def test_two_who_move_it_at_once(folder, dara, viewer, now):
    stale = Incident.objects.get(pk=folder.pk)
    move_clock(folder, aware_at=now - timedelta(hours=1), words="Earlier.", by=viewer(dara), at=now)
    with pytest.raises(Refused, match="Somebody else"):
        move_clock(stale, aware_at=now - timedelta(hours=2), words="Earlier still.", by=viewer(dara), at=now)
