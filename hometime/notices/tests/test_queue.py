"""Queuing: with its act or not at all, in words of that moment, once for each key."""

import pytest

from hometime.notices.actions import NotInTransaction, queue
from hometime.notices.kinds import UnknownKind, kind_named
from hometime.notices.models import Notice


def test_the_words_are_written_then_and_there(tell, tess):
    notice = tell(about="Ben's laptop & bag", text="Lost <today>.", context={"href": "/receipts/"})
    assert (notice.subject, notice.text, notice.href) == ("Ben's laptop & bag", "Lost <today>.", "/receipts/")
    assert (notice.person, notice.pace, notice.message) == (tess, "at-once", None)


def test_a_subject_is_one_line(tell):
    assert tell(about="A fire\r\nBcc: everybody@outside.example").subject == "A fire Bcc: everybody@outside.example"


def test_the_same_key_tells_once(tell):
    first, second = tell(key="loan:1:7"), tell(key="loan:1:7", about="Another")
    assert first == second
    assert Notice.objects.count() == 1


def test_without_a_key_each_is_told(tell):
    assert tell() != tell()


@pytest.mark.django_db(transaction=True)
def test_it_refuses_outside_the_transaction_of_its_act(race, great_wickering, tess, now):
    """`race` for a database of its own: the cast is in the ledger, which is not emptied again."""
    with pytest.raises(NotInTransaction):
        queue("tests.alarm", to=tess, organisation=great_wickering, context={}, at=now)


def test_a_kind_nobody_declared_is_a_slip(tell):
    with pytest.raises(UnknownKind, match=r"No notice “tests\.alrm” is declared"):
        tell("tests.alrm")


def test_a_kind_may_be_declared_once(settings):
    settings.NOTICE_SOURCES = ["hometime.notices.tests.kinds", "hometime.notices.tests.kinds"]
    with pytest.raises(UnknownKind, match="declares again"):
        kind_named("tests.news")


def test_a_single_notice_of_a_quiet_kind_may_be_urgent(tell, now):
    notice = tell("tests.news", urgent=True)
    assert (notice.pace, notice.due_at) == ("at-once", now)
