"""Two at the same moment, for real: one wins, and the other is told who or what was quicker."""

from uuid import uuid4

import pytest

from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.papers.actions import (
    add_set,
    decide_papers,
    report_missing,
    request_papers,
    sign_in,
    sign_out,
    sign_out_with_leave,
    withdraw_request,
)
from hometime.papers.models import PaperRequest, PaperSet, SignOut
from hometime.papers.taking import of_labelled
from tests.racing import refused

from .conftest import BOOKS, HOW, SET
from .test_sign_out import wanted

pytestmark = pytest.mark.django_db(transaction=True)


def acts(name):
    return Entry.objects.filter(act=name).count()


def test_two_people_scan_the_same_set(race, class_set, tess, leo, viewer, now):
    take = lambda person: lambda: sign_out(wanted(class_set), once=uuid4(), by=viewer(person), at=now)  # noqa: E731
    outcomes = race(take(tess), take(leo))
    held = SignOut.objects.get()
    [loser] = [each for each in outcomes if isinstance(each, Refused)]
    assert loser.reason == f"{held.person.name} has signed this out."
    assert held.items.count() == 30
    assert acts("papers.signed_out") == 1


def test_two_people_scan_the_same_folder_and_one_has_another_beside_it(race, folders, tess, leo, viewer, now):
    first, second, _ = folders
    alone, together = of_labelled([first], **HOW), of_labelled([second, first], **HOW)
    take = lambda person, taking: lambda: sign_out(taking, once=uuid4(), by=viewer(person), at=now)  # noqa: E731
    outcomes = race(take(tess, alone), take(leo, together))
    held = SignOut.objects.get()
    [loser] = [each for each in outcomes if isinstance(each, Refused)]
    assert loser.reason.startswith(f"{held.person.name} has signed ")
    assert acts("papers.signed_out") == 1


def test_a_flaky_phone_sends_the_same_form_twice_at_once(race, logging, tess, viewer, now):
    once = uuid4()
    send = lambda: sign_out(BOOKS, once=once, by=viewer(tess), at=now)  # noqa: E731
    first, second = race(send, send)
    assert first == second == SignOut.objects.get()
    assert first.items.count() == 3


def test_a_question_is_sent_twice_at_once(race, asking, tess, viewer, now):
    once = uuid4()
    send = lambda: request_papers(BOOKS, once=once, by=viewer(tess), at=now)  # noqa: E731
    first, second = race(send, send)
    assert first == second == PaperRequest.objects.get()
    assert acts("papers.leave_asked") == 1


def test_leave_is_answered_while_it_is_taken_back(race, asked, tess, hana, viewer, now):
    decide = lambda: decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=now)  # noqa: E731
    withdraw = lambda: withdraw_request(asked, by=viewer(tess), at=now)  # noqa: E731
    assert refused(race(decide, withdraw)) == 1
    assert PaperRequest.objects.get().state in ("given", "withdrawn")


def test_leave_is_used_on_two_phones(race, given, tess, viewer, now):
    use = lambda: sign_out_with_leave(  # noqa: E731
        given, container="locked_case", once=uuid4(), by=viewer(tess), at=now
    )
    assert refused(race(use, use)) == 1
    assert SignOut.objects.count() == 1


def test_two_sign_in_the_last_two_things(race, out, tess, bilal, viewer, now):
    sign_in(out, [3], by=viewer(tess), at=now)
    by_tess = lambda: sign_in(out, [1], by=viewer(tess), at=now)  # noqa: E731
    by_bilal = lambda: sign_in(SignOut.objects.get(), [2], by=viewer(bilal), at=now)  # noqa: E731
    assert refused(race(by_tess, by_bilal)) == 0
    assert SignOut.objects.get().closed_at == now


def test_the_same_thing_is_signed_in_and_reported_missing(race, out, tess, bilal, viewer, now):
    back = lambda: sign_in(out, [1], by=viewer(tess), at=now)  # noqa: E731
    missing = lambda: report_missing(SignOut.objects.get(), [1], by=viewer(bilal), at=now)  # noqa: E731
    race(back, missing)
    assert out.items.get(number=1).ended_how == "back"


def test_two_add_a_set_of_one_name(race, logging, tess, leo, viewer, now):
    add = lambda person: lambda: add_set(**SET, by=viewer(person), at=now)  # noqa: E731
    outcomes = race(add(tess), add(leo))
    assert refused(outcomes) == 1
    assert PaperSet.objects.count() == 1
