"""Gathering: one mail a day of everything that can wait, a mail each for what cannot."""

from hometime.notices.gathering import gather
from hometime.notices.models import Message, Notice

from .conftest import at


def bundles():
    return sorted(sorted(message.notices.values_list("subject", flat=True)) for message in Message.objects.all())


def test_the_daily_mail_gathers_what_can_wait(tell, noor):
    tell("tests.news", about="One")
    tell("tests.news", about="Two")
    tell("tests.news", about="For Noor", to=noor)
    tell("tests.alarm", about="A fire")
    assert gather(at(2, 12)) == 1
    assert bundles() == [["A fire"]]
    assert gather(at(3, 7, 30)) == 2
    assert bundles() == [["A fire"], ["For Noor"], ["One", "Two"]]


def test_gathering_twice_gathers_once(tell, now):
    tell()
    assert (gather(now), gather(now)) == (1, 0)


def test_a_worker_that_was_off_for_days_sends_one_mail_not_several(tell):
    for day in (2, 3, 4):
        tell("tests.news", about=f"Day {day}", when=at(day, 12))
    assert gather(at(9, 10)) == 1


def test_nothing_is_sent_where_no_mail_is(tell, settings, now):
    settings.MAIL_IS_SENT = False
    tell()
    gather(now)
    assert Message.objects.get().state == "kept"


def test_somebody_without_an_address_finds_it_on_their_page(tell, tess, now):
    tess.email = ""
    tess.save()
    tell()
    gather(now)
    assert Message.objects.get().state == "kept"


def test_gathering_costs_the_same_for_many_notices_of_one_person(tell, now, django_assert_num_queries):
    for _ in range(30):
        tell("tests.news", when=at(1, 12))
    with django_assert_num_queries(7):
        gather(now)
    assert Notice.objects.filter(message=None).count() == 0
