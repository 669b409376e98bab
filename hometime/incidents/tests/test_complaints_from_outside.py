"""A complaint by the form for people outside: off until it is switched on, one receipt, the register’s own clock, and nothing told."""

from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hometime.incidents.complaints import outside
from hometime.incidents.complaints.queries import complaints_for
from hometime.incidents.models import Complaint, ComplaintDoor
from hometime.ledger.models import Entry, Payload
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

ONCE = UUID("00000000-0000-4000-8000-00000000000c")
SWITCH = reverse("incidents:complaint-door")
TOLD = {
    "from_whom": "Mrs Verity",
    "words": "You told the club about Ben’s asthma.",
    "email": "verity@home.example",
    "once": str(ONCE),
}


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


@pytest.fixture
def door(school, dara, viewer, now):
    return outside.open_door(by=viewer(dara), at=now)


@pytest.fixture
def where(door):
    return reverse("incidents:complain", args=[door.word])


def everything_told():
    texts = Payload.objects.values_list("text", flat=True)
    notices = Notice.objects.values_list("subject", "text", "href")
    return " ".join([*texts, *(part for row in notices for part in row)])


def test_it_is_off_until_somebody_who_may_switches_it_on(school, dara, bilal, tess, page, at_that_moment):
    assert page.get(reverse("incidents:complain", args=["bcdfghjkmn"])).status_code == 404
    assert page.sign_in(tess).get(SWITCH).status_code == 403
    page.sign_in(bilal)
    assert "Switched off" in page.get(SWITCH).page.text
    assert page.post(SWITCH).status_code == 302
    door = ComplaintDoor.objects.get()
    assert door.word in page.get(SWITCH).page.text
    assert Entry.objects.filter(act="incidents.complaint_form_opened").count() == 1
    assert page.sign_in(dara).post(SWITCH, {"off": "yes"}).status_code == 302
    assert Entry.objects.filter(act="incidents.complaint_form_closed").count() == 1
    assert Client().get(reverse("incidents:complain", args=[door.word])).status_code == 404


def test_the_address_tells_nobody_anything(door, where, great_wickering, cast):
    seen = Client().get(where).content.decode()
    assert not any(person.name in seen for person in cast.values())
    assert not set(door.word) & set("aeiou01l") and great_wickering.slug not in where


def test_a_stranger_complains_and_is_given_a_number(where, page, dara, at_that_moment, viewer):
    assert page.get(where).page.h1 == "Complain about how your data is used"
    sent = page.post(where, TOLD)
    assert sent.status_code == 302
    made = Complaint.objects.get()
    receipt = page.get(sent.url).page.text
    assert made.reference in receipt and "1 December 2026" in receipt and "Ben" not in receipt
    assert made.created_by is None and made.how == "form" and made.received_on.isoformat() == "2026-11-02"
    assert made in complaints_for(viewer(dara))
    seen = page.sign_in(dara).get(reverse("incidents:complaint", args=[made.code])).page.text
    assert "Mrs Verity" in seen and "verity@home.example" in seen and "asthma" in seen
    assert made.name in page.get(reverse("incidents:complaints")).page.text


def test_the_officer_is_told_and_no_notice_says_who_or_what(where, page, dara, at_that_moment):
    page.post(where, TOLD)
    assert Notice.objects.filter(kind="incidents.complaint_received", person=dara).count() == 1
    told = everything_told()
    assert not any(word in told for word in ("Verity", "Ben", "asthma", "verity@"))


def test_the_receipt_holds_a_number_and_nothing_that_was_typed(where, page, at_that_moment, settings):
    page.post(where, TOLD | {"from_whom": "Buy now at http://bad.example"})
    letter = Notice.objects.get(kind="notices.letter")
    assert letter.address == "verity@home.example"
    words = outside.receipt_words(Complaint.objects.get())
    assert Complaint.objects.get().reference in words and "bad.example" not in words + letter.subject + letter.text


def test_no_address_no_mail(where, page, at_that_moment):
    page.post(where, TOLD | {"email": ""})
    assert Complaint.objects.count() == 1 and not Notice.objects.filter(kind="notices.letter").exists()


