"""Mail that did not arrive: whoever looks after mail sees to whom, never what, and may send it again."""

import pytest

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.actions import send_again
from hometime.notices.gathering import gather
from hometime.notices.models import Message


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


@pytest.mark.parametrize("slug", ["tess", "leo", "grace", "victor", "stella", "petra"])
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
