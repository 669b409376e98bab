"""Receipts: kept as they were shown, for one’s own eyes, with what another way would answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.decisions.models import Receipt
from hometime.people.models import Role
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

from .walking import answer_of, code_in

pytestmark = pytest.mark.usefixtures("in_force", "at_that_moment")

LOST = {"incident.kind": "lost"}


@pytest.fixture
def kept(page, tess):
    return answer_of(page.sign_in(tess), "something-happened", LOST)


def test_it_says_what_to_do_whom_to_tell_and_why(kept):
    assert kept.page.h1.startswith("STOP")
    assert "Hana Whitlock" in kept.page.text
    assert "Tell these people" in kept.page.text
    assert "Your school’s own rule" in kept.page.text


def test_it_stays_as_it_was_shown(page, kept, great_wickering, now, today):
    """Whatever becomes of the policy and of the people, only what was kept is shown."""
    address = kept.request["PATH_INFO"]
    before = page.get(address).page.first("main").text
    publish_version(shipped("dudley"), organisation=great_wickering, in_force_from=today, by=None, at=now)
    Role.objects.all().delete()
    seen = page.get(address).page
    links = [link.attrs["href"] for link in seen.first("main").all("a")]
    assert seen.first("main").text == before
    assert not [href for href in links if href.startswith("/policy/clauses/")]


def test_a_way_to_ok_is_shown_before_anything_is_kept(page, victor):
    stop = answer_of(page.sign_in(victor), "work-in-public")
    code = code_in(stop)
    seen = page.get(f"/receipts/{code}/try/0/").page
    assert seen.h1.startswith("OK")
    assert "It is not kept." in seen.text
    assert Receipt.objects.count() == 1


def test_what_is_so_is_taken_into_the_answers(page, victor):
    code = code_in(answer_of(page.sign_in(victor), "work-in-public"))
    check = page.post(f"/receipts/{code}/try/0/", follow=True)
    assert check.page.h1 == "Check your answers"
    assert page.post("/ask/work-in-public/check/", follow=True).page.h1.startswith("OK")


def test_a_way_that_is_not_there_is_not_found(page, kept):
    assert page.get(f"/receipts/{code_in(kept)}/try/99/").status_code == 404


def test_changing_the_answers_takes_up_what_was_said(page, kept):
    answer_of(page, "something-happened", {})  # another draft of the same activity in between
    check = page.post(f"/receipts/{code_in(kept)}/again/", follow=True)
    assert "Something is lost" in check.page.text


def test_the_reminders_can_be_taken_up_too(page, tess):
    code = code_in(answer_of(page.sign_in(tess), "work-at-home", {"data.kind": "ordinary", "device.owner": "school"}))
    assert (
        page.post(f"/receipts/{code}/again/", {"cannot": "yes"}, follow=True).page.h1
        == "Which of these can you not do?"
    )


@pytest.mark.parametrize("count", [20, 200])
def test_a_page_of_receipts_costs_the_same_however_many_there_are(page, kept, count):
    one = Receipt.objects.get()
    fields = {
        f.attname: getattr(one, f.attname) for f in Receipt._meta.fields if f.attname not in ("id", "code", "digest")
    }
    Receipt.objects.bulk_create(Receipt(**fields, digest=f"digest-{n}") for n in range(count - 1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert page.get("/receipts/").status_code == 200
    assert len(queries) <= 7


def test_no_receipts_yet_says_what_to_do(page, noor):
    assert "No receipts yet" in page.sign_in(noor).get("/receipts/").page.text


def test_a_very_long_name_and_place_do_not_break_the_page(page, tess, great_wickering):
    tess.name = "Wilhelmina-Anastasia " * 9
    tess.save(update_fields=["name"])
    great_wickering.name = "A" * 200
    great_wickering.save(update_fields=["name"])
    assert answer_of(page.sign_in(tess), "something-happened", LOST).status_code == 200


# Under other policies -------------------------------------------------------------------------------------------


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_all_policies_stand_at_a_glance(page, kept, demo):
    seen = page.get(f"/receipts/{code_in(kept)}/compare/").page
    assert len(seen.first("tbody").all("tr")) == 6
    assert "(your answer)" in seen.text


def test_one_policy_stands_beside_another(page, kept, demo):
    for slug in ("academy-trust", "dudley", "ravensbury", "starter", "yourig"):
        seen = page.get(f"/receipts/{code_in(kept)}/compare/?with={slug}").page
        assert seen.h1 == "The same answers under two policies"
        assert shipped(slug).title in seen.text


def test_facts_another_policy_has_no_words_for_are_said(page, tess, demo):
    code = code_in(answer_of(page.sign_in(tess), "video-call"))
    kept = Receipt.objects.get()
    kept.answer["facts"]["call.platform"] = "approved"
    kept.answer["said"].append(
        {"fact": "call.platform", "ask": "Which tool?", "value": "approved", "shown": "One", "source": "you said"}
    )
    kept.save(update_fields=["answer"])
    seen = page.get(f"/receipts/{code}/compare/?with=ravensbury").page
    assert "What this policy has no words for" in seen.text
    assert "Which tool?" in seen.text


def test_a_policy_that_does_not_exist_is_not_found(page, kept, demo):
    for slug in ("nowhere", "wolsey-house", "../etc", "x" * 3000):
        assert page.get(f"/receipts/{code_in(kept)}/compare/", {"with": slug}).status_code == 404


def test_outside_the_demo_there_is_nothing_to_compare_with(page, kept):
    assert page.get(f"/receipts/{code_in(kept)}/compare/").status_code == 404
    assert "another policy" not in kept.page.text