def test_one_about_whoever_looks_after_data_is_read_by_somebody_else(where, page, dara, hana, viewer, at_that_moment):
    page.post(where, TOLD | {"about_keeper": "on", "email": ""})
    made = Complaint.objects.get()
    assert made.about == dara and made not in complaints_for(viewer(dara)) and made in complaints_for(viewer(hana))
    assert set(Notice.objects.values_list("person", flat=True)) == {hana.pk}


def test_two_halves_of_one_press_are_one_complaint(door, now, monkeypatch):
    sent = outside.Sent("A", "B", ONCE)
    first = outside.complain_from_outside(door, sent, at=now, on=now.date())
    monkeypatch.setattr(outside, "known_as", lambda *args: None)  # the first was not there yet when the second looked
    assert outside.complain_from_outside(door, sent, at=now, on=now.date()) == first
    assert Complaint.objects.count() == 1 and Notice.objects.count() == 1


def test_pressed_twice_it_is_one_complaint(where, page, at_that_moment):
    first, second = page.post(where, TOLD), page.post(where, TOLD)
    assert first.url == second.url and Complaint.objects.count() == 1
    assert Notice.objects.filter(kind="notices.letter").count() == 1


def test_one_visitor_cannot_flood_the_school(where, page, at_that_moment):
    answers = [page.post(where, TOLD | {"once": str(uuid4()), "email": ""}).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2 and Complaint.objects.count() == 5


def test_nobody_is_sent_more_than_two_receipts_a_day(where, page, at_that_moment):
    for number in range(4):
        page.post(where, TOLD | {"once": str(uuid4())}, REMOTE_ADDR=f"192.0.2.{number}")
    assert Complaint.objects.count() == 4 and Notice.objects.filter(kind="notices.letter").count() == 2


@pytest.mark.parametrize(
    "bad",
    [
        {"website": "http://bad.example"},
        {"once": "no key"},
        {"email": "a@b.example\nBcc: all@school.example"},
        {"from_whom": "x" * 300},
        {"words": "x" * 5000},
        {"words": "nul \x00 here"},
        {"words": "   "},
        {"from_whom": ""},
    ],
)
def test_hostile_and_empty_answers_are_refused(where, page, at_that_moment, bad):
    assert page.post(where, TOLD | bad).status_code == 422
    assert not Complaint.objects.exists() and not Notice.objects.filter(kind="notices.letter").exists()


def test_what_is_written_is_shown_as_text(where, page, dara, at_that_moment):
    page.post(where, TOLD | {"from_whom": "<script>alert(1)</script>", "words": "<img src=x onerror=1> and more"})
    shown = page.sign_in(dara).get(reverse("incidents:complaint", args=[Complaint.objects.get().code]))
    assert b"<script>alert" not in shown.content and b"<img src=x" not in shown.content
    assert "<img src=x onerror=1> and more" in shown.page.text


def test_a_form_from_elsewhere_is_not_taken(where, at_that_moment):
    assert Client(enforce_csrf_checks=True).post(where, TOLD).status_code == 403
    assert not Complaint.objects.exists()


def test_nobody_reads_a_receipt_that_is_not_theirs(where, door, page, at_that_moment):
    page.post(where, TOLD)
    assert page.get(reverse("incidents:complained", args=[door.word, uuid4()])).status_code == 404
    assert page.get(reverse("incidents:complained", args=["zzzzzzzzzz", ONCE])).status_code == 404


def test_where_nobody_looks_after_complaints_there_is_no_form(school, bilal, viewer, now, monkeypatch):
    monkeypatch.setattr(outside, "keepers_on_watch", lambda *args: [])
    with pytest.raises(Refused, match="Nobody looks after complaints"):
        outside.open_door(by=viewer(bilal), at=now)


def test_two_switch_it_on_at_once_and_there_is_one(door, bilal, viewer, now):
    with pytest.raises(Refused, match="already"):
        outside.open_door(by=viewer(bilal), at=now)
    outside.close_door(door, by=viewer(bilal), at=now)
    with pytest.raises(Refused, match="already"):
        outside.close_door(door, by=viewer(bilal), at=now)
    sent = outside.Sent("A", "B", uuid4())
    with pytest.raises(Refused, match="switched off"):
        outside.complain_from_outside(door, sent, at=now, on=now.date())
