"""Faults: whom each policy names, what they are told, and what stands on the ticket."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse

from hometime.equipment.asking import facts as asking_facts
from hometime.equipment.asking.actions.faults import move_fault, note_call, report_fault
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import Fault
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice, Pace

facts_about = partial(equipment_facts, folders=[asking_facts])

NOTHING_STARTS = {"about": "device", "words": "It does not start."}


@pytest.fixture
def broken(put_in_force, tess, viewer, now):
    """`broken("dudley", about="network")`: Tess reports it under that policy."""

    def report(slug, **change):
        put_in_force(slug)
        return report_fault(**{**NOTHING_STARTS, "noticed_at": now} | change, by=viewer(tess), at=now)

    return report


def told(person, on):
    school = Fault.objects.filter(person=person)[0].organisation
    known = facts_about([person], school, on)[person.pk]
    return known["fault.told"].value if "fault.told" in known else None


def recipients(fault):
    return [each["recipient"] for each in fault.route]


@pytest.mark.parametrize(
    ("slug", "about", "who"),
    [
        ("wolsey-house", "device", "it_technician"),
        ("wolsey-house", "computer_message", "it_technician"),
        ("ravensbury", "network", "it_lead"),
        ("ravensbury", "computer_message", "it_lead"),
        ("dudley", "device", "it_technician"),
        ("dudley", "network", "network_helpline"),
        ("dudley", "council_service", "council_it"),
        ("starter", "device", "it_lead"),
        ("academy-trust", "device", "it_lead"),
    ],
)
def test_each_policy_says_whom(broken, slug, about, who):
    assert recipients(broken(slug, about=about)) == [who]


def test_those_here_are_told_by_the_report_itself(broken, tess, today):
    fault = broken("wolsey-house")
    assert list(Notice.objects.values_list("person__name", "kind")) == [("Idris Bell", "equipment.fault_reported")]
    assert told(tess, today) == ["it_technician"]
    assert told(tess, today + dt.timedelta(days=1)) is None
    assert Entry.objects.last().act == "equipment.fault_reported"
    assert fault.state == "reported"


def test_those_outside_are_called_and_that_is_noted_once(broken, tess, leo, viewer, now, today):
    fault = broken("dudley", about="network")
    assert fault.route[0]["call"] == "RM, 01384 813920"
    assert not Notice.objects.exists()
    assert told(tess, today) == []
    with pytest.raises(Refused, match="Only the person who reported"):
        note_call(fault, recipient="network_helpline", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="does not name them"):
        note_call(fault, recipient="council_it", by=viewer(tess), at=now)
    note_call(fault, recipient="network_helpline", by=viewer(tess), at=now)
    assert told(tess, today) == ["network_helpline"]
    with pytest.raises(Refused, match="noted already"):
        note_call(fault, recipient="network_helpline", by=viewer(tess), at=now)


def test_an_own_device_is_the_owners_to_mend_where_the_policy_says_so(broken, tess, viewer, now):
    assert broken("ravensbury", is_own=True).state == "own"
    assert broken("wolsey-house", is_own=True).state == "reported"
    mine = Fault.objects.get(state="own")
    assert move_fault(mine, name="fix", words="", by=viewer(tess), at=now).state == "fixed"


def test_a_message_about_settings_and_data_at_risk_go_at_once(broken):
    broken("ravensbury", about="computer_message")
    broken("dudley", about="network", is_data_at_risk=True)
    assert [notice.pace for notice in Notice.objects.all()] == [Pace.AT_ONCE, Pace.AT_ONCE]


def test_it_moves_on_and_the_person_hears(broken, tess, idris, leo, viewer, now):
    fault = broken("wolsey-house")
    with pytest.raises(Refused, match="IT lead deals"):
        move_fault(fault, name="start", words="", by=viewer(leo), at=now)
    with pytest.raises(Refused, match="IT lead deals"):
        move_fault(fault, name="fix", words="", by=viewer(tess), at=now)
    for name, state in (("start", "started"), ("fix", "fixed"), ("close", "closed")):
        assert move_fault(fault, name=name, words="", by=viewer(idris), at=now).state == state
    with pytest.raises(Refused, match="closed"):
        move_fault(fault, name="fix", words="", by=viewer(idris), at=now)
    assert Notice.objects.filter(person=tess, kind="equipment.fault_moved").count() == 3
    assert [step.state for step in fault.steps.all()] == ["reported", "started", "fixed", "closed"]


def test_closing_without_mending_needs_a_reason(broken, idris, viewer, now):
    fault = broken("wolsey-house")
    with pytest.raises(Refused, match="A reason is needed"):
        move_fault(fault, name="close", words=" ", by=viewer(idris), at=now)
    assert move_fault(fault, name="close", words="It was the cable.", by=viewer(idris), at=now).state == "closed"


def test_a_moment_to_come_and_a_report_without_words_are_refused(broken, now):
    with pytest.raises(Refused, match="not come yet"):
        broken("dudley", noticed_at=now + dt.timedelta(hours=1))
    with pytest.raises(Refused, match="Say what does not work"):
        broken("dudley", words="  ")


def test_the_same_form_sent_twice_is_one_ticket(broken, tess, viewer, now):
    fault = broken("wolsey-house")
    again = report_fault(**NOTHING_STARTS, noticed_at=now, once=fault.once, by=viewer(tess), at=now)
    assert (again, Notice.objects.count()) == (fault, 1)


def test_the_pages(put_in_force, device, lend, tess, idris, leo, stella, page, at_that_moment):
    put_in_force("dudley")
    lend(device("GW-1", name="Tess’s laptop"), tess)
    where = reverse("equipment:report-fault")
    page.sign_in(tess)
    assert "RM, 01384 813920" in page.get(where).page.text
    typed = {"about": "network", "is_own": "no", "words": "No pages open.", "since": "hour", "at_risk": "yes"}
    assert page.post(where, {}).status_code == 422
    of = page.post(where, typed).headers["Location"]
    seen = page.get(of).page
    assert "School information may be at risk" in seen.text
    assert "Not called yet" in seen.text
    fault = Fault.objects.get()
    assert fault.created_at - fault.noticed_at == dt.timedelta(hours=1)
    page.post(reverse("equipment:fault-called", args=[fault.code, "network_helpline"]))
    assert "Not called yet" not in page.get(of).page.text
    for other in (leo, stella):
        assert page.sign_in(other).get(of).status_code == 404
    page.sign_in(idris)
    assert page.post(of, {"name": "start"}).status_code == 302
    assert Fault.objects.get().state == "started"
    assert page.post(of, {"name": "nonsense"}).status_code == 422


@pytest.mark.parametrize("since", ["now", "hour", "today", "before"])
def test_when_it_was_seen_is_never_in_the_future(put_in_force, tess, page, at_that_moment, since, now):
    put_in_force("wolsey-house")
    typed = {"about": "device", "is_own": "no", "words": "It is slow.", "since": since, "at_risk": "no"}
    assert page.sign_in(tess).post(reverse("equipment:report-fault"), typed).status_code == 302
    assert Fault.objects.get().noticed_at <= now
