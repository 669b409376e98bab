"""Electrical tests and a tester’s list, what is out of use, upkeep, and settings that count for everybody."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings, strategies

from hometime.equipment.asking import due, reminders
from hometime.equipment.asking import facts as asking_facts
from hometime.equipment.asking.actions.inspections import Checked, record_inspections, record_service, withdraw_overdue
from hometime.equipment.asking.actions.settings import record_setting
from hometime.equipment.asking.settings_facts import facts_to_set
from hometime.equipment.asking.visits import read_visit
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import Inspection, Service, Setting, Withdrawal
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.policy.queries import policy_here

facts_about = partial(equipment_facts, folders=[asking_facts])

VISIT = {"checked_on": dt.date(2026, 11, 2), "tester": "Safe Plugs Ltd"}


@pytest.fixture
def school(put_in_force, great_wickering):
    put_in_force("ravensbury")
    return great_wickering


@pytest.fixture
def laptop(school, device, lend, tess):
    thing = device("GW-1")
    lend(thing, tess)
    return thing


def known(person, school, on):
    return {name: fact.value for name, fact in facts_about([person], school, on)[person.pk].items()}


def checked(thing, on, is_pass=True, **given):
    return Inspection.objects.create(
        organisation=thing.organisation,
        device=thing,
        checked_on=on,
        is_pass=is_pass,
        created_at=thing.created_at,
        created_by=given.pop("by"),
        **given,
    )


def states(school, now, today, months=12):
    return {str(each.device.asset_code): each.state for each in due.standings(school, now, today, months)}


def test_a_pass_is_on_record_with_its_label(laptop, school, tess, idris, viewer, now, today):
    record_inspections([Checked(laptop, True, "20331")], **VISIT, by=viewer(idris), at=now)
    assert Inspection.objects.get().label == "20331"
    assert known(tess, school, today) == {"device.checked_on": "2026-11-02"}
    assert Entry.objects.last().act == "equipment.inspections_recorded"
    assert states(school, now, today) == {"GW-1": "in_date"}


def test_what_fails_is_out_of_use_at_once_and_back_when_it_passes(laptop, school, tess, idris, viewer, now, today):
    record_inspections([Checked(laptop, False)], **VISIT, by=viewer(idris), at=now)
    assert Withdrawal.objects.get().why == "failed"
    assert known(tess, school, today) == {"device.checked_on": "never"}
    assert Notice.objects.get().person == tess
    later = now + dt.timedelta(hours=2)
    record_inspections([Checked(laptop, True, "7")], **VISIT, by=viewer(idris), at=later)
    assert Withdrawal.objects.get().ended_at == later
    assert known(tess, school, today) == {"device.checked_on": "2026-11-02"}


def test_a_list_sent_twice_is_entered_once(laptop, idris, viewer, now):
    for _ in range(2):
        record_inspections([Checked(laptop, True, "7")], **VISIT, by=viewer(idris), at=now)
    assert Inspection.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"checked_on": dt.date(2026, 11, 3)}, "not come yet"),
        ({"tested": []}, "Nothing was tested"),
        ({"label": ""}, "without a label"),
    ],
)
def test_tests_that_cannot_be_are_refused_whole(laptop, idris, viewer, now, change, says):
    rows = change.pop("tested", [Checked(laptop, True, change.pop("label", "7"))])
    with pytest.raises(Refused, match=says):
        record_inspections(rows, **VISIT | change, by=viewer(idris), at=now)
    assert not Inspection.objects.exists()


@pytest.mark.parametrize("slug", ["tess", "leo", "dara", "hana"])
def test_only_those_who_look_after_equipment_do(laptop, cast, slug, viewer, now, today):
    for act in (
        lambda by: record_inspections([Checked(laptop, True, "7")], **VISIT, by=by, at=now),
        lambda by: withdraw_overdue(laptop, by=by, at=now),
        lambda by: record_service(laptop, done_on=today, words="Cleaned.", by=by, at=now),
    ):
        with pytest.raises(Refused, match="IT lead or the business manager"):
            act(viewer(cast[slug]))


def test_a_device_of_another_school_is_refused(laptop, device, tamsin_hollow, idris, viewer, now, today):
    theirs = device("TH-1", school=tamsin_hollow)
    with pytest.raises(Refused, match="not a device of this school"):
        record_inspections([Checked(laptop, True, "7"), Checked(theirs, True, "8")], **VISIT, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="not a device of this school"):
        record_service(theirs, done_on=today, words="Cleaned.", by=viewer(idris), at=now)


def test_what_is_due_follows_from_the_policys_months(school, device, idris, now, today):
    for code, on in (("A", "2025-11-02"), ("B", "2025-11-01"), ("C", "2025-11-20"), ("D", "2026-06-01")):
        checked(device(code), dt.date.fromisoformat(on), by=idris)
    device("E")
    checked(device("F"), today, is_pass=False, by=idris)
    assert states(school, now, today) == {
        "A": "due",
        "B": "overdue",
        "C": "due",
        "D": "in_date",
        "E": "never",
        "F": "failed",
    }
    assert set(states(school, now, today, None).values()) == {"in_date", "failed"}


def test_an_overdue_device_is_taken_out_of_use_and_its_holder_told(laptop, school, tess, idris, viewer, now, today):
    withdraw_overdue(laptop, by=viewer(idris), at=now)
    assert list(Notice.objects.values_list("person__name", "kind")) == [("Tess Okafor", "equipment.device_withdrawn")]
    with pytest.raises(Refused, match="out of use already"):
        withdraw_overdue(laptop, by=viewer(idris), at=now)
    assert not any(each.is_to_withdraw for each in due.standings(school, now, today, 12))


def test_holders_hear_before_the_day_and_it_hears_what_is_overdue(laptop, device, idris, today, now):
    checked(laptop, dt.date(2025, 11, 9), by=idris)
    checked(device("GW-2"), dt.date(2024, 1, 1), by=idris)
    kinds = {(each.to.name, each.kind) for each in reminders.due(today)}
    assert kinds == {("Tess Okafor", "equipment.test_due"), ("Idris Bell", "equipment.tests_overdue")}
    assert remind(today, now) >= 2
    assert remind(today, now) == 0


def test_nothing_is_due_where_the_policy_asks_for_nothing(put_in_force, laptop, today):
    put_in_force("wolsey-house")
    assert not [each for each in reminders.due(dt.date(2027, 11, 2)) if "dudley" in each.key]


def test_upkeep_is_a_fact_of_the_device(laptop, school, tess, idris, viewer, now, today):
    record_service(laptop, done_on=today, words="New battery.", by=viewer(idris), at=now)
    assert known(tess, school, today) == {"device.serviced": True}
    assert known(tess, school, today - dt.timedelta(days=1)) == {}
    with pytest.raises(Refused, match="on record for that day"):
        record_service(laptop, done_on=today, words="Again.", by=viewer(idris), at=now)
    assert Service.objects.count() == 1


def test_a_list_is_read_whole_or_not_at_all(school, device):
    device("GW-1"), device("GW-2")
    read = read_visit("gw 1, pass, 20331\n\nGW-2;FAIL;\n", school)
    assert [(each.device.asset_code, each.is_pass, each.label) for each in read.tested] == [
        ("GW-1", True, "20331"),
        ("GW-2", False, ""),
    ]
    read = read_visit("GW-1,pass\nGW-1,maybe,1\nGW-9,fail\nGW-2,fail\nGW-2,fail", school)
    assert read.tested == []
    assert [problem.split(":")[0] for problem in read.problems] == ["Line 1", "Line 2", "Line 3", "Line 5"]


@given(strategies.text(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_list_breaks_the_reader(great_wickering, text):
    read = read_visit(text, great_wickering)
    assert read.tested == [] or not read.problems


def test_settings_count_for_everybody_until_somebody_looks_again(school, tess, leo, idris, viewer, now, today):
    facts = {fact.name: fact for fact in facts_to_set(policy_here(school, today), today)}
    assert "network.remote_route" in facts or "signin.second_factor" in facts
    name, fact = next(iter(facts.items()))
    value = True if fact.kind == "bool" else "approved"
    record_setting(fact, value=value, seen_on=today, words="Admin console", by=viewer(idris), at=now)
    assert known(tess, school, today) == known(leo, school, today) == {name: value}
    assert known(tess, school, today - dt.timedelta(days=1)) == {}


@pytest.mark.parametrize("slug", ["tess", "hana", "bilal", "dara"])
def test_only_whoever_answers_for_settings_writes_them(school, cast, slug, viewer, now, today):
    fact = facts_to_set(policy_here(school, today), today)[0]
    with pytest.raises(Refused, match="looks after settings"):
        record_setting(fact, value="approved", seen_on=today, words="Seen.", by=viewer(cast[slug]), at=now)


def test_a_setting_that_cannot_be_is_refused(school, idris, viewer, now, today):
    fact = next(f for f in facts_to_set(policy_here(school, today), today))
    for change, says in (
        ({"value": "nonsense"}, "nonsense|will not do|not"),
        ({"words": " "}, "where you saw it"),
        ({"seen_on": today + dt.timedelta(days=1)}, "not come yet"),
    ):
        given_ = {"value": True if fact.kind == "bool" else "approved", "seen_on": today, "words": "Seen."} | change
        with pytest.raises(Refused, match=says):
            record_setting(fact, **given_, by=viewer(idris), at=now)
    assert not Setting.objects.exists()


def day(name, on):
    return {f"{name}_0": str(on.day), f"{name}_1": str(on.month), f"{name}_2": str(on.year)}


def test_the_pages_of_tests(laptop, device, tess, idris, leo, page, at_that_moment, today):
    device("GW-2")
    where, visit = reverse("equipment:inspect"), reverse("equipment:inspect-visit")
    assert "GW-2" not in page.sign_in(tess).get(where).page.text
    assert "GW-1" in page.get(where).page.text
    assert page.get(visit).status_code == 403
    assert page.post(where, {}).status_code == 403
    page.sign_in(idris)
    assert "Never tested" in page.get(where).page.text
    typed = {"asset_code": "gw-1", "result": "pass", "label": "7", "tester": "Safe Plugs", **day("checked_on", today)}
    assert page.post(where, typed | {"asset_code": "GW-77"}).status_code == 422
    assert page.post(where, typed).status_code == 302
    lines = {"tester": "Safe Plugs", "lines": "GW-2, broken, 1", **day("checked_on", today)}
    assert "Line 1" in page.post(visit, lines).page.text
    assert page.post(visit, lines | {"lines": "GW-2, fail"}).status_code == 302
    assert "Out of use" in page.get(where).page.text
    assert Inspection.objects.count() == 2


def test_an_overdue_one_is_taken_out_of_use_on_the_page(laptop, tess, idris, page, at_that_moment):
    checked(laptop, dt.date(2024, 1, 1), by=idris)
    page.sign_in(idris)
    assert "Take it out of use" in page.get(reverse("equipment:inspect")).page.text
    page.post(reverse("equipment:inspect-withdraw", args=[laptop.code]))
    assert Withdrawal.objects.get().why == "overdue"


def test_the_pages_of_upkeep_and_settings(laptop, school, tess, idris, page, at_that_moment, today):
    for name in ("service", "settings"):
        assert page.sign_in(tess).get(reverse(f"equipment:{name}")).status_code == 403
    page.sign_in(idris)
    service = reverse("equipment:service")
    assert page.post(service, {"asset_code": "GW-1", "words": "Cleaned.", **day("done_on", today)}).status_code == 302
    assert "Cleaned." in page.get(service).page.text
    where = reverse("equipment:settings")
    fact = facts_to_set(policy_here(school, today), today)[0]
    typed = {fact.name: "yes" if fact.kind == "bool" else "approved", "words": "Console", **day("seen_on", today)}
    assert page.post(where, {"words": "Console", **day("seen_on", today)}).status_code == 422
    assert page.post(where, typed).status_code == 302
    assert "Console" in page.get(where).page.text
