"""Handing a message over: what the mail system says, and what is done when it says nothing."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from hometime.notices import delivery
from hometime.notices.actions import queue
from hometime.notices.delivery import LEASE, WAITS, claim, deliver
from hometime.notices.gathering import gather
from hometime.notices.models import OPEN, TRANSITIONS, Message, Notice, State
from hometime.notices.writing import mail_of

from .conftest import at


@pytest.fixture
def queued(tell, now):
    tell(context={"href": "/receipts/"})
    gather(now)
    return Message.objects.get()


class Backend(BaseEmailBackend):
    """A mail system that does as the test says."""

    opening = sending = None
    taken: list

    def open(self):
        if self.opening:
            raise self.opening

    def send_messages(self, mails):
        if self.sending:
            raise self.sending
        self.taken += mails
        return len(mails)


@pytest.fixture
def backend(monkeypatch):
    kind = type("Told", (Backend,), {"taken": []})
    monkeypatch.setattr(delivery, "get_connection", kind)
    return kind


def take_and_deliver(now):
    message = claim(now)
    deliver(message, now)
    message.refresh_from_db()
    return message


def test_it_is_sent(queued, now, tess):
    sent = take_and_deliver(now)
    assert (sent.state, sent.attempts, sent.settled_at) == ("sent", 1, now)
    assert claim(now + 2 * LEASE) is None
    assert [mail.to for mail in mail.outbox] == [[tess.email]]


def test_the_mail_is_text_and_html_with_an_identity_of_its_own(queued, now):
    take_and_deliver(now)
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<{queued.code}@localhost>"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.subject == "A fire"
    assert "Hello Tess Okafor\n\nLeave by the nearest door.\n\nhttps://hometime.example/receipts/\n" in sent.body
    html = sent.alternatives[0].content
    assert "<p>Leave by the nearest door.</p>" in html
    assert 'href="https://hometime.example/receipts/"' in html


def test_words_cannot_become_markup(tell, now):
    tell(text="<b>Now</b> & then")
    gather(now)
    take_and_deliver(now)
    assert "&lt;b&gt;Now&lt;/b&gt; &amp; then" in mail.outbox[0].alternatives[0].content
    assert "<b>Now</b> & then" in mail.outbox[0].body


def test_the_daily_mail_holds_each_under_its_own_heading(tell):
    tell("tests.news", about="One", text="First.")
    tell("tests.news", about="Two", text="Second.")
    gather(at(3, 7, 30))
    take_and_deliver(at(3, 7, 30))
    (sent,) = mail.outbox
    assert sent.subject == "2 things to know from Great Wickering Academy"
    assert "One\nFirst.\n" in sent.body and "Two\nSecond.\n" in sent.body


def test_somebody_at_two_schools_reads_which_school_each_is_from(tell, dara, tamsin_hollow, now):
    tell("tests.news", about="One", to=dara)
    with transaction.atomic():
        told = {"about": "Two", "text": "Second."}
        queue("tests.news", to=dara, organisation=tamsin_hollow, context=told, at=now)
    gather(at(3, 7, 30))
    take_and_deliver(at(3, 7, 30))
    (sent,) = mail.outbox
    for words in (sent.body, sent.alternatives[0].content):
        assert "One (Great Wickering Academy)" in words and "Two (Tamsin Hollow Primary)" in words
        assert "Great Wickering Academy, Tamsin Hollow Primary, by Hometime." in words


def test_a_server_that_cannot_be_reached_is_tried_again_later(queued, backend, now):
    backend.opening = ConnectionRefusedError("nobody there")
    waiting = take_and_deliver(now)
    assert (waiting.state, waiting.next_at, waiting.error) == ("queued", now + WAITS[0], "nobody there")
    assert claim(now + WAITS[0] - timedelta(seconds=1)) is None
    backend.opening = None
    assert take_and_deliver(now + WAITS[0]).state == "sent"


@pytest.mark.parametrize(
    "problem",
    [
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"who?")}),
        smtplib.SMTPSenderRefused(550, b"no", "x"),
    ],
)
def test_a_server_that_says_no_does_not_have_it(queued, backend, now, problem):
    backend.sending = problem
    assert take_and_deliver(now).state == "queued"


def test_it_is_given_up_in_the_end(queued, backend, now):
    backend.opening = OSError("nobody there")
    for wait in (*WAITS, timedelta()):
        message = take_and_deliver(now)
        now += wait
    assert (message.state, message.attempts) == ("failed", len(WAITS) + 1)
    assert claim(now + timedelta(days=9)) is None


@pytest.mark.parametrize("problem", [TimeoutError("no answer"), smtplib.SMTPServerDisconnected("gone")])
def test_a_connection_cut_in_mid_hand_over_is_not_tried_again_by_itself(queued, backend, now, problem):
    backend.sending = problem
    unsure = take_and_deliver(now)
    assert (unsure.state, unsure.error) == ("unsure", str(problem))
    assert claim(now + timedelta(days=9)) is None


@pytest.mark.parametrize(("has_it", "becomes"), [(True, "sent"), (False, "queued")])
def test_a_mail_system_that_can_say_is_asked(queued, backend, now, has_it, becomes):
    backend.sending = TimeoutError("no answer")
    backend.has_accepted = lambda self, message_id: has_it and message_id == queued.message_id
    assert take_and_deliver(now).state == becomes


def test_a_lease_that_lapses_is_taken_over(queued, now):
    claim(now)
    assert claim(now + LEASE - timedelta(seconds=1)) is None
    assert take_and_deliver(now + LEASE).state == "sent"
    assert len(mail.outbox) == 1


def test_a_slow_worker_whose_lease_has_lapsed_sends_nothing(queued, now):
    slow = claim(now)
    quick = claim(now + LEASE)
    deliver(slow, now + LEASE)
    assert mail.outbox == []
    deliver(quick, now + LEASE)
    deliver(slow, now + LEASE)
    assert len(mail.outbox) == 1


def test_a_slow_worker_that_did_hand_it_over_has_the_last_word(queued, backend, now):
    def others_wonder_meanwhile(self, mails):
        later = now + LEASE + LEASE
        deliver(claim(later), later)
        assert Message.objects.get().state == "unsure"
        return 1

    backend.send_messages = others_wonder_meanwhile
    assert take_and_deliver(now).state == "sent"


def test_a_message_that_kills_every_worker_is_given_up(queued, now):
    for _ in range(len(WAITS) + 1):
        claim(now)
        now += LEASE
    failed = take_and_deliver(now)
    assert (failed.state, failed.error) == ("failed", "The worker stopped each time it tried.")


def test_looking_for_nothing_writes_nothing(db, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim(now) is None


def test_every_open_state_leads_to_an_end_and_an_end_leads_nowhere_by_itself():
    reached = {to for _, to in TRANSITIONS}
    assert reached | {State.KEPT} == set(State)
    assert {start for start, _ in TRANSITIONS} == {*OPEN, State.UNSURE, State.FAILED}


def test_a_step_that_is_not_in_the_table_is_a_slip(queued):
    with pytest.raises(ValueError, match="cannot become"):
        queued.move(State.SENT)


def test_a_link_for_somebody_of_several_schools_says_which(tell, dara, tess, tamsin_hollow, great_wickering, page, now):
    """Whoever looks at another of them would not find the page there."""
    there = f"/people/?school={tamsin_hollow.code}"
    for person in (dara, tess):
        notice = tell(to=person, context={"href": "/people/"})
        Notice.objects.filter(pk=notice.pk).update(organisation=tamsin_hollow if person == dara else great_wickering)
    gather(now)
    words = {message.person: mail_of(message).body for message in Message.objects.select_related("person")}
    assert f"https://hometime.example{there}" in words[dara]
    assert "school=" not in words[tess]
    page.sign_in(dara)
    told = Notice.objects.get(person=dara)
    assert there in page.get(f"/notices/{told.code}/").page.addresses()
    assert page.get(there).page.h1 == "Who is who at Tamsin Hollow Primary"
    assert page.get("/people/").page.h1 == "Who is who at Tamsin Hollow Primary", "and stays there"
    page.sign_in(tess)
    assert page.get(there).page.h1 == "Who is who at Great Wickering Academy"
    assert page.get("/people/?school=nonsense").status_code == 200
