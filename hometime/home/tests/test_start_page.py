"""The front page leads each person to what they came for, and a stranger to the door."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from hometime.decisions.models import Receipt
from hometime.demo.signatures import put_signatures
from hometime.home.righting import easiest_first
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped

pytestmark = pytest.mark.usefixtures("at_that_moment")


def test_tess_can_ask_and_read_from_the_front_page(page, tess, in_force):
    page.sign_in(tess)
    front = page.get("/")
    assert {"/ask/", "/policy/", "/policy/handout/", "/receipts/"} <= set(front.page.links().values())


@pytest.mark.parametrize("name", ["tess", "grace", "stella"])
def test_each_sees_which_policy_their_school_has_in_force(page, cast, in_force, name):
    page.sign_in(cast[name])
    front = page.get("/").page.text
    assert ("Wolsey House" in front) == (name != "stella")


def test_a_school_without_a_policy_is_told_so(page, tess):
    page.sign_in(tess)
    assert "has not put a policy in force" in page.get("/").page.text


def test_somebody_set_up_is_told_so_first_of_all(page, tess, in_force, now):
    put_signatures(now)
    page.sign_in(tess)
    assert page.get("/").page.h1 == "OK: You are set up to work from home"


def test_somebody_new_is_told_what_to_put_right_and_where(page, noor, in_force):
    page.sign_in(noor)
    front = page.get("/").page
    assert not front.h1.startswith("OK")
    assert "/sign/" in front.addresses()


def test_what_takes_least_comes_first_of_what_is_as_bad():
    policy = shipped("wolsey-house")
    rules = {rule.id: rule for rule in policy.pack.rules}
    ask, sign = rules["homeworking-authorisation"], rules["signed-policy"]
    milder = next(rule for rule in policy.pack.rules if 0 < rule.rank < sign.rank)
    assert easiest_first([milder, ask, sign], policy, date(2026, 11, 2)) == [sign, ask, milder]


@pytest.mark.parametrize(
    "name", ["hana", "leo", "noor", "idris", "dara", "safia", "grace", "victor", "bilal", "stella"]
)
def test_everybody_has_a_front_page_of_their_own(page, cast, in_force, name):
    page.sign_in(cast[name])
    front = page.get("/").page
    assert {"/ask/", "/policy/"} <= front.addresses()


@pytest.mark.parametrize("name", ["grace", "victor"])
def test_governors_and_volunteers_have_no_week_to_show(page, cast, in_force, name):
    page.sign_in(cast[name])
    front = page.get("/").page
    assert "Your week" not in front.text


def test_somebody_the_policy_leaves_out_is_told_so_kindly(page, victor, great_wickering, now):
    publish_version(shipped("dudley"), organisation=great_wickering, in_force_from=now.date(), by=None, at=now)
    page.sign_in(victor)
    front = page.get("/").page
    assert front.h1 == "Working from home"
    assert "does not cover what you do here" in front.text


def test_what_a_yes_waits_for_is_among_what_to_do(page, tess, in_force, at_home):
    agreed = at_home(tess, ":4:day")
    agreed.conditions.create(person=tess, words="Fit a lock to the cupboard")
    page.sign_in(tess)
    assert page.get("/").page.links()["Fit a lock to the cupboard"] == f"/arrangements/{agreed.code}/"


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (7, True), (8, False)])
def test_what_a_receipt_says_to_do_afterwards_is_shown_for_a_week(
    page, tess, in_force, great_wickering, now, days, is_shown
):
    Receipt.objects.create(
        organisation=great_wickering,
        person=tess,
        title="Take papers home",
        headline="ok",
        on=now.date() - timedelta(days=days),
        answer={"to_do": [{"words": "bring the papers back", "cites": []}]},
        kept_at=now,
    )
    page.sign_in(tess)
    assert ("Bring the papers back" in page.get("/").page.text) is is_shown


def test_the_front_page_costs_the_same_however_much_is_on_record(page, hana, tess, in_force, at_home):
    at_home(hana, ":0:day")
    page.sign_in(hana)
    page.get("/")
    with CaptureQueriesContext(connection) as little:
        page.get("/")
    for weekday in range(1, 5):
        at_home(hana, f":{weekday}:day")
    with CaptureQueriesContext(connection) as much:
        page.get("/")
    assert len(much) == len(little)


def test_a_report_is_one_press_away_from_every_page(page, tess, in_force):
    page.sign_in(tess)
    assert "/incidents/report/" in {link.attrs["href"] for link in page.get("/policy/").page.all("a")}


def test_those_who_keep_a_list_are_led_to_it_and_others_are_not(page, tess, idris, in_force):
    page.sign_in(tess)
    assert "/equipment/" not in page.get("/").page.links().values()
    page.sign_in(idris)
    assert "/equipment/" in page.get("/").page.links().values()


def test_a_stranger_is_asked_to_sign_in(client, db):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/")


def test_two_clauses_of_one_place_are_named_once(db):
    first = {
        "says": "Ask first.",
        "href": "/ask/",
        "button": "Ask",
        "cites": [("DU6", "2.1"), ("DU7", "2.1"), ("DU8", "3")],
    }
    told = {"front": {"level": "stop", "says": "Stop", "first": first}}
    words = " ".join(strip_tags(render_to_string("home/bits/verdict.html", told)).split())
    assert "Your policy says so in 2.1 and 3." in words
