"""Mail that did not arrive: whoever looks after mail sees to whom, never what, and may send it again."""

from datetime import timedelta

import pytest

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.actions import send_again
from hometime.notices.gathering import gather
from hometime.notices.mail_trouble import KIND
from hometime.notices.models import Message, Notice
from hometime.notices.reminders import remind


@pytest.fixture
def unsure(tell, now):
    tell(about="The loan of a laptop")
    gather(now)
    Message.objects.update(state="unsure", attempts=1, lease="x", error="no answer")
    return Message.objects.get()


def test_the_it_lead_sees_to_whom_and_why_and_not_what(unsure, idris, page):
    seen = page.sign_in(idris).get("/notices/trouble/").page
    assert "Tess Okafor" in seen.text and "no answer" in seen.text
    assert "laptop" not in seen.text


@pytest.mark.parametrize("slug", ["tess", "leo", "grace", "victor", "stella"])
def test_others_may_not(slug, cast, unsure, page):
    page.sign_in(cast[slug])
    assert page.get("/notices/trouble/").status_code == 403
    assert page.post(f"/notices/trouble/{unsure.code}/send-again/").status_code == 404


def test_it_can_be_sent_again(unsure, idris, page):
    page.sign_in(idris)
    assert page.post(f"/notices/trouble/{unsure.code}/send-again/").headers["Location"] == "/notices/trouble/"
    unsure.refresh_from_db()
    assert (unsure.state, unsure.attempts, unsure.error) == ("queued", 0, "")
    assert Entry.objects.filter(act="notices.mail_sent_again", actor=idris.code).count() == 1
    assert "All emails have gone out" in page.get("/notices/trouble/").page.text


def test_it_refuses_a_mail_that_is_not_in_trouble(unsure, idris, viewer, now):
    unsure.state = "sent"
    unsure.save()
    with pytest.raises(Refused, match="Nothing is wrong with this email: sent"):
        send_again(unsure, by=viewer(idris), at=now)


def test_it_refuses_a_mail_of_another_school(unsure, petra, cast, viewer, now, monkeypatch):
    monkeypatch.setattr("hometime.notices.access.LOOKS_AFTER_MAIL", ("head",))
    with pytest.raises(Refused, match="not from your school"):
        send_again(unsure, by=viewer(petra), at=now)


def test_it_refuses_somebody_who_does_not_look_after_mail(unsure, tess, viewer, now):
    with pytest.raises(Refused, match="Only the IT lead"):
        send_again(unsure, by=viewer(tess), at=now)


def test_of_two_who_send_it_again_at_once_one_is_too_late(unsure, idris, bilal, viewer, now):
    other = Message.objects.get()
    send_again(unsure, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="just dealt with"):
        send_again(other, by=viewer(bilal), at=now)


@pytest.fixture
def reminding(settings):
    settings.NOTICE_SOURCES = ["hometime.notices.tests.kinds", "hometime.notices.mail_trouble"]
    settings.REMINDER_SOURCES = ["hometime.notices.mail_trouble.due"]


def reminded(now):
    remind(now.date(), now)
    return sorted(Notice.objects.filter(kind=KIND).values_list("person__name", flat=True))


def test_whoever_looks_after_mail_is_told_once_for_each_day_of_trouble(unsure, reminding, now):
    Message.objects.update(settled_at=now)
    assert reminded(now) == reminded(now) == ["Bilal Hussain", "Idris Bell"]
    assert reminded(now + timedelta(days=1)) == ["Bilal Hussain", "Idris Bell"], "nothing new went wrong"
    Message.objects.update(settled_at=now + timedelta(days=1))
    assert len(reminded(now + timedelta(days=2))) == 4


def test_the_head_is_where_there_is_neither(unsure, reminding, now, idris, bilal, hana, page):
    Message.objects.update(settled_at=now)
    for person in (idris, bilal):
        person.roles.exclude(kind="staff").delete()
    assert reminded(now) == [hana.name]
    page.sign_in(hana)
    assert "Tess Okafor" in page.get("/notices/trouble/").page.text


def test_the_mail_that_tells_of_it_is_not_told_of(unsure, reminding, now):
    Message.objects.update(settled_at=now)
    reminded(now)
    Message.objects.all().update(state="sent")
    later = now + timedelta(days=3)
    gather(later)
    Message.objects.filter(notices__kind=KIND).update(state="failed", settled_at=later)
    assert len(reminded(later + timedelta(days=1))) == 2
