"""Complaints about data: thirty days with the day it came, who looks after them, and who never sees them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hometime.incidents.complaints import actions
from hometime.incidents.complaints.queries import complaints_for, counts
from hometime.incidents.models import Complaint
from hometime.incidents.reminders import due
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind

TOLD = {"how": "letter", "from_whom": "Mrs Verity", "words": "You sent my letter to a neighbour."}


@pytest.fixture
def complaint(school, bilal, viewer, now):
    return actions.receive_complaint(**TOLD, received_on=now.date(), by=viewer(bilal), at=now)


@pytest.mark.parametrize(
    ("received", "last"), [(date(2026, 7, 1), date(2026, 7, 30)), (date(2027, 1, 31), date(2027, 3, 1))]
)
def test_the_day_it_came_is_day_one(received, last):
    assert Complaint(received_on=received, days=30).due_on == last


def test_anybody_puts_one_on_record_and_who_looks_after_it_is_told(complaint, dara):
    assert Notice.objects.filter(kind="incidents.complaint_received", person=dara).count() == 1
    assert complaint.stage == "To be acknowledged"
    assert Entry.objects.filter(act="incidents.complaint_received").count() == 1
    assert "Verity" not in "".join(Payload.objects.values_list("text", flat=True))
    assert "Verity" not in "".join(Notice.objects.values_list("text", flat=True))


def test_it_is_acknowledged_looked_into_and_answered(complaint, dara, viewer, now, today):
    by = viewer(dara)
    with pytest.raises(Refused, match="not acknowledged yet"):
        actions.answer_complaint(complaint, words="Sorry.", by=by, at=now)
    with pytest.raises(Refused, match="cannot have been"):
        actions.acknowledge(complaint, on=today - timedelta(days=1), words="", by=by, at=now)
    actions.acknowledge(complaint, on=today, words="By post", by=by, at=now)
    with pytest.raises(Refused, match="already"):
        actions.acknowledge(complaint, on=today, words="", by=by, at=now)
    for kind in ("enquiry", "progress"):
        actions.add_step(complaint, kind=kind, words="Asked the office.", by=by, at=now)
    with pytest.raises(Refused, match="another step"):
        actions.add_step(complaint, kind="outcome", words="x", by=by, at=now)
    actions.answer_complaint(complaint, words="We were wrong.", by=by, at=now)
    with pytest.raises(Refused, match="answered"):
        actions.answer_complaint(complaint, words="Again.", by=by, at=now)
    assert [step.kind for step in complaint.steps.all()] == [
        "received",
        "acknowledged",
        "enquiry",
        "progress",
        "outcome",
    ]
    assert complaint.stage == "Answered"


def test_whoever_put_it_on_record_does_not_look_after_it(complaint, bilal, viewer, now, today):
    assert complaints_for(viewer(bilal)).exists()
    with pytest.raises(Refused, match="The data protection officer or the headteacher"):
        actions.acknowledge(complaint, on=today, words="", by=viewer(bilal), at=now)


def test_one_about_the_officer_goes_to_the_head(school, bilal, dara, hana, viewer, now, today):
    made = actions.receive_complaint(**TOLD, received_on=today, about=dara, by=viewer(bilal), at=now)
    assert not complaints_for(viewer(dara)).exists()
    assert set(Notice.objects.values_list("person", flat=True)) == {hana.pk}
    with pytest.raises(Refused, match="about you"):
        actions.acknowledge(made, on=today, words="", by=viewer(dara), at=now)
    actions.acknowledge(made, on=today, words="", by=viewer(hana), at=now)


def test_others_see_none(complaint, tess, safia, stella, petra, viewer):
    assert not any(complaints_for(viewer(each)).exists() for each in (tess, safia, stella, petra))


def test_they_are_counted_by_year(complaint, dara, tess, viewer):
    assert counts(viewer(dara)) == [(2026, 1)]
    assert counts(viewer(tess)) == []


def test_the_days_are_reminded_of_until_it_is_acknowledged(complaint, dara, viewer, now, today):
    steps = (0, 10, 20, 25, 28, 29, 30, 31)
    kinds = [len([r for r in due(today + timedelta(days=d)) if r.kind == "incidents.complaint_due"]) for d in steps]
    assert kinds == [0, 1, 1, 1, 1, 1, 1, 1]
    remind(today + timedelta(days=20), now)
    remind(today + timedelta(days=20), now)
    assert Notice.objects.filter(kind="incidents.complaint_due").count() == 1
    actions.acknowledge(complaint, on=today, words="", by=viewer(dara), at=now)
    assert not list(due(today + timedelta(days=29)))


def test_none_comes_from_the_future_and_none_is_empty(school, bilal, viewer, now, today):
    with pytest.raises(Refused, match="not come yet"):
        actions.receive_complaint(**TOLD, received_on=today + timedelta(days=1), by=viewer(bilal), at=now)
    with pytest.raises(Refused, match="who complains"):
        actions.receive_complaint(**TOLD | {"from_whom": ""}, received_on=today, by=viewer(bilal), at=now)


def test_the_pages(school, bilal, dara, tess, page, at_that_moment):
    new = reverse("incidents:complaint-receive")
    day = {"received_on_0": "2", "received_on_1": "11", "received_on_2": "2026"}
    page.sign_in(bilal)
    assert page.get(new).page.h1 == "A complaint came in"
    assert page.post(new, TOLD | day | {"from_whom": ""}).status_code == 422
    assert page.post(new, TOLD | day).status_code == 302
    made = Complaint.objects.get()
    where = reverse("incidents:complaint", args=[made.code])
    seen = page.get(reverse("incidents:complaints")).page.text
    assert made.name in seen and "Verity" not in seen and "neighbour" not in seen
    assert page.sign_in(tess).get(where).status_code == 404
    page.sign_in(dara)
    assert "1 December 2026" in page.get(where).page.text
    on = {"on_0": "2", "on_1": "11", "on_2": "2026", "words": "By post"}
    assert page.post(reverse("incidents:complaint-answer", args=[made.code]), {"words": "x"}).status_code == 422
    assert page.post(reverse("incidents:complaint-acknowledge", args=[made.code]), on).status_code == 302
    told = {"kind": "enquiry", "words": "Asked"}
    assert page.post(reverse("incidents:complaint-step", args=[made.code]), told).status_code == 302
    assert page.post(reverse("incidents:complaint-answer", args=[made.code]), {"words": "Sorry"}).status_code == 302
    assert "Answered" in page.get(where).page.text
    assert "2026: 1" in page.get(reverse("incidents:complaints")).page.text
