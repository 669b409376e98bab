"""Asking, page by page: what people see, and what happens when something is typed or sent wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.models import Receipt
from hometime.policy.models import PolicyVersion

from .walking import answer_all, answer_of, begin, question_in, reply

pytestmark = pytest.mark.usefixtures("in_force", "at_that_moment")


@pytest.fixture
def tess_asks(page, tess):
    return page.sign_in(tess)


@pytest.fixture
def noor_asks(page, noor):
    return page.sign_in(noor)


def test_every_activity_can_be_chosen(tess_asks):
    seen = tess_asks.get("/ask/").page
    assert seen.h1 == "What do you want to do?"
    assert len([box for box in seen.all("input") if box.attrs.get("name") == "activity"]) == 16


@pytest.mark.parametrize("sent", [{}, {"activity": "fly-to-the-moon"}, {"activity": "x" * 10_000}])
def test_choosing_nothing_or_nonsense_is_explained(tess_asks, sent):
    response = tess_asks.post("/ask/", sent)
    assert response.status_code == 422
    assert len(response.page.errors()) == 1


def test_an_answer_sent_wrong_is_explained_and_nothing_is_lost(noor_asks):
    first = question_in(begin(noor_asks, "work-at-home"))
    second = question_in(reply(noor_asks, "work-at-home", first, None))
    response = noor_asks.post(f"/ask/work-at-home/questions/{second}/", {"answer": "nonsense"})
    assert response.status_code == 422
    assert response.page.errors()
    seen = noor_asks.get("/ask/work-at-home/check/").page
    assert "I do not know" in seen.text


def test_a_reply_reads_what_is_on_record_once(tess_asks):
    begin(tess_asks, "work-at-home")
    with CaptureQueriesContext(connection) as queries:
        tess_asks.post("/ask/work-at-home/questions/data.kind/", {"answer": "ordinary"})
    read = [each["sql"] for each in queries if each["sql"].startswith("WITH")]
    assert read and len(read) == len(set(read))


def test_a_question_says_which_it_is_and_leads_back(noor_asks):
    first = begin(noor_asks, "work-at-home")
    assert "Question 1" in first.page.text
    second = reply(noor_asks, "work-at-home", question_in(first), None)
    assert "Question 2" in second.page.text
    assert f"/ask/work-at-home/questions/{question_in(first)}/" in [link.attrs["href"] for link in second.page.all("a")]


def test_a_question_opened_from_the_answers_leads_back_to_them(tess_asks):
    answer_all(tess_asks, "work-at-home", {})
    seen = tess_asks.get("/ask/work-at-home/questions/device.owner/?from=check").page
    assert "Back to your answers" in [link.text for link in seen.all("a")]


def test_what_is_on_record_is_shown_with_its_age(tess_asks):
    begin(tess_asks, "use-school-device")
    seen = tess_asks.get("/ask/use-school-device/questions/device.encryption/?from=check").page
    assert "On record: Yes, all of it" in seen.text
    assert "device management, 2 weeks ago, 13 October 2026" in seen.text


@pytest.mark.parametrize("name", ["learning.risks_read_on", "device.lock_minutes", "home.problems", "device.owner"])
def test_every_kind_of_question_bears_every_reply(tess_asks, name):
    begin(tess_asks, "work-at-home")
    address = f"/ask/work-at-home/questions/{name}/"
    for said in ({"not-known": "yes"}, {"never": "yes"}, {"answer": ""}, {"answer": ["a", "b"]}, {}):
        assert tess_asks.post(address, said).status_code in (302, 422)
        assert tess_asks.get(address).status_code == 200


def test_a_date_on_record_stands_in_its_boxes(tess_asks):
    begin(tess_asks, "work-at-home")
    seen = tess_asks.get("/ask/work-at-home/questions/learning.risks_read_on/").page
    assert [box.attrs.get("value") for box in seen.all("input") if box.attrs["name"].startswith("answer_")] == [
        "9",
        "10",
        "2026",
    ]


def test_a_number_out_of_bounds_says_what_would_do(tess_asks):
    begin(tess_asks, "work-at-home")
    response = tess_asks.post("/ask/work-at-home/questions/device.lock_minutes/", {"answer": "-4"})
    assert response.status_code == 422
    assert "Enter a whole number from 0 to" in response.page.text


TYPED = (
    "/ask/fly-to-the-moon/",
    "/ask/fly-to-the-moon/check/",
    "/ask/work-at-home/questions/no.fact/",
    "/ask/work-at-home/questions/activity/",
    "/ask/work-at-home/questions/cannot.device/",
    f"/ask/{'long-' * 200}/",
    f"/ask/work-at-home/questions/{'long.' * 400}/",
)


def test_an_address_typed_by_hand_is_not_found_in_plain_words(tess_asks):
    for address in TYPED:
        response = tess_asks.get(address)
        assert response.status_code == 404
        assert response.page.h1 == "We cannot find that page"


def test_what_is_known_is_folded_away_with_its_source(tess_asks):
    response, _ = answer_all(tess_asks, "work-at-home", {"data.kind": "ordinary"})
    assert response.page.h1 == "Check your answers"
    assert "we know already, and where from" in response.page.text


def test_nothing_asked_is_said(page, stella):
    response = begin(page.sign_in(stella), "take-papers")
    assert "There is nothing we need to ask you." in response.page.text


def test_sending_the_answers_twice_keeps_one_receipt(tess_asks):
    answer_of(tess_asks, "work-at-home")
    tess_asks.post("/ask/work-at-home/check/")
    assert Receipt.objects.count() == 1


def test_two_tabs_write_in_one_draft(tess_asks):
    begin(tess_asks, "work-at-home")
    reply(tess_asks, "work-at-home", "data.kind", "ordinary")
    begin(tess_asks, "work-at-home")  # the second tab chooses the same
    reply(tess_asks, "work-at-home", "device.owner", "school")
    seen = tess_asks.get("/ask/work-at-home/check/").page
    assert "Ordinary work" in seen.text
    assert "The school’s" in seen.text


def test_reminders_that_cannot_be_kept_change_the_answer(tess_asks):
    answer_of(tess_asks, "work-at-home", {"data.kind": "ordinary", "device.owner": "school"})
    form = tess_asks.get("/ask/work-at-home/cannot/").page
    ticks = [box.attrs["value"] for box in form.all("input") if box.attrs.get("name") == "cannot"]
    response = tess_asks.post("/ask/work-at-home/cannot/", {"cannot": ticks}, follow=True)
    assert response.page.h1 == "Check your answers"
    again = tess_asks.get("/ask/work-at-home/cannot/").page
    assert all("checked" in box.attrs for box in again.all("input") if box.attrs.get("name") == "cannot")
    assert tess_asks.post("/ask/work-at-home/cannot/", {"cannot": ["no:such"]}).status_code == 422


def test_without_a_policy_it_says_whom_to_ask(page, tess):
    PolicyVersion.objects.all().delete()
    seen = page.sign_in(tess).get("/ask/").page
    assert seen.h1 == "There is no policy to ask yet"


def test_after_another_policy_is_chosen_the_rest_goes_on(tess_asks, settings):
    settings.DEMO = True
    begin(tess_asks, "work-at-home")
    reply(tess_asks, "work-at-home", "data.kind", "ordinary")
    tess_asks.post("/policy/choose/", {"policy": "yourig"})
    assert tess_asks.get("/ask/work-at-home/check/").status_code == 200
    assert answer_of(tess_asks, "work-at-home").status_code == 200


@pytest.mark.parametrize("who", ["tess", "noor", "hana", "grace", "victor", "stella"])
def test_everybody_gets_an_answer(page, cast, who):
    page.sign_in(cast[who])
    for activity in ("work-at-home", "use-own-device", "something-happened", "go-abroad"):
        response = answer_of(page, activity)
        assert response.status_code == 200
        assert "unset" not in response.page.text
        assert "Kept for" in response.page.text
