"""Asking for a device: the school’s order of need, the stock, the answer, and what is kept of how it was weighed."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.equipment.asking import facts as asking_facts
from hometime.equipment.asking.actions.requests import answer_request, ask_for_device, withdraw_request
from hometime.equipment.asking.queries import queue_of, requests_for, stock_of
from hometime.equipment.facts import facts_about as equipment_facts
from hometime.equipment.models import DeviceLoss, DeviceRequest, RequestStep, Withdrawal
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

facts_about = partial(equipment_facts, folders=[asking_facts])

LADDER = ["You teach a class from home", "You write reports on pupils", "It would be handy"]
ASK = {"kind": "laptop", "need": "Mine is shared with my sons."}


@pytest.fixture
def school(put_in_force, great_wickering):
    put_in_force("dudley", LADDER)
    return great_wickering


@pytest.fixture
def asked(school, tess, viewer, now):
    return ask_for_device(**ASK, rung=3, by=viewer(tess), at=now - dt.timedelta(days=3))


def facts(person, school, on):
    return {name: known.value for name, known in facts_about([person], school, on).get(person.pk, {}).items()}


def kinds():
    return list(Notice.objects.order_by("pk").values_list("person__name", "kind"))


def test_a_request_is_kept_with_its_place_and_its_decider_told(asked, school, tess, today):
    step = asked.steps.get()
    assert (asked.ladder, asked.rung, asked.decider_kind) == (LADDER, 3, "head")
    assert (step.name, step.rank, step.of) == ("ask", 1, 1)
    assert Entry.objects.last().act == "equipment.request_made"
    assert kinds() == [("Hana Whitlock", "equipment.request_asked")]
    assert facts(tess, school, today) == {"device.request_state": "asked"}


def test_the_most_pressing_need_comes_first_and_then_who_asked_first(asked, leo, noor, viewer, now):
    ask_for_device(**ASK, rung=1, by=viewer(leo), at=now)
    ask_for_device(**ASK, rung=3, by=viewer(noor), at=now)
    names = [row.person.name for row in queue_of(asked.organisation, "laptop")]
    assert names == ["Leo Marsh", "Tess Okafor", "Noor Rahman"]


def test_without_an_order_of_need_requests_stand_as_they_came(put_in_force, leo, tess, viewer, now, today):
    put_in_force("wolsey-house")
    first = ask_for_device(**ASK, rung=None, by=viewer(leo), at=now - dt.timedelta(days=1))
    second = ask_for_device(**ASK, rung=1, by=viewer(tess), at=now)
    assert (first.ladder, second.rung) == ([], None)
    assert queue_of(first.organisation, "laptop") == [first, second]


def test_the_answer_keeps_rank_and_stock_and_tells_both_sides(asked, school, device, tess, hana, viewer, now, today):
    device("GW-1")
    answer_request(asked, answer="agreed", reason="", by=viewer(hana), at=now)
    step = asked.steps.get(name="decide")
    assert (step.rank, step.of, step.in_stock, step.state) == (1, 1, 1, "agreed")
    assert kinds()[1:] == [("Tess Okafor", "equipment.request_answered"), ("Idris Bell", "equipment.request_agreed")]
    known = facts(tess, school, today)
    assert known == {"device.request_state": "agreed", "device.request_weighed": ["need", "stock"]}
    assert facts(tess, school, today - dt.timedelta(days=1)) == {"device.request_state": "asked"}
    assert (
        "sons" not in str([entry.details for entry in Entry.objects.select_related("payload")])
        if hasattr(Entry, "details")
        else True
    )


def test_helping_out_of_turn_or_without_stock_needs_a_reason(asked, hana, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        answer_request(asked, answer="agreed", reason="", by=viewer(hana), at=now)
    answer_request(asked, answer="agreed", reason="One is on its way.", by=viewer(hana), at=now)
    assert asked.steps.get(name="decide").in_stock == 0


@pytest.mark.parametrize("answer", ["waiting", "refused"])
def test_a_no_and_the_waiting_list_need_a_reason(asked, answer, hana, viewer, now):
    with pytest.raises(Refused, match="A reason is needed"):
        answer_request(asked, answer=answer, reason=" ", by=viewer(hana), at=now)
    assert answer_request(asked, answer=answer, reason="All are out.", by=viewer(hana), at=now).state == answer


def test_a_school_without_an_order_says_how_the_needs_compare(
    put_in_force, school, device, tess, hana, viewer, now, today
):
    put_in_force("wolsey-house")
    put = ask_for_device(kind="tablet", need="For lessons.", rung=3, by=viewer(tess), at=now)
    put.ladder = []
    put.save(update_fields=["ladder"])
    with pytest.raises(Refused, match="no order of need"):
        answer_request(put, answer="refused", reason="None left.", by=viewer(hana), at=now)
    answer_request(put, answer="refused", reason="None left.", compared="Least pressing.", by=viewer(hana), at=now)
    assert facts(tess, school, today)["device.request_weighed"] == ["need", "stock"]


def test_things_out_lost_or_withdrawn_are_no_stock(asked, device, lend, leo, hana, idris, viewer, now, today):
    out, lost, failed, free = (device(f"GW-{n}") for n in range(4))
    lend(out, leo)
    DeviceLoss.objects.create(
        organisation=lost.organisation, device=lost, begun_at=now, created_at=now, created_by=idris
    )
    Withdrawal.objects.create(
        organisation=lost.organisation, device=failed, why="failed", begun_at=now, created_at=now, created_by=idris
    )
    device("GW-9", kind="tablet")
    assert list(stock_of(asked.organisation, "laptop", now)) == [free]


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "bilal", "dara"])
def test_only_the_decider_answers_and_never_about_themselves(asked, cast, slug, viewer, now):
    with pytest.raises(Refused):
        answer_request(asked, answer="agreed", reason="Yes.", by=viewer(cast[slug]), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestStep.objects.create(
            request=asked, subject=asked.person, name="decide", state="agreed", at=now, by=asked.person
        )


def test_the_heads_own_request_goes_to_the_governors(school, hana, viewer, now):
    mine = ask_for_device(**ASK, rung=1, by=viewer(hana), at=now)
    assert mine.decider_kind == "governor"
    with pytest.raises(Refused, match="about you"):
        answer_request(mine, answer="agreed", reason="Yes.", by=viewer(hana), at=now)


@pytest.mark.parametrize(
    ("change", "says"),
    [({"rung": None}, "nearest to yours"), ({"rung": 9}, "nearest to yours"), ({"need": " "}, "A reason is needed")],
)
def test_requests_that_say_too_little_are_refused(school, tess, viewer, now, change, says):
    with pytest.raises(Refused, match=says):
        ask_for_device(**{**ASK, "rung": 1} | change, by=viewer(tess), at=now)


def test_the_same_form_sent_twice_is_one_request_and_a_second_is_refused(asked, tess, viewer, now):
    assert ask_for_device(**ASK, rung=3, once=asked.once, by=viewer(tess), at=now) == asked
    with pytest.raises(Refused, match="asked for one of these already"), transaction.atomic():
        ask_for_device(**ASK, rung=1, by=viewer(tess), at=now)
    assert Notice.objects.count() == 1


def test_only_the_person_takes_it_back_and_then_nobody_answers(asked, school, tess, hana, viewer, now, today):
    with pytest.raises(Refused, match="Only the person"):
        withdraw_request(asked, by=viewer(hana), at=now)
    withdraw_request(asked, by=viewer(tess), at=now)
    assert facts(tess, school, today) == {}
    with pytest.raises(Refused, match="answered already"):
        answer_request(asked, answer="agreed", reason="Yes.", by=viewer(hana), at=now)


def test_of_two_answers_at_once_one_counts(asked, hana, viewer, now):
    stale = DeviceRequest.objects.get(pk=asked.pk)
    answer_request(asked, answer="refused", reason="No.", by=viewer(hana), at=now)
    with pytest.raises(Refused, match="Somebody else has just done"):
        answer_request(stale, answer="agreed", reason="Yes.", by=viewer(hana), at=now)


def test_the_past_is_read_as_it_stood(asked, hana, viewer, now):
    answer_request(asked, answer="refused", reason="No.", by=viewer(hana), at=now)
    yesterday = now - dt.timedelta(days=1)
    assert requests_for(viewer(hana), yesterday).get().state_then == "asked"
    assert requests_for(viewer(hana), now).get().state_then == "refused"
    assert not requests_for(viewer(hana), now - dt.timedelta(days=9)).exists()


def test_the_pages(asked, school, tess, hana, idris, leo, stella, page, at_that_moment):
    where, of = reverse("equipment:request"), reverse("equipment:device-request", args=[asked.code])
    page.sign_in(leo)
    seen = page.get(where).page
    assert (seen.h1, LADDER[0] in seen.text) == ("Ask for a device", True)
    assert page.post(where, {"kind": "tablet", "need": "For lessons."}).status_code == 422
    made = page.post(where, {"kind": "tablet", "need": "For lessons.", "rung": "1"})
    assert page.get(made.headers["Location"]).page.h1 == "Leo Marsh: tablet"
    for other in (leo, stella):
        assert page.sign_in(other).get(of).status_code == 404
    assert "sons" in page.sign_in(tess).get(of).page.text
    assert page.post(of, {"answer": "agreed"}).status_code == 302
    assert "sons" not in page.sign_in(idris).get(of).page.text
    page.sign_in(hana)
    assert "sons" in page.get(of).page.text
    assert page.post(of, {"answer": "refused"}).status_code == 422
    assert page.post(of, {"answer": "refused", "reason": "All are out."}).status_code == 302
    assert "All are out." in page.get(of).page.text
    assert "All are out." not in page.get(of + "?as_of=2026-11-01").page.text
    assert DeviceRequest.objects.get(pk=asked.pk).state == "refused"


def test_it_is_taken_back_on_its_page(asked, tess, page, at_that_moment):
    page.sign_in(tess)
    page.post(reverse("equipment:request-withdraw", args=[asked.code]))
    assert DeviceRequest.objects.get().state == "withdrawn"
